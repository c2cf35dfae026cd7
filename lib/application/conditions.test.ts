import { describe, expect, it } from 'vitest';
import { localDate, type LocalDate } from '@/lib/kernel/local-date';
import { builtInProfile } from '@/lib/regulations/files';
import { compile, type Rulebook } from '@/lib/rulebook';
import { profileOf, setting } from '@/tests/unit/one-rule';
import { judgeFacts, type CheckFacts } from './check';
import { countConditions, departedFrom, openOf, statusWord, toExplain, unmetOf, withJudgements, type Condition, type Judgement } from './conditions';

const EYES = { class: 'clinical', direction: '眼科专业' } as const;
const BONES = { class: 'clinical', direction: '骨科专业' } as const;
const book = (id: string): Rulebook => compile(builtInProfile(id));
const day = (on: string): LocalDate => localDate(on);
const BOOKS = { chongqing: book('chongqing-2025'), zhengzhou: book('zhengzhou-2024'), jinxiang: book('jinxiang-2026'), qingpu: book('qingpu-2025'), national: book('national-2019') };

const ALL = { premises: true, equipment: true, staff: true, funds: true };
type Host = NonNullable<CheckFacts['host']>;
/** A hospital that has everything, applying for a new centre without naming anybody. */
const facts = (host: Partial<Host> = {}, more: Partial<CheckFacts> = {}): CheckFacts => ({
  on: day('2026-09-18'), headFillsOwnPlace: false, person: null, post: null,
  host: {
    institution: { id: 'A', level: '3A', kind: 'general', outstandingInSpecialty: true }, centre: { ...EYES, newlyEstablished: true }, resources: ALL, events: [], sanctions: [], roundReplacesSanctioned: false, ...host,
  },
  ...more,
});
const conditions = (rules: Rulebook, of: CheckFacts): Condition[] => judgeFacts(rules, of).conditions;
const one = (rules: Rulebook, of: CheckFacts, id: string): Condition => {
  const found = conditions(rules, of).filter((c) => c.id === id);
  expect(found).toHaveLength(1);
  return found[0]!;
};
const statuses = (list: readonly Condition[]) => Object.fromEntries(list.map((c) => [c.id, c.status]));
const judged = (condition: string, met: boolean, reason = '材料属实'): Judgement => ({ condition, met, reason, byName: '某审核人', at: '2026-10-12T02:00:00Z' });

describe('the list of conditions', () => {
  it('has one line for each host rule and for each thing a person must find, with its article', () => {
    expect(conditions(BOOKS.chongqing, facts()).map((c) => [c.id, c.article, c.status, statusWord(c)])).toEqual([
      ['host.host-resources', '6(1)', 'met', '符合'],
      ['host.host-level', '6(2)', 'met', '符合'],
      ['host.host-record', '6(4)', 'met', '符合'],
      ['finding.quality-system', '6(2)', 'open', '须由人认定'],
      ['finding.strength', '6(3)', 'open', '须由人认定'],
      ['finding.capacity', '6(5)', 'open', '须由人认定'],
    ]);
  });

  it('says what was seen where a rule holds', () => {
    const lines = Object.fromEntries(conditions(BOOKS.chongqing, facts()).map((c) => [c.id, [c.says, c.asks]]));
    expect(lines).toMatchObject({
      'host.host-resources': ['具备办公场所、设备设施、工作人员、工作经费', '具备办公场所、设备设施、工作人员、工作经费'],
      'host.host-level': ['三级甲等综合医院', '三级甲等'],
      'host.host-record': ['近3年没有登记的重大医疗质量安全事件、严重违法违规', '近3年未发生重大医疗质量安全事件、严重违法违规；本专业以外的不计'],
    });
    // Strength is said where the text asks for it; an event that does not count is not passed over.
    expect(one(BOOKS.zhengzhou, facts(), 'host.host-level').says).toBe('三级甲等综合医院，专科实力突出');
    expect(one(BOOKS.chongqing, facts({ events: [{ kind: 'major-event', on: day('2026-01-01'), sameSpecialty: false }] }), 'host.host-record').says).toBe('近3年登记1起，均在本专业以外');
  });

  it('leaves a rule out that does not speak of the class of the centre', () => {
    const ids = (centre: Host['centre']) => conditions(BOOKS.zhengzhou, facts({ centre, institution: { id: 'A', level: '1', kind: 'general' } })).map((c) => c.id);
    expect(ids({ class: 'clinical', direction: '眼科' })).toContain('host.host-level');
    expect(ids({ class: 'management', direction: '病案' })).not.toContain('host.host-level');
  });

  it('has one line where the text says nothing of hosts: a person decides', () => {
    const [only, ...others] = conditions(BOOKS.national, facts());
    expect(others).toEqual([]);
    expect(only).toMatchObject({ id: 'host.silent', status: 'open', force: 'mandatory' });
  });

  it('gives every condition an id of its own', () => {
    const twice = [{ ground: 'unqualified', decidedOn: day('2026-01-01'), ...EYES }, { ground: 'unqualified', decidedOn: day('2026-01-01'), ...BONES }] as const;
    for (const rules of Object.values(BOOKS)) {
      const ids = conditions(rules, facts({ sanctions: [...twice] })).map((c) => c.id);
      expect(new Set(ids).size).toBe(ids.length);
    }
  });

  it('comes out the same when the kept facts are read again', () => {
    const of = facts({ sanctions: [{ ground: 'serious-violation', decidedOn: day('2024-01-01'), ...EYES }] });
    expect(judgeFacts(BOOKS.chongqing, JSON.parse(JSON.stringify(of)) as CheckFacts)).toEqual(judgeFacts(BOOKS.chongqing, of));
  });
});

