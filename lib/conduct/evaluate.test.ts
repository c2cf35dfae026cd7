import { describe, expect, it } from 'vitest';
import { asking, refusing, told } from '@/tests/unit/one-rule';
import type { ConductDecision } from './evaluate';

const item = (id: string, breach: string, ...qualifiers: string[]) => ({ id, label: `不得${id}`, article: `5(${id.length})`, limbs: qualifiers.map((qualifier) => ({ breach, qualifier })) });
const row = (id: string, when: object, outcome: object = { host: 'decide' }, more: object = {}) => ({ id, label: id, article: '6', when, severity: 'warn', outcome, message: `${id}后果`, ...more });
const ask = (over: object) => asking<ConductDecision>('conduct', over as Record<string, unknown>);
const GROUP = { structure: { host: null, hostCycle: null, office: null, classes: null, plan: null, bodies: [{ body: 'expert-group', article: '3', term: null, posts: ['leader'], members: ['leader'], head: 'leader' }] } };

describe('a breach of which the text says nothing', () => {
  it('is answered with silence, in its own words where it has some', () => {
    const answer = ask({ prohibitions: [item('x', 'fees', 'absolute')], silent: [{ question: 'conduct', part: 'defiance', note: '未规定', article: '9' }] })({ breach: 'defiance' });
    expect([told(answer), answer.findings[0]!.message, answer.decision]).toEqual([['note conduct.silent 9'], '未规定', { host: null, committee: null, talk: null, bans: null }]);
  });
});

describe('a forbidden act without a row', () => {
  const answer = ask({ prohibitions: [item('x', 'fees', 'absolute')] });

  it('is to be stopped, and changes nothing else', () => {
    const said = answer({ breach: 'fees' });
    expect([told(said), said.decision]).toEqual([['warn conduct.x 5(1)'], { host: 'continues', committee: 'stays', talk: false, bans: [] }]);
    expect(said.findings[0]!.message).toBe('违反“不得x”，须立即停止并纠正');
    expect(said.findings[0]).not.toHaveProperty('actual');
  });

  it('has no host where the jurisdiction has none', () => {
    expect(ask({ ...GROUP, prohibitions: [item('x', 'fees', 'absolute')] })({ breach: 'fees' }).decision.host).toBeNull();
  });

  it.each([[0, false], [1, false], [2, true]])('that happened %s times is said to be evidence: %s', (count, evidence) => {
    const finding = answer({ breach: 'fees', count }).findings[0]!;
    expect([finding.message.includes(`已发生${count}次，作为认定情节的依据`), finding.actual, finding.limit]).toEqual([evidence, count, 0]);
  });
});

describe('consent', () => {
  const consent = { breach: 'certificates', consent: true };
  const prohibitions = (...items: object[]) => ask({ prohibitions: items, conduct: [row('r', { breach: 'prohibited' })] });

  it('lifts what is forbidden without it', () => {
    const said = prohibitions(item('x', 'certificates', 'consent-lifts'))(consent);
    expect([said.verdict, told(said), said.decision.host]).toEqual(['ok', ['note conduct.x 5(1)'], 'continues']);
    expect(said.findings[0]!.message).toBe('不得x；已经主管部门同意，不属违反');
  });

  it.each([false, undefined])('that is %s lifts nothing', (given) => {
    expect(told(prohibitions(item('x', 'certificates', 'consent-lifts'))({ breach: 'certificates', consent: given }))).toEqual(['warn conduct.x 5(1)', 'warn conduct.r 6']);
  });

  it.each([['absolute'], ['irregular'], ['consent-lifts', 'absolute']])('lifts nothing of %s', (...qualifiers) => {
    expect(told(prohibitions(item('x', 'certificates', ...qualifiers))(consent))).toEqual(['warn conduct.x 5(1)', 'warn conduct.r 6']);
  });

  it('lifts item by item: another item that forbids the act stands', () => {
    expect(told(prohibitions(item('x', 'certificates', 'consent-lifts'), item('xx', 'certificates', 'irregular'))(consent))).toEqual(['warn conduct.xx 5(2)', 'warn conduct.r 6', 'note conduct.x 5(1)']);
  });

  it('looks at the clauses of the act only', () => {
    const mixed = { ...item('x', 'certificates', 'consent-lifts'), limbs: [{ breach: 'certificates', qualifier: 'consent-lifts' }, { breach: 'fees', qualifier: 'absolute' }] };
    expect(prohibitions(mixed)(consent).verdict).toBe('ok');
    expect(told(prohibitions(mixed)({ breach: 'fees', consent: true }))).toEqual(['warn conduct.x 5(1)', 'warn conduct.r 6']);
  });

  it('lifts no row of an act that is not forbidden', () => {
    expect(told(ask({ conduct: [row('r', { breach: ['defiance'] })] })({ breach: 'defiance', consent: true }))).toEqual(['warn conduct.r 6']);
  });
});

