import { describe, expect, it } from 'vitest';
import { localDate } from '@/lib/kernel/local-date';
import { checkProfile } from '@/lib/rulebook';
import { asking, profileDocument, profileOf, setting, told } from '@/tests/unit/one-rule';
import { hostFactsSchema, type HostFacts } from '../facts';
import { cleanRecord } from './clean-record';
import { level } from './level';
import { resources } from './resources';

const ask = (kind: string, params: Record<string, unknown>) => asking('host', { rules: [setting(kind, params)] });
const apply = (more: object = {}) => ({ institution: { id: 'A' }, centre: { class: 'clinical', direction: '眼科专业' }, ...more });
const factsOf = (more: object = {}, on = '2026-06-15'): HostFacts => ({ ...hostFactsSchema.parse(apply(more)), on: localDate(on) });
const profile = profileOf();

describe('clean-record', () => {
  const params = { years: 3, events: ['major-event', 'serious-violation'] };
  const own = ask('host.clean-record', { ...params, elsewhere: 'ignore' });
  const event = (on: string, sameSpecialty: boolean | null = true, kind = 'major-event') => ({ events: [{ kind, on, ...(sameSpecialty === null ? {} : { sameSpecialty }) }] });

  it.each([
    ['2023-06-14', 'the day before the period', 'ok'],
    ['2023-06-15', 'on its first day', 'block'],
    ['2026-06-14', 'the day before the application', 'block'],
    ['2026-06-15', 'on the day of application', 'block'],
    ['2026-06-16', 'after it', 'ok'],
  ])('an event on %s, %s: %s', (on, _when, verdict) => {
    expect(own(apply(event(on))).verdict).toBe(verdict);
  });

  it('counts back from the last of February on a leap day', () => {
    expect(own(apply(event('2025-02-28')), '2028-02-29').verdict).toBe('block');
    expect(own(apply(event('2025-02-27')), '2028-02-29').verdict).toBe('ok');
  });

  it('looks for the events it names only', () => {
    const major = ask('host.clean-record', { years: 3, events: ['major-event'], elsewhere: 'ignore' });
    expect(major(apply(event('2026-01-01', true, 'serious-violation'))).verdict).toBe('ok');
    expect(own(apply(event('2026-01-01', true, 'serious-violation'))).verdict).toBe('block');
  });

  it.each([
    ['ignore', true, 'block', false],
    ['ignore', false, 'ok', true],
    ['ignore', null, 'ok', true],
    ['decide', true, 'block', false],
    ['decide', false, 'warn', null],
    ['decide', null, 'warn', null],
    ['counts', true, 'block', false],
    ['counts', false, 'block', false],
    ['counts', null, 'block', false],
  ] as const)('%s what happened elsewhere; same specialty %s: %s', (elsewhere, sameSpecialty, verdict, eligible) => {
    const answer = ask('host.clean-record', { ...params, elsewhere })(apply(event('2026-01-01', sameSpecialty)));
    expect([answer.verdict, answer.decision.eligible]).toEqual([verdict, eligible]);
  });

  it('gives the number and the days of the events, own and elsewhere apart', () => {
    const answer = ask('host.clean-record', { ...params, elsewhere: 'decide' })(apply({ events: [...event('2026-01-01').events, ...event('2026-02-01').events, ...event('2026-03-01', false).events] }));
    expect(told(answer)).toEqual(['block host.rule 3(1)', 'warn host.rule 3(1)']);
    expect(answer.findings.map((f) => [f.actual, f.limit])).toEqual([[2, 0], [1, 0]]);
    expect(answer.findings[0]!.message).toContain('已发生2起（2026年1月1日、2026年2月1日）');
    expect(answer.findings[1]!.message).toContain('本专业以外发生重大医疗质量安全事件、严重违法违规1起（2026年3月1日）');
  });

  it('shows what it saw', () => {
    const bound = cleanRecord.bind({ ...setting('host.clean-record', { ...params, elsewhere: 'ignore' }) } as never, profile);
    expect(bound.measure(factsOf(event('2026-01-01', false))).actual).toBe(1);
    expect(bound.measure(factsOf()).actual).toBe(0);
  });
});