describe('a clean record of three years', () => {
  const record = (on: string, sameSpecialty = true, rules = BOOKS.chongqing) => one(rules, facts({ events: [{ kind: 'major-event', on: day(on), sameSpecialty }] }), 'host.host-record');

  it.each([
    ['2023-09-17', 'the day before the period', 'met'],
    ['2023-09-18', 'its first day', 'unmet'],
    ['2026-09-18', 'the day of submission', 'unmet'],
    ['2026-09-19', 'the day after', 'met'],
  ])('with an event on %s, %s: %s', (on, _what, status) => {
    expect(record(on).status).toBe(status);
  });

  it('names the event and its day', () => {
    expect(record('2024-03-01').says).toContain('已发生1起（2024年3月1日）');
  });

  it('looks at other departments as far as the text does', () => {
    expect(record('2026-01-01', false).status).toBe('met');
    expect(record('2026-01-01', false, BOOKS.zhengzhou).status).toBe('open');
    expect(one(BOOKS.jinxiang, facts({ events: [{ kind: 'major-event', on: day('2026-01-01'), sameSpecialty: false }] }), 'host.clean-record').status).toBe('unmet');
  });
});

describe('level and resources', () => {
  it('a level in principle does not keep an institution out, but wants a reason', () => {
    const list = conditions(BOOKS.chongqing, facts({ institution: { id: 'A', level: '2A', kind: 'general' } }));
    const level = list.find((c) => c.id === 'host.host-level')!;
    expect([level.status, statusWord(level)]).toEqual(['unmet', '原则上不符合，须说明']);
    expect([unmetOf(list), toExplain(list).map((c) => c.id)]).toEqual([[], ['host.host-level']]);
    const departed = departedFrom(list, '区域内没有三级甲等医院').find((c) => c.id === 'host.host-level')!;
    expect([departed.status, departed.departure, statusWord(departed)]).toEqual(['departed', '区域内没有三级甲等医院', '原则上不符合，已说明']);
  });

  it('a reason departs from nothing mandatory', () => {
    const list = departedFrom(conditions(BOOKS.chongqing, facts({ resources: { ...ALL, funds: false } })), '理由');
    expect(unmetOf(list).map((c) => [c.id, c.status, statusWord(c)])).toEqual([['host.host-resources', 'unmet', '不符合']]);
    expect(unmetOf(list)[0]!.says).toContain('缺工作经费');
  });

  it('resources of which nothing is said are open, and denied ones missing', () => {
    expect(one(BOOKS.chongqing, facts({ resources: {} }), 'host.host-resources')).toMatchObject({ status: 'open', says: expect.stringContaining('没有填写') as unknown, asks: expect.stringContaining('工作经费') as unknown });
    expect(one(BOOKS.chongqing, facts({ resources: { premises: true } }), 'host.host-resources').status).toBe('open');
    expect(one(BOOKS.chongqing, facts({ resources: { premises: false } }), 'host.host-resources').status).toBe('unmet');
  });
});