describe('a row applies', () => {
  const applies = (when: object, facts: object): boolean => told(ask({ prohibitions: [item('x', 'fees', 'absolute')], conduct: [row('r', { breach: ['fees'], ...when })] })({ breach: 'fees', ...facts })).includes('warn conduct.r 6');

  it('to the breaches it names, or to all that are forbidden', () => {
    expect(applies({}, {})).toBe(true);
    expect(applies({ breach: ['delegation', 'fees'] }, {})).toBe(true);
    expect(applies({ breach: ['delegation'] }, {})).toBe(false);
    expect(applies({ breach: 'prohibited' }, {})).toBe(true);
    expect(applies({ breach: 'prohibited' }, { breach: 'defiance' })).toBe(false);
  });

  it('to those who committed it; to whoever it was if that is not said', () => {
    expect([{ by: 'member' }, { by: 'chair' }, { by: 'centre' }, {}].map((facts) => applies({ by: ['member', 'chair'] }, facts))).toEqual([true, true, false, true]);
  });

  it.each([['serious', 'serious'], ['responsible', 'managementResponsibility']])('to the judgement on %s that it names', (condition, fact) => {
    for (const [word, value] of [['yes', true], ['no', false], ['open', null], ['unsaid', undefined]] as const) {
      for (const other of ['yes', 'no', 'open', 'unsaid']) expect([word, other, applies({ [condition]: [other] }, { [fact]: value })]).toEqual([word, other, word === other]);
    }
    expect(applies({ [condition]: ['open', 'yes'] }, { [fact]: true })).toBe(true);
  });

  it('with a penalty or without; none is none', () => {
    expect([true, false, undefined].map((penalty) => applies({ penalty: true }, { penalty }))).toEqual([true, false, false]);
    expect([true, false, undefined].map((penalty) => applies({ penalty: false }, { penalty }))).toEqual([false, true, true]);
  });

  it('from a number of months', () => {
    expect([5.9, 6, 6.1, undefined].map((monthsSinceSetUp) => applies({ monthsAtLeast: 6 }, { monthsSinceSetUp }))).toEqual([false, true, true, false]);
    expect(applies({ monthsAtLeast: 0 }, {})).toBe(true);
  });

  it('where something is missing; only an empty list says that nothing is', () => {
    expect([[], ['annual-plan'], undefined].map((missing) => applies({ anyMissing: true }, { missing }))).toEqual([false, true, true]);
    expect([[], ['annual-plan'], undefined].map((missing) => applies({ anyMissing: false }, { missing }))).toEqual([true, false, false]);
  });

  it('first from the top', () => {
    const two = ask({ conduct: [row('a', { breach: ['fees'], serious: ['yes'] }), row('b', { breach: ['fees'] }), row('c', { breach: ['fees'] })] });
    expect([told(two({ breach: 'fees', serious: true })), told(two({ breach: 'fees' }))]).toEqual([['warn conduct.a 6'], ['warn conduct.b 6']]);
  });
});

describe('what follows', () => {
  it('is what the row says; what it leaves out stays', () => {
    expect(ask({ conduct: [row('r', { breach: ['fees'] }, { host: 'removed', committee: 'dissolved', member: 'removed', talk: true })] })({ breach: 'fees' }).decision).toEqual({ host: 'removed', committee: 'dissolved', member: 'removed', talk: true, bans: [] });
    expect(ask({ conduct: [row('r', { breach: ['fees'] }, {})] })({ breach: 'fees' }).decision).toEqual({ host: 'continues', committee: 'stays', talk: false, bans: [] });
    expect(ask({ ...GROUP, conduct: [row('r', { breach: ['fees'] }, {})] })({ breach: 'fees' }).decision.host).toBeNull();
  });

  it('is cited under every article it rests on, with its severity and words', () => {
    const more = { severity: 'block', articles: ['7', '8'] };
    const own = ask({ conduct: [row('r', { breach: ['fees'] }, {}, { ...more, alsoMessage: '另有后果' })] })({ breach: 'fees' });
    expect(own.findings.map((f) => [f.severity, f.article, f.message])).toEqual([['block', '6', 'r后果'], ['block', '7', '另有后果'], ['block', '8', '另有后果']]);
    expect(ask({ conduct: [row('r', { breach: ['fees'] }, {}, more)] })({ breach: 'fees' }).findings[2]!.message).toBe('r后果');
  });

  it('brings the bans of its sanction from the day of the decision, and of no other', () => {
    const over = {
      sanctions: [
        { id: 'hard', label: '违规', article: '7', ground: 'serious-violation', bans: [{ scope: 'this-round' }, { scope: 'same-specialty', years: 4 }, { scope: 'same-kind', calendarYear: true }] },
        { id: 'soft', label: '不合格', article: '8', ground: 'unqualified', bans: [{ scope: 'this-round' }] },
      ],
      conduct: [row('r', { breach: ['fees'] }, {}, { sanction: 'hard' }), row('s', { breach: ['defiance'] })],
    };
    expect(ask(over)({ breach: 'fees' }, '2028-02-29').decision.bans).toEqual([{ scope: 'this-round', until: null }, { scope: 'same-specialty', until: '2032-02-29' }, { scope: 'same-kind', until: '2028-12-31' }]);
    expect(ask(over)({ breach: 'defiance' }).decision.bans).toEqual([]);
  });
});

describe('facts that cannot be', () => {
  const refuse = refusing('conduct', {});

  it.each<[object, string]>([
    [{}, 'facts.breach'], [{ breach: 'murder' }, 'facts.breach'], [{ breach: 'fees', by: 'stranger' }, 'facts.by'], [{ breach: 'fees', serious: 'yes' }, 'facts.serious'],
    [{ breach: 'fees', count: -1 }, 'facts.count'], [{ breach: 'fees', count: 1.5 }, 'facts.count'], [{ breach: 'no-plan', monthsSinceSetUp: -1 }, 'facts.monthsSinceSetUp'], [{ breach: 'no-plan', missing: ['coffee'] }, 'facts.missing.0'],
    [{ breach: 'fees', direction: '' }, 'facts.direction'],
  ])('are refused: %j', (facts, path) => {
    expect(refuse(facts).map(([p]) => p)).toEqual([path]);
  });
});