describe('level', () => {
  const verdict = (params: object, institution: object = {}, centre: object = {}) =>
    ask('host.level', params as Record<string, unknown>)(apply({ institution: { id: 'A', ...institution }, centre: { class: 'clinical', direction: '眼科专业', ...centre } })).verdict;

  it('passes the levels it names and no other', () => {
    for (const [l, expected] of [['3A', 'ok'], ['3B', 'block'], ['2A', 'block'], ['none', 'block'], [undefined, 'ok']] as const) expect([l, verdict({ anyOf: [{ levels: ['3A'] }] }, l ? { level: l } : {})]).toEqual([l, expected]);
  });

  it('passes the kinds it names and no other', () => {
    for (const [kind, expected] of [['general', 'ok'], ['tcm', 'ok'], ['other', 'block'], [undefined, 'ok']] as const) expect([kind, verdict({ anyOf: [{ kinds: ['general', 'tcm'] }] }, kind ? { kind } : {})]).toEqual([kind, expected]);
  });

  it('asks for every part of an option, and for one option of several', () => {
    const both = { anyOf: [{ levels: ['2A'], kinds: ['general'] }, { levels: ['1'] }] };
    expect(verdict(both, { level: '2A', kind: 'general' })).toBe('ok');
    expect(verdict(both, { level: '2A', kind: 'tcm' })).toBe('block');
    expect(verdict(both, { level: '3A', kind: 'general' })).toBe('block');
    expect(verdict(both, { level: '1', kind: 'tcm' })).toBe('ok');
  });

  it('takes no specialty for outstanding that nobody says is', () => {
    const beside = { anyOf: [{ levels: ['3A'] }, { levels: ['2A'], outstanding: true }] };
    expect([true, undefined, false].map((out) => verdict(beside, { level: '2A', outstandingInSpecialty: out }))).toEqual(['ok', 'block', 'block']);
    const kinds = { anyOf: [{ kinds: ['tcm'], outstanding: true }] };
    expect([true, undefined, false].map((out) => verdict(kinds, { kind: 'tcm', outstandingInSpecialty: out }))).toEqual(['ok', 'block', 'block']);
    const alone = { anyOf: [{ levels: ['3A'] }, { outstanding: true }] };
    expect([true, undefined, false].map((out) => verdict(alone, { level: '1', outstandingInSpecialty: out }))).toEqual(['ok', 'block', 'block']);
  });

  it('speaks of the classes of centre it names only', () => {
    const clinical = { classes: ['clinical'], anyOf: [{ levels: ['3A'] }] };
    expect(verdict(clinical, { level: '1' })).toBe('block');
    expect(verdict(clinical, { level: '1' }, { class: 'technical' })).toBe('ok');
  });

  it('says what it wants and what there is', () => {
    const say = (params: object, institution: object) => ask('host.level', params as Record<string, unknown>)(apply({ institution: { id: 'A', ...institution } })).findings[0];
    const wanted = { anyOf: [{ levels: ['3A', '3B'] }, { levels: ['2A'], kinds: ['tcm'], outstanding: true }] };
    expect(say(wanted, { level: '1', kind: 'general', outstandingInSpecialty: false })).toMatchObject({
      message: '申请单位应为三级甲等、三级乙等，或者二级甲等且为中医医院且为专科实力突出，现为一级综合医院、专科实力不突出', actual: '一级综合医院', limit: '三级甲等、三级乙等，或者二级甲等且为中医医院且为专科实力突出',
    });
    expect(say({ classes: ['clinical'], anyOf: [{ kinds: ['tcm'] }] }, { kind: 'other' })!.message).toBe('申请临床类中心的单位应为中医医院，现为未填写');
    expect(say({ anyOf: [{ levels: ['3A'] }] }, { level: '2A' })!.message).toBe('申请单位应为三级甲等，现为二级甲等');
  });

  it('shows what it saw, or that it does not apply', () => {
    const bound = level.bind(setting('host.level', { classes: ['clinical'], anyOf: [{ levels: ['3A'] }] }) as never, profile);
    expect(bound.measure(factsOf({ institution: { id: 'A', level: '2A', kind: 'tcm' } }))).toMatchObject({ actual: '二级甲等中医医院' });
    expect(bound.measure(factsOf({ institution: { id: 'A', level: '2A' } }))).toMatchObject({ actual: '二级甲等' });
    expect(bound.measure(factsOf())).toMatchObject({ actual: '未填写' });
    expect(bound.measure(factsOf({ centre: { class: 'technical', direction: 'x' } }))).toMatchObject({ actual: '不适用' });
  });
});