describe('a sanction on record', () => {
  const past = (decidedOn: string, of: { class: 'clinical'; direction: string } = EYES, ground: 'serious-violation' | 'unqualified' = 'serious-violation') => ({ sanctions: [{ ground, decidedOn: day(decidedOn), ...of }] });
  const id = (decidedOn: string, ground = 'serious-violation') => `sanction.${ground}.${decidedOn}.1`;

  it.each([
    ['2022-09-17', 'met', '限制自2022年9月17日 至 2026年9月17日，已经届满'],
    ['2022-09-18', 'unmet', '不得参与本专业中心，至2026年9月18日止'],
    ['2026-09-18', 'unmet', '至2030年9月18日止'],
  ])('of four years decided on %s, asked on 18 September 2026: %s', (decidedOn, status, says) => {
    expect(one(BOOKS.chongqing, facts(past(decidedOn)), id(decidedOn))).toMatchObject({ status, article: '23', says: expect.stringContaining(says) as unknown });
  });

  it('of another specialty does not touch the application', () => {
    expect(one(BOOKS.chongqing, facts(past('2026-01-01', BONES)), id('2026-01-01'))).toMatchObject({ status: 'met', says: '骨科专业，2026年1月1日受处理，限制不及于本次申请' });
  });

  it('of another specialty still runs on its last day, and has run out on the day after', () => {
    const says = (decidedOn: string) => one(BOOKS.chongqing, facts(past(decidedOn, BONES)), id(decidedOn)).says;
    expect([says('2022-09-18'), says('2022-09-17')]).toEqual([expect.stringContaining('不及于本次申请'), expect.stringContaining('已经届满')]);
  });

  it('runs until the last of its bans has run out', () => {
    const rules = compile(profileOf({ sanctions: [{ id: 'ban', label: '违规', article: '7', ground: 'serious-violation', bans: [{ scope: 'same-specialty', years: 4 }, { scope: 'same-specialty', years: 1 }] }] }));
    expect(one(rules, facts(past('2020-01-01')), id('2020-01-01')).says).toContain('至 2024年1月1日');
  });

  it('bars from the round that fills the place and from no later one', () => {
    const removed = past('2026-03-01', EYES, 'unqualified');
    const status = (roundReplacesSanctioned: boolean) => one(BOOKS.chongqing, facts({ ...removed, roundReplacesSanctioned, centre: { ...EYES, newlyEstablished: false } }), id('2026-03-01', 'unqualified')).status;
    expect([status(true), status(false)]).toEqual(['unmet', 'met']);
  });

  it('that was decided after the application was handed in is for a person, where it would have barred it', () => {
    expect(one(BOOKS.chongqing, facts(past('2026-09-19')), id('2026-09-19'))).toMatchObject({ status: 'open', says: expect.stringContaining('提交申请之后') as unknown });
    expect(conditions(BOOKS.chongqing, facts(past('2026-09-19', BONES))).filter((c) => c.about === 'sanction')).toEqual([]);
  });

  it('whose reach the text leaves open is for a person', () => {
    const list = conditions(BOOKS.zhengzhou, facts({ ...past('2025-01-01'), centre: { ...EYES, newlyEstablished: false } }));
    expect(list.filter((c) => c.about === 'sanction').map((c) => c.status)).toEqual(['open']);
  });

  it('on a ground that the text does not know makes no line', () => {
    expect(conditions(BOOKS.jinxiang, facts(past('2026-01-01'))).filter((c) => c.about === 'sanction')).toEqual([]);
  });

  it('is told for each by itself', () => {
    const both = { sanctions: [...past('2020-01-01').sanctions, ...past('2026-01-01').sanctions] };
    expect(statuses(conditions(BOOKS.chongqing, facts(both)).filter((c) => c.about === 'sanction'))).toEqual({ [id('2020-01-01')]: 'met', [id('2026-01-01')]: 'unmet' });
  });

  describe('of the centre that the proposed head led', () => {
    const proposedHead = { removedChairOfSanctionedHost: true, removedOn: day('2026-03-01'), ...EYES };
    const of = (headFillsOwnPlace: boolean, more: Partial<Host> = {}) => facts({ proposedHead, ...more }, { headFillsOwnPlace });

    it('goes to a person where he comes back with another institution to the same place', () => {
      const line = one(BOOKS.chongqing, of(true), 'sanction.head.2026-03-01');
      expect([line.status, line.article]).toEqual(['open', '25(2)']);
      expect(judgeFacts(BOOKS.chongqing, of(true)).answer.decision.eligible).toBe(null);
      expect(conditions(BOOKS.chongqing, of(false)).some((c) => c.id.startsWith('sanction.head'))).toBe(false);
    });

    it('does not turn an old sanction of the institution into one of this round', () => {
      const old = past('2015-01-01', EYES, 'unqualified');
      expect(one(BOOKS.chongqing, of(true, old), id('2015-01-01', 'unqualified')).status).toBe('met');
    });

    it('bars him where the text says so', () => {
      const { answer, conditions: list } = judgeFacts(BOOKS.jinxiang, of(false));
      expect(answer.findings.filter((f) => f.rule.startsWith('host.sanction-'))).toHaveLength(1);
      expect([answer.decision, list.find((c) => c.id === 'sanction.head.2026-03-01')?.status]).toEqual([{ eligible: false, barredUntil: '2026-12-31' }, 'unmet']);
    });
  });
});

