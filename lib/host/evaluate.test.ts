import { describe, expect, it } from 'vitest';
import { asking, refusing, told } from '@/tests/unit/one-rule';

const EYES = { class: 'clinical', direction: '眼科专业' };
const BONES = { class: 'clinical', direction: '骨科专业' };
const LAB = { class: 'technical', direction: '检验专业' };
type Facts = Record<string, unknown>;
const apply = (more: Facts = {}): Facts => ({ institution: { id: 'A' }, centre: EYES, ...more });
const sanction = (bans: object[], more: object = {}) => ({ sanctions: [{ id: 'ban', label: '违规', article: '7', ground: 'serious-violation', bans, ...more }] });
const banned = (of: { class: string; direction: string } = EYES, decidedOn = '2026-06-15', ground = 'serious-violation') => ({ sanctions: [{ ground, decidedOn, ...of }] });
interface Decision extends Record<string, unknown> {
  eligible: boolean | null;
  barredUntil?: string;
}
const asks = (over: object) => asking<Decision>('host', over as Facts);

describe('an application without any rule or sanction', () => {
  it('is answered with silence', () => {
    const answer = asks({ silent: [{ question: 'host', note: '未规定', article: '2' }] })(apply());
    expect([told(answer), answer.decision]).toEqual([['note host.silent 2'], { eligible: null }]);
  });

  it('is silent too where centres have no host, whatever else is written', () => {
    const structure = { host: null, hostCycle: null, office: null, classes: null, plan: null, bodies: [{ body: 'expert-group', article: '3', term: null, posts: ['leader'], members: ['leader'], head: 'leader' }] };
    expect(told(asks({ structure, ...sanction([{ scope: 'this-round' }]) })(apply(banned())))).toEqual(['note host.silent 9']);
  });
});

describe('a ban of four years on the same specialty', () => {
  const ask = asks(sanction([{ scope: 'same-specialty', years: 4 }]));

  it.each([
    ['2026-06-14', true, undefined],
    ['2026-06-15', false, '2030-06-15'],
    ['2030-06-14', false, '2030-06-15'],
    ['2030-06-15', false, '2030-06-15'],
    ['2030-06-16', true, undefined],
  ])('decided on 15 June 2026, on %s: eligible %s', (on, eligible, barredUntil) => {
    const { decision } = ask(apply(banned()), on);
    expect([decision.eligible, decision.barredUntil]).toEqual([eligible, barredUntil]);
  });

  it('from a leap day runs to the last of February', () => {
    expect(ask(apply(banned(EYES, '2028-02-29')), '2032-02-29').decision).toEqual({ eligible: false, barredUntil: '2032-02-29' });
    expect(ask(apply(banned(EYES, '2028-02-29')), '2032-03-01').decision).toEqual({ eligible: true });
  });

  it.each([['another direction', BONES], ['another class', { ...EYES, class: 'technical' }]])('leaves %s free', (_what, of) => {
    expect(ask(apply(banned(of))).decision).toEqual({ eligible: true });
  });

  it('says who, why, since when and how long', () => {
    const [finding] = ask(apply(banned())).findings;
    expect(finding).toMatchObject({ rule: 'host.sanction-ban', severity: 'block', article: '7', limit: '2030-06-15', message: '申请单位因违规于2026年6月15日受处理，不得参与本专业中心，至2030年6月15日止' });
  });

  it('does not answer another ground', () => {
    expect(ask(apply(banned(EYES, '2026-06-15', 'unqualified'))).decision).toEqual({ eligible: true });
  });

  it('is barred until the end of the longest of several', () => {
    const two = { sanctions: [...banned(EYES, '2025-01-01').sanctions, ...banned(EYES, '2024-01-01').sanctions] };
    expect(ask(apply(two), '2026-06-15').decision).toEqual({ eligible: false, barredUntil: '2029-01-01' });
    expect(ask(apply({ sanctions: two.sanctions.toReversed() }), '2026-06-15').decision.barredUntil).toBe('2029-01-01');
  });
});

describe('a ban from this round', () => {
  const ask = asks(sanction([{ scope: 'this-round' }]));

  it('bars who was removed from the very place that the round fills, with no last day', () => {
    const answer = ask(apply({ ...banned(), roundReplacesSanctioned: true }));
    expect(answer.decision).toEqual({ eligible: false });
    expect(answer.findings[0]).toMatchObject({ message: expect.stringContaining('不得参与本轮遴选') as unknown });
    expect(answer.findings[0]!.message).not.toContain('至');
    expect(answer.findings[0]).not.toHaveProperty('limit');
  });

  it.each([
    ['the next round', banned()],
    ['the round of another specialty', { ...banned(BONES), roundReplacesSanctioned: true }],
    ['the round of another class', { ...banned({ ...EYES, class: 'technical' }), roundReplacesSanctioned: true }],
  ])('is free for %s', (_what, facts) => {
    expect(ask(apply(facts)).decision).toEqual({ eligible: true });
  });
});