describe('resources', () => {
  const params = { needs: ['premises', 'funds'] };
  const all = ask('host.resources', params);

  it('has to be denied to be lacking', () => {
    expect(all(apply()).verdict).toBe('ok');
    expect(all(apply({ resources: { premises: true, funds: true } })).verdict).toBe('ok');
    expect(all(apply({ resources: { funds: false } })).findings[0]).toMatchObject({ actual: 1, limit: 2, message: '应具备办公场所、工作经费，缺工作经费共1项，须落实后再申请' });
    expect(all(apply({ resources: { premises: false, funds: false } })).findings[0]).toMatchObject({ actual: 0, message: expect.stringContaining('缺办公场所、工作经费共2项') as unknown });
  });

  it('asks for nothing that it does not name', () => {
    expect(all(apply({ resources: { staff: false, equipment: false } })).verdict).toBe('ok');
  });

  it('shows what it saw', () => {
    const bound = resources.bind(setting('host.resources', params) as never, profile);
    expect(bound.measure(factsOf({ resources: { premises: true, funds: false } }))).toEqual({ actual: '1/2', limit: '项：办公场所、工作经费', seen: '具备办公场所' });
    expect(bound.measure(factsOf())).toMatchObject({ actual: '2/2' });
  });
});

describe('parameters', () => {
  const faults = (kind: string, params: object) => {
    const checked = checkProfile(profileDocument({ rules: [setting(kind, params as Record<string, unknown>)] }));
    return checked.ok ? [] : checked.faults.map((f) => f.path.join('.'));
  };

  it.each<[string, object, string[]]>([
    ['host.clean-record', { years: 0, events: ['major-event'], elsewhere: 'ignore' }, ['rules.0.years']],
    ['host.clean-record', { years: 20, events: ['major-event'], elsewhere: 'ignore' }, []],
    ['host.clean-record', { years: 21, events: ['major-event'], elsewhere: 'ignore' }, ['rules.0.years']],
    ['host.clean-record', { years: 3, events: [], elsewhere: 'perhaps' }, ['rules.0.events', 'rules.0.elsewhere']],
    ['host.level', { anyOf: [] }, ['rules.0.anyOf']],
    ['host.level', { anyOf: [{ levels: [] }] }, ['rules.0.anyOf.0.levels']],
    ['host.level', { anyOf: [{ kinds: [] }] }, ['rules.0.anyOf.0.kinds']],
    ['host.level', { anyOf: [{ outstanding: false }] }, ['rules.0.anyOf.0.outstanding']],
    ['host.level', { classes: [], anyOf: [{ levels: ['1'] }] }, ['rules.0.classes']],
    ['host.level', { anyOf: [{ level: ['1'] }] }, ['rules.0.anyOf.0']],
    ['host.resources', { needs: [] }, ['rules.0.needs']],
  ])('of %s %j: %j', (kind, params, paths) => {
    expect(faults(kind, params)).toEqual(paths);
  });
});