describe('what only a person can say', () => {
  const list = conditions(BOOKS.chongqing, facts());
  const of = (judgements: Judgement[], id = 'finding.strength') => withJudgements(list, judgements).find((c) => c.id === id)!;

  it('is open until somebody has judged', () => {
    expect([of([]).status, openOf(list)]).toEqual(['open', list.filter((c) => c.about === 'finding')]);
    expect(of([judged('finding.capacity', true)]).status).toBe('open');
  });

  it('is met or not, as he judged; the newest counts', () => {
    expect(of([judged('finding.strength', true)])).toMatchObject({ status: 'met', judgement: { byName: '某审核人', reason: '材料属实' } });
    expect(of([judged('finding.strength', false)]).status).toBe('unmet');
    expect(of([judged('finding.strength', false), judged('finding.strength', true)]).status).toBe('met');
    expect(of([judged('finding.strength', true), judged('finding.strength', false, '学科带头人已离任')])).toMatchObject({ status: 'unmet', judgement: { reason: '学科带头人已离任' } });
  });

  it('does not reach what the rules have settled', () => {
    const failed = conditions(BOOKS.chongqing, facts({ resources: { ...ALL, funds: false } }));
    const after = withJudgements(failed, [judged('host.host-resources', true), judged('host.host-level', false)]);
    expect([statuses(after)['host.host-resources'], statuses(after)['host.host-level']]).toEqual(['unmet', 'met']);
  });

  it('is counted beside the others', () => {
    const weak = conditions(BOOKS.chongqing, facts({ institution: { id: 'A', level: '2A' }, resources: { funds: false } }));
    expect(countConditions(weak)).toEqual({ met: 1, unmet: 1, explain: 1, open: 3 });
    expect(countConditions(departedFrom(withJudgements(weak, [judged('finding.strength', true), judged('finding.capacity', false)]), '理由'))).toEqual({ met: 2, unmet: 2, explain: 1, open: 1 });
  });
});