describe('a ban from newly established centres of other specialties', () => {
  const bans = [{ scope: 'this-round' }, { scope: 'new-other-specialties', years: 4 }];
  const open = asks(sanction(bans, { otherwise: 'decide' }));
  const free = asks(sanction(bans));
  const fresh = { centre: { ...EYES, newlyEstablished: true } };

  it('bars a new centre of another specialty or class, first and last day included', () => {
    for (const of of [BONES, LAB]) {
      for (const on of ['2026-06-15', '2030-06-15']) expect(open(apply({ ...fresh, ...banned(of) }), on).decision).toEqual({ eligible: false, barredUntil: '2030-06-15' });
      expect(open(apply({ ...fresh, ...banned(of) }), '2030-06-16').decision).toEqual({ eligible: true });
      expect(open(apply({ ...fresh, ...banned(of) }), '2026-06-14').decision).toEqual({ eligible: true });
    }
  });

  it.each<[string, Facts]>([
    ['a new centre of the same specialty', { ...fresh, ...banned() }],
    ['an existing centre of another specialty', { centre: { ...EYES, newlyEstablished: false }, ...banned(BONES) }],
    ['a centre of which nothing is said', banned(BONES)],
  ])('leaves %s to a person where the words leave it open, otherwise free', (_what, facts) => {
    const answer = open(apply(facts), '2030-06-15');
    expect([told(answer), answer.decision]).toEqual([['warn host.sanction-ban 7'], { eligible: null }]);
    expect(answer.findings[0]).toMatchObject({ limit: '2030-06-15', message: expect.stringContaining('条文未明确是否及于本次申请，至2030年6月15日止，由主管部门决定') as unknown });
    expect(open(apply(facts), '2030-06-16').decision).toEqual({ eligible: true });
    expect(free(apply(facts), '2030-06-15').decision).toEqual({ eligible: true });
  });

  it('bars from this round all the same', () => {
    expect(open(apply({ ...banned(), roundReplacesSanctioned: true })).decision).toEqual({ eligible: false });
  });
});

describe('a ban of the calendar year from centres of the same kind', () => {
  const ask = asks(sanction([{ scope: 'same-kind', calendarYear: true }], { ground: 'unqualified', head: 'barred' }));
  const out = (of = EYES, decidedOn = '2026-06-15') => banned(of, decidedOn, 'unqualified');

  it.each([
    ['2026-06-14', true, undefined],
    ['2026-06-15', false, '2026-12-31'],
    ['2026-12-31', false, '2026-12-31'],
    ['2027-01-01', true, undefined],
  ])('bars the same specialty on %s: eligible %s', (on, eligible, barredUntil) => {
    const { decision } = ask(apply(out()), on);
    expect([decision.eligible, decision.barredUntil]).toEqual([eligible, barredUntil]);
  });

  it('leaves another specialty of the class to a person, and another class free', () => {
    expect(ask(apply(out(BONES)), '2026-12-31').decision).toEqual({ eligible: null });
    expect(ask(apply(out(BONES)), '2027-01-01').decision).toEqual({ eligible: true });
    expect(ask(apply(out(LAB)), '2026-12-31').decision).toEqual({ eligible: true });
  });

  it('leaves a round that slipped into the next year to a person, for the same specialty only and not before the decision', () => {
    expect(ask(apply({ ...out(), roundReplacesSanctioned: true }), '2027-01-01').decision).toEqual({ eligible: null });
    expect(ask(apply({ ...out(BONES), roundReplacesSanctioned: true }), '2027-01-01').decision).toEqual({ eligible: true });
    expect(ask(apply({ ...out(), roundReplacesSanctioned: true }), '2026-06-14').decision).toEqual({ eligible: true });
    expect(ask(apply({ ...out(), roundReplacesSanctioned: true }), '2026-06-15').decision.eligible).toBe(false);
  });

  it.each<[string, object, boolean | null]>([
    ['removed today', { removedOn: '2026-06-15' }, false],
    ['removed on a day not given', {}, false],
    ['removed last year', { removedOn: '2025-12-31' }, true],
    ['of another specialty of the class', { removedOn: '2026-01-01', direction: '骨科专业' }, null],
    ['of another class', { removedOn: '2026-01-01', class: 'technical' }, true],
  ])('holds for a proposed head %s as well', (_what, head, eligible) => {
    expect(ask(apply({ proposedHead: { removedChairOfSanctionedHost: true, ...head } })).decision.eligible).toBe(eligible);
  });

  it('tells the head from the institution', () => {
    const [finding] = ask(apply({ proposedHead: { removedChairOfSanctionedHost: true, removedOn: '2026-06-01' } })).findings;
    expect(finding!.message).toContain('拟任负责人原任受处理挂靠单位的中心负责人');
  });

  it('asks nothing of a head who was not removed', () => {
    for (const proposedHead of [{}, { removedChairOfSanctionedHost: false }, { removedOn: '2026-06-15' }]) expect(ask(apply({ proposedHead })).decision).toEqual({ eligible: true });
  });
});

