import { describe, expect, it } from 'vitest';
import { profileDocument, profileOf, setting } from '@/tests/unit/one-rule';
import { articleOfChange, asksDisease, directionLabel, mayDepart, survivorOf } from './change';
import { centreNameOf, renamedCentres } from '../centre/name';
import { changePlanSchema } from './schema';

const EYES = { id: 'eyes-centre', specialtyId: 'eyes' };
const EARS = { id: 'ears-centre', specialtyId: 'ears' };

describe('the centre that goes on in a merger', () => {
  it.each<[string, Parameters<typeof survivorOf>, string | null | undefined]>([
    ['is the one chosen', [[EYES, EARS], 'eyes', 'ears-centre'], 'ears-centre'],
    ['is none where none shall', [[EYES, EARS], 'eyes', 'none'], null],
    ['is that of the direction into which the others go', [[EARS, EYES], 'eyes', undefined], 'eyes-centre'],
    ['is the only one there is', [[EARS], 'eyes', undefined], 'ears-centre'],
    ['is the only one there is, for a new direction too', [[EARS], 'new', undefined], 'ears-centre'],
    ['does not exist where there is none', [[], 'eyes', undefined], null],
    ['must be chosen of several', [[EYES, EARS], 'new', undefined], undefined],
    ['is not one of elsewhere', [[EYES, EARS], 'eyes', 'other-centre'], undefined],
  ])('%s', (_what, input, survivor) => {
    expect(survivorOf(...input)).toBe(survivor);
  });
});

describe('the centres of a direction that is renamed', () => {
  const profile = profileOf();
  const named = (names: string[], given?: string) => renamedCentres(profile, names.map((name) => ({ name })), { from: '眼科专业', to: '眼耳专业', given }).map((c) => c.renamed);
  const suffix = profile.vocabulary.centreSuffix;

  it('are called by the direction, a single one otherwise where a name is given', () => {
    expect(named([`眼科${suffix}`])).toEqual([`眼耳${suffix}`]);
    expect(named(['爱眼中心'])).toEqual([`眼耳${suffix}`]);
    expect(named([`眼科${suffix}`], '视觉中心')).toEqual(['视觉中心']);
  });

  it('stay apart where there are several', () => {
    expect(named([`眼科${suffix}`, `眼科${suffix}二`, '爱眼中心'])).toEqual([`眼耳${suffix}`, `眼耳${suffix}二`, '爱眼中心']);
  });
});

describe('the article of a change', () => {
  const steps = [{ id: 'application', label: '申请', article: '7(1)', by: 'host', stage: 'application' }];
  const changes = [{ id: 'abolish', label: '撤销', article: '7(5)', by: 'authority' }, { id: 'merge', label: '整合', article: '7(6)', by: 'authority' }];
  const plan = { article: 'annex 1', fields: [{ class: 'clinical', field: '临床专科领域', directions: ['眼科专业'] }] };

  it('is that of the step where the text names it', () => {
    const profile = profileOf({ selection: { steps, designation: null, changes } });
    expect([articleOfChange(profile, 'withdraw'), articleOfChange(profile, 'merge')]).toEqual(['7(5)', '7(6)']);
  });

  it('is otherwise that of the plan, of a rule of setting up, or of the text', () => {
    const structure = { ...(profileDocument().structure as object), plan };
    expect(articleOfChange(profileOf({ structure }), 'split')).toBe('annex 1');
    expect(articleOfChange(profileOf({ rules: [setting('centre.one-per-direction')] }), 'split')).toBe('3(1)');
    expect(articleOfChange(profileOf(), 'rename')).toBe(profileOf().instrument.article);
  });
});

describe('what a text asks of a new direction', () => {
  it('follows from its rules', () => {
    const hard = profileOf({ rules: [setting('centre.not-by-disease')] });
    const soft = profileOf({ rules: [setting('centre.one-per-direction', { force: 'in-principle' })] });
    expect([asksDisease(hard), mayDepart(hard), asksDisease(soft), mayDepart(soft), asksDisease(profileOf()), mayDepart(profileOf())]).toEqual([true, false, false, true, false, false]);
  });
});

describe('words', () => {
  it('name a direction with its field, and a centre after its direction', () => {
    expect([directionLabel({ field: '', direction: '眼科专业' }), directionLabel({ field: '专科', direction: '眼科专业' })]).toEqual(['眼科专业', '专科 · 眼科专业']);
    expect(centreNameOf(profileOf(), '眼科专业')).toBe(`眼科${profileOf().vocabulary.centreSuffix}`);
  });
});

describe('the form of a split', () => {
  const id = '01890000-0000-7000-8000-000000000001';
  const parse = (directions: string) => changePlanSchema.safeParse({ kind: 'split', specialtyId: id, original: 'stays', directions, reason: '细化', on: '2026-11-22' });

  it('takes one name a line', () => {
    expect(parse(' 角膜病专业 \n\r\n眼底病专业')).toMatchObject({ success: true, data: { directions: ['角膜病专业', '眼底病专业'] } });
  });

  it.each([['', '请填写新的方向'], [' \n ', '请填写新的方向'], ['甲\n甲', '重复'], ['甲'.repeat(61), '60字'], [Array.from({ length: 21 }, (_, i) => `方向${i}`).join('\n'), '20个']])('refuses %j', (directions, said) => {
    const parsed = parse(directions);
    expect(parsed.success ? '' : parsed.error.issues.map((i) => i.message).join()).toContain(said);
  });
});