describe('the proposed head', () => {
  const CHAIR = { body: 'committee', post: 'chair' } as const;
  const person = (more: object = {}, list: object = {}): CheckFacts['person'] => ({
    name: '沈某', body: 'committee', class: 'clinical', host: 'A', ...list,
    people: [
      {
        id: 'p', roles: ['chair'], institution: 'A', title: 'senior', titleSince: '2010-01-01', born: '1970-05-01', employment: 'in-service', headsSpecialty: true, employerConsent: true,
        terms: { full: 0, partial: 0, consecutive: 0 }, penalties: [], practisesHereSince: '2000-01-01', institutionIsNew: false, parentLevelExpert: false, ...more,
      },
    ],
  });
  const headed = (more: object = {}, rules = BOOKS.chongqing) => conditions(rules, facts({}, { post: CHAIR, person: person(more) })).filter((c) => c.about === 'person');

  it('is measured by the rules about a person in the post, and by no rule about the list', () => {
    expect(headed().map((c) => [c.id, c.status])).toEqual([
      ['committee.member-title', 'met'], ['committee.chair-from-host', 'met'], ['committee.chair-employment', 'met'], ['committee.chair-heads-specialty', 'met'],
      ['committee.chair-terms', 'met'], ['committee.chair-age', 'met'], ['committee.chair-title', 'met'],
    ]);
    expect(headed().every((c) => c.says.startsWith('沈某：'))).toBe(true);
  });

  it.each<[string, object, string, string]>([
    ['chair-employment', {}, '在职', '应为在职'],
    ['chair-from-host', {}, '是挂靠单位人员', '应为挂靠单位人员，任职时检验'],
    ['chair-heads-specialty', {}, '是所在单位的专业负责人', '应为所在单位的专业负责人'],
    ['chair-age', {}, '56周岁', '不超过65周岁'],
    ['chair-title', {}, '正高', '副高及以上'],
    ['chair-terms', {}, '没有任过主任委员', '累计不超过2届'],
    ['chair-terms', { terms: { full: 1, partial: 0, consecutive: 1 } }, '累计任满1届', '累计不超过2届'],
  ])('of %s with %j: the fact is %s, what is asked for %s', (id, more, fact, asks) => {
    expect(headed(more).find((c) => c.id === `committee.${id}`)).toMatchObject({ says: `沈某：${fact}`, asks });
  });

  it.each<[string, object, string]>([
    ['terms', {}, '没有任过'],
    ['terms', { terms: { full: 3, partial: 1, consecutive: 0 } }, '任满3届，与本届不连续，中途任职1次'],
    ['terms', { terms: { full: 1, partial: 0, consecutive: 1 } }, '连续任满1届'],
    ['chair-penalty', {}, '近2年没有登记的处罚'],
    ['chair-penalty', { penalties: [day('2020-01-01')] }, '近2年没有登记的处罚'],
  ])('of %s with %j where terms count in a row: %s', (id, more, fact) => {
    expect(headed(more, BOOKS.jinxiang).find((c) => c.id === `committee.${id}`)?.says).toBe(`沈某：${fact}`);
  });

  it.each([
    ['1961-09-19', 'before 65', 'met'],
    ['1961-09-18', 'on his 65th birthday', 'met'],
    ['1961-09-17', 'the day after it', 'open'],
    ['1960-09-19', 'the day before 66', 'open'],
    ['1960-09-18', 'at 66', 'unmet'],
  ])('born on %s, %s: %s', (born, _what, status) => {
    expect(headed({ born }).find((c) => c.id === 'committee.chair-age')?.status).toBe(status);
  });

  it('who is retired, or of another institution, or not the head of the specialty departs from what holds in principle', () => {
    const list = headed({ employment: 'retired', institution: 'B', headsSpecialty: false });
    expect(toExplain(list).map((c) => c.id)).toEqual(['committee.chair-from-host', 'committee.chair-employment', 'committee.chair-heads-specialty']);
    expect(unmetOf(list)).toEqual([]);
  });

  it('who has served two terms cannot serve a third; part of a term is for a person', () => {
    const terms = (of: object) => headed({ terms: { full: 0, partial: 0, consecutive: 0, ...of } }).find((c) => c.id === 'committee.chair-terms')?.status;
    expect([terms({ full: 1 }), terms({ full: 2 }), terms({ full: 1, partial: 1 })]).toEqual(['met', 'unmet', 'open']);
  });

  it('whose penalty lies within two years is kept out where the text asks for it', () => {
    const penalty = (on: string) => headed({ penalties: [on] }, BOOKS.jinxiang).find((c) => c.id === 'committee.chair-penalty')?.status;
    expect([penalty('2024-09-17'), penalty('2024-09-18')]).toEqual(['met', 'unmet']);
    expect(headed({ penalties: ['2026-01-01'] }).some((c) => c.status !== 'met')).toBe(false);
  });

  it('of whom something is not registered is open there, and nowhere else', () => {
    expect(headed({ born: undefined }).filter((c) => c.status !== 'met').map((c) => [c.id, c.status])).toEqual([['committee.chair-age', 'open']]);
    expect(headed({ titleSince: undefined }).every((c) => c.status === 'met')).toBe(true);
  });

  it('from another institution whose consent nobody knows is open where the text asks for consent', () => {
    const consent = (more: object) => headed(more, BOOKS.zhengzhou).find((c) => c.id === 'committee.employer-consent')?.status;
    expect([consent({}), consent({ employerConsent: undefined })]).toEqual(['met', 'open']);
  });

  it('who is not named leaves one line, with how many conditions wait', () => {
    const list = conditions(BOOKS.chongqing, facts({}, { post: CHAIR })).filter((c) => c.about === 'person');
    expect(list).toEqual([expect.objectContaining({ id: 'person', label: '主任委员人选的任职条件', status: 'open', says: '没有写明主任委员人选，7项任职条件无法检验' })]);
  });
});