describe('a head of a sanctioned host', () => {
  const head = { proposedHead: { removedChairOfSanctionedHost: true, removedOn: '2026-06-01' }, roundReplacesSanctioned: true };

  it.each([['free', true, []], ['decide', null, ['warn host.sanction-ban 7']], ['barred', false, ['block host.sanction-ban 7']]] as const)('is treated as the text says: %s', (says, eligible, findings) => {
    const answer = asks(sanction([{ scope: 'this-round' }], { head: says }))(apply(head));
    expect([answer.decision.eligible, told(answer)]).toEqual([eligible, findings]);
  });

  it('that a person must decide is named with the reach of the ban, and only where it would bar', () => {
    const ask = asks(sanction([{ scope: 'same-specialty', years: 1 }], { head: 'decide' }));
    expect(ask(apply(head)).findings[0]!.message).toContain('（本专业中心），至2027年6月1日止，由主管部门决定');
    expect(ask(apply(head), '2027-06-02').decision).toEqual({ eligible: true });
  });
});

describe('conditions beside sanctions', () => {
  const rules = [
    { id: 'things', kind: 'host.resources', label: '条件', needs: ['funds'], force: 'mandatory', article: '3(1)' },
    { id: 'grade', kind: 'host.level', label: '等级', anyOf: [{ levels: ['3A'] }], force: 'in-principle', article: '3(2)' },
  ];

  it('are both tested; a failed condition in principle leaves the institution eligible', () => {
    const ask = asks({ rules, ...sanction([{ scope: 'same-specialty', years: 4 }]) });
    const weak = { institution: { id: 'A', level: '3B' } };
    expect(ask(apply(weak)).decision).toEqual({ eligible: true });
    expect(ask(apply(weak)).verdict).toBe('warn');
    expect(told(ask(apply({ ...weak, ...banned(), resources: { funds: false } })))).toEqual(['block host.things 3(1)', 'block host.sanction-ban 7', 'warn host.grade 3(2)']);
    expect(ask(apply({ resources: { funds: false } })).decision).toEqual({ eligible: false });
  });

  it('that block settle what a person would have had to decide', () => {
    const ask = asks({ rules, ...sanction([{ scope: 'this-round' }], { head: 'decide' }) });
    const head = { proposedHead: { removedChairOfSanctionedHost: true }, roundReplacesSanctioned: true };
    expect(ask(apply(head)).decision).toEqual({ eligible: null });
    expect(ask(apply({ ...head, resources: { funds: false } })).decision).toEqual({ eligible: false });
  });
});

describe('facts that cannot be', () => {
  const refuse = refusing('host', sanction([{ scope: 'this-round' }]));

  it.each<[string, Facts, string]>([
    ['no institution', { centre: EYES }, 'facts.institution'],
    ['an institution without id', { institution: {}, centre: EYES }, 'facts.institution.id'],
    ['an unknown level', apply({ institution: { id: 'A', level: '4A' } }), 'facts.institution.level'],
    ['a centre without direction', { institution: { id: 'A' }, centre: { class: 'clinical' } }, 'facts.centre.direction'],
    ['an unknown event', apply({ events: [{ kind: 'party', on: '2026-01-01' }] }), 'facts.events.0.kind'],
    ['a sanction without class', apply({ sanctions: [{ ground: 'unqualified', decidedOn: '2026-01-01', direction: 'x' }] }), 'facts.sanctions.0.class'],
    ['an impossible day', apply({ proposedHead: { removedOn: '2026-02-29' } }), 'facts.proposedHead.removedOn'],
    ['an unknown resource', apply({ resources: { coffee: true } }), 'facts.resources.coffee'],
  ])('are refused: %s', (_what, facts, path) => {
    expect(refuse(facts).map(([p]) => p)).toEqual([path]);
  });
});
