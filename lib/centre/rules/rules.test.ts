import { describe, expect, it } from 'vitest';
import { asking, profileDocument, profileOf, refusing, setting, told } from '@/tests/unit/one-rule';
import { centreFactsSchema } from '../facts';
import { centreClass } from './class';
import { notByDisease } from './not-by-disease';
import { onePerDirection } from './one-per-direction';

const EYES = { class: 'clinical', direction: '眼科专业' };
const plan = { article: 'annex 1', fields: [{ class: 'clinical', field: '重大疾病领域', directions: ['罕见病', '职业病'] }, { class: 'tcm', field: '临床专科领域', directions: ['骨伤专业'] }] };
const WITH_PLAN = { structure: { ...(profileDocument().structure as object), plan } };
const ask = (kind: string, params: Record<string, unknown> = {}, over: object = {}) => asking('centre', { rules: [setting(kind, params)], ...over });
const parse = (facts: object) => centreFactsSchema.parse(facts);

describe('one-per-direction', () => {
  const answer = ask('centre.one-per-direction');
  const beside = (...existing: object[]) => answer({ ...EYES, existing });

  it('refuses what exists already, and names how many there would be', () => {
    expect(beside(EYES).findings[0]).toEqual({
      rule: 'centre.rule', severity: 'block', article: '3(1)', actual: 2, limit: 1, message: '临床类“眼科专业”已有中心1个，同一专业和方向只设1个；可并入已有的，或者改设其他方向',
    });
    expect(beside(EYES, EYES, { ...EYES, direction: '骨科专业' }).findings[0]).toMatchObject({ actual: 3 });
  });

  it.each([[{ ...EYES, direction: '骨科专业' }], [{ ...EYES, class: 'tcm' }]])('is content beside %j', (other) => {
    expect(told(beside(other))).toEqual([]);
  });

  it('is content where nothing exists', () => {
    expect([told(beside()), told(answer(EYES))]).toEqual([[], []]);
  });

  it('tells directions of one name apart by their field, where both have one', () => {
    const there = (field: string | undefined, other: string | undefined) => answer({ ...EYES, ...(field ? { field } : {}), existing: [{ ...EYES, ...(other ? { field: other } : {}) }] }).verdict;
    expect([there('甲', '甲'), there('甲', '乙'), there('甲', undefined), there(undefined, '乙'), there(undefined, undefined)]).toEqual(['block', 'ok', 'block', 'block', 'block']);
  });

  it('shows how many there would be', () => {
    const bound = onePerDirection.bind(setting('centre.one-per-direction') as never, profileOf());
    expect([bound.measure(parse(EYES)), bound.measure(parse({ ...EYES, existing: [EYES] }))]).toEqual([{ actual: 1, limit: '至多1个' }, { actual: 2, limit: '至多1个' }]);
  });
});

describe('not-by-disease', () => {
  const answer = ask('centre.not-by-disease', {}, WITH_PLAN);
  const RARE = { class: 'clinical', direction: '罕见病', diseaseBased: true };

  it('refuses a disease that the plan does not list', () => {
    expect(answer({ ...RARE, direction: '糖尿病' }).findings[0]).toEqual({
      rule: 'centre.rule', severity: 'block', article: '3(1)', actual: '糖尿病', message: '“糖尿病”按病种设置，且未列入规划清单，不设中心；可纳入相应专业的中心',
    });
  });

  it.each<[string, object, string]>([
    ['a listed disease', RARE, 'ok'],
    ['a listed disease with its field', { ...RARE, field: '重大疾病领域' }, 'ok'],
    ['a listed disease of another field', { ...RARE, field: '临床专科领域' }, 'block'],
    ['a listed disease of another class', { ...RARE, class: 'tcm' }, 'block'],
    ['the name of a direction listed elsewhere', { ...RARE, direction: '骨伤专业' }, 'block'],
    ['a listed disease that is said not to be', { ...RARE, listed: false }, 'block'],
    ['an unlisted disease that is said to be', { ...RARE, direction: '糖尿病', listed: true }, 'ok'],
    ['a specialty', { ...RARE, direction: '糖尿病', diseaseBased: false }, 'ok'],
    ['a direction of which nothing is said', { class: 'clinical', direction: '糖尿病' }, 'ok'],
  ])('%s: %#', (_what, facts, verdict) => {
    expect(answer(facts).verdict).toBe(verdict);
  });

  it('lists nothing without a plan', () => {
    expect(ask('centre.not-by-disease')(RARE).verdict).toBe('block');
  });

  it('shows what it saw', () => {
    const bound = notByDisease.bind(setting('centre.not-by-disease') as never, profileOf(WITH_PLAN));
    expect([RARE, { ...RARE, direction: '糖尿病' }, { ...RARE, diseaseBased: false }].map((facts) => bound.measure(parse(facts)).actual)).toEqual(['病种，已列入规划', '病种，未列入规划', '专业']);
  });
});

describe('class', () => {
  const answer = ask('centre.class', { allowed: ['clinical', 'technical'] });

  it('refuses a class that the text does not have', () => {
    expect(answer({ ...EYES, class: 'tcm' }).findings[0]).toEqual({ rule: 'centre.rule', severity: 'block', article: '3(1)', actual: '中医类', limit: '临床类、医技类', message: '中心分为临床类、医技类，中医类不在其中' });
    expect(['clinical', 'technical', 'management'].map((c) => answer({ ...EYES, class: c }).verdict)).toEqual(['ok', 'ok', 'block']);
  });

  it('shows the class and those there are', () => {
    const bound = centreClass.bind(setting('centre.class', { allowed: ['clinical'] }) as never, profileOf());
    expect(bound.measure(parse({ ...EYES, class: 'tcm' }))).toEqual({ actual: '中医类', limit: '临床类' });
  });
});

describe('the question', () => {
  it('is tested by every rule, each with its own force', () => {
    const answer = asking('centre', { rules: [setting('centre.one-per-direction', { id: 'one', force: 'in-principle' }), setting('centre.class', { id: 'class', allowed: ['tcm'] })] });
    expect(told(answer({ ...EYES, existing: [EYES] }))).toEqual(['block centre.class 3(1)', 'warn centre.one 3(1)']);
  });

  it('is silent without a rule', () => {
    expect(told(asking('centre', { silent: [{ question: 'centre', note: '未规定', article: '2' }] })(EYES))).toEqual(['note centre.silent 2']);
  });

  it('is refused for facts that cannot be', () => {
    const refuse = refusing('centre', {});
    expect([{ direction: 'x' }, { class: 'clinical' }, { class: 'vet', direction: 'x' }, { ...EYES, direction: '' }, { ...EYES, field: '' }, { ...EYES, existing: [{ class: 'tcm' }] }, { ...EYES, name: 'x' }].map((facts) => refuse(facts).map(([path]) => path))).toEqual([
      ['facts.class'], ['facts.direction'], ['facts.class'], ['facts.direction'], ['facts.field'], ['facts.existing.0.direction'], ['facts.name'],
    ]);
  });
});