describe('a person recommended for a group', () => {
  const recommended = (post: 'leader' | 'expert' | 'inspector', body: 'expert-group' | 'inspection-group', more: object) =>
    conditions(BOOKS.qingpu, {
      on: day('2026-09-18'), host: null, headFillsOwnPlace: false, post: { body, post },
      person: { name: '陆某', body, people: [{ id: 'p', roles: [post], institution: 'A', title: 'deputy-senior', titleSince: '2015-01-01', employment: 'in-service', practisesHereSince: '2015-01-01', institutionIsNew: false, parentLevelExpert: false, ...more }] },
    });

  it('meets title, employment and years of practice, each with its article', () => {
    expect(recommended('leader', 'expert-group', {}).map((c) => [c.id, c.article, c.status])).toEqual([
      ['committee.leader-title', '7(1)', 'met'], ['committee.expert-employment', '7(5)', 'met'], ['committee.practice-years', '10', 'met'],
    ]);
  });

  it('is seen with the day from which the years count', () => {
    expect(recommended('leader', 'expert-group', { parentLevelExpert: true }).map((c) => [c.says, c.asks])).toEqual([
      ['陆某：副高，2015年1月1日取得', '副高及以上满5年'], ['陆某：在职', '应为在职'], ['陆某：2015年1月1日起在本辖区执业，上级专家', '在本辖区执业满2年，新开办机构和上级专家除外'],
    ]);
  });

  it('with four years of the title is too early to lead, with five not', () => {
    const since = (titleSince: string) => recommended('leader', 'expert-group', { titleSince }).find((c) => c.id === 'committee.leader-title')?.status;
    expect([since('2022-09-18'), since('2021-09-19'), since('2021-09-18')]).toEqual(['unmet', 'unmet', 'met']);
  });

  it('with a higher title since less than five years is looked at by a person', () => {
    expect(recommended('leader', 'expert-group', { title: 'senior', titleSince: '2024-01-01' }).find((c) => c.id === 'committee.leader-title')?.status).toBe('open');
  });

  it('is measured by the rules of his body', () => {
    const leads = (body: 'expert-group' | 'inspection-group') => statuses(recommended('leader', body, { title: 'intermediate' }));
    expect(leads('expert-group')['committee.leader-title']).toBe('unmet');
    expect(leads('inspection-group')['committee.inspection-post-title']).toBe('met');
  });

  it('who stands on the list of the level above needs no title, where the text says so', () => {
    const title = (parentLevelExpert: boolean) => recommended('expert', 'expert-group', { title: 'intermediate', parentLevelExpert }).find((c) => c.id === 'committee.expert-title');
    expect(title(false)?.status).toBe('unmet');
    expect(title(true)).toBeUndefined();
  });

  it('whose day of the title or of practice nobody registered is open there', () => {
    expect(statuses(recommended('inspector', 'inspection-group', { titleSince: undefined, title: 'intermediate', practisesHereSince: undefined }))).toMatchObject({ 'committee.inspector-title': 'open', 'committee.practice-years': 'open' });
  });
});

describe('a rule that only advises', () => {
  it('is shown, keeps nobody out and wants no reason', () => {
    const rules = compile(profileOf({ rules: [setting('host.level', { anyOf: [{ levels: ['3A'] }], force: 'advisory' })] }));
    const list = conditions(rules, facts({ institution: { id: 'A', level: '1' } }));
    expect(list.map((c) => [statusWord(c), c.says])).toEqual([['提示', '申请单位应为三级甲等，现为一级']]);
    expect([unmetOf(list), toExplain(list), openOf(list), departedFrom(list, '理由'), countConditions(list).met]).toEqual([[], [], [], list, 1]);
  });
});

describe('a rule in principle that leaves something to a person', () => {
  it('is open, and is not departed from', () => {
    const rules = compile(profileOf({ rules: [setting('host.clean-record', { years: 3, events: ['major-event'], elsewhere: 'decide', force: 'in-principle' })] }));
    const list = conditions(rules, facts({ events: [{ kind: 'major-event', on: day('2026-01-01'), sameSpecialty: false }] }));
    expect([openOf(list).length, toExplain(list)]).toEqual([1, []]);
  });
});
