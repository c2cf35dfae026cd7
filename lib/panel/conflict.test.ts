import { describe, expect, it } from 'vitest';
import { localDate } from '../kernel/local-date';
import { conflictsOf, declaredConflicts, withDeclared, yearsOf, type ApplicantFacts, type AssessorFacts } from './conflict';

const nobody: AssessorFacts = { personId: 'p1', employers: ['h1'], employments: [], posts: [] };
const applicant: ApplicantFacts = { applicationId: 'a1', institutionId: 'h2', institution: '渝岚医院', headId: 'p2', headSeats: ['c1'] };
const grounds = (a: Partial<AssessorFacts>, b: Partial<ApplicantFacts> = {}) => conflictsOf({ ...nobody, ...a }, [{ ...applicant, ...b }]).map((c) => c.ground);

describe('a conflict of interest', () => {
  it('is none where nothing ties the two', () => {
    expect(grounds({})).toEqual([]);
    expect(grounds({ personId: null, employers: [] }, { headId: null, headSeats: [] })).toEqual([]);
  });

  it('is to be the proposed head', () => {
    expect(grounds({ personId: 'p2' })).toEqual(['head']);
  });

  it('is to work for the applicant', () => {
    expect(conflictsOf({ ...nobody, employers: ['h1', 'h2'] }, [applicant])).toEqual([{ applicationId: 'a1', ground: 'employer', note: '现任职于渝岚医院' }]);
  });

  it('is to have worked there at any time, with the years', () => {
    const employments = [
      { institutionId: 'h2', startedOn: localDate('1998-07-01'), endedOn: localDate('2003-01-31') },
      { institutionId: 'h3', startedOn: null, endedOn: null },
      { institutionId: 'h2', startedOn: null, endedOn: localDate('2010-12-31') },
    ];
    expect(conflictsOf({ ...nobody, employments }, [applicant])).toEqual([{ applicationId: 'a1', ground: 'former-employer', note: '曾任职于渝岚医院（1998年至2003年、至2010年）' }]);
    // Who works there now is told so, once.
    expect(grounds({ employers: ['h2'], employments })).toEqual(['employer']);
  });

  it('is to sit on a body together with the proposed head', () => {
    expect(conflictsOf({ ...nobody, posts: [{ committeeId: 'c1', name: '麻醉质控中心专家委员会', hostId: 'h9' }] }, [applicant])).toEqual([
      { applicationId: 'a1', ground: 'committee', note: '与渝岚医院申请的拟任负责人同在麻醉质控中心专家委员会' },
    ]);
    expect(grounds({ posts: [{ committeeId: 'c2', name: '某委员会', hostId: 'h9' }] })).toEqual([]);
    // An office has no body on which somebody else could sit.
    expect(grounds({ posts: [{ committeeId: null, name: '某中心', hostId: 'h9' }] }, { headSeats: [] })).toEqual([]);
  });

  it('is to serve a centre that the applicant hosts', () => {
    expect(grounds({ posts: [{ committeeId: 'c2', name: '某中心专家委员会', hostId: 'h2' }] })).toEqual(['centre']);
    expect(grounds({ posts: [{ committeeId: null, name: '某中心', hostId: 'h2' }] })).toEqual(['centre']);
    expect(grounds({ posts: [{ committeeId: 'c2', name: '某中心专家委员会', hostId: null }] })).toEqual([]);
  });

  it('is found with each applicant', () => {
    const two = [applicant, { ...applicant, applicationId: 'a2', institutionId: 'h1', headId: 'p3', headSeats: [] }];
    expect(conflictsOf({ ...nobody, personId: 'p2' }, two).map((c) => `${c.applicationId} ${c.ground}`)).toEqual(['a1 head', 'a2 employer']);
  });

  it('is what an assessor declares', () => {
    const said = { a1: { interest: true, note: '配偶在该院工作', worked: true }, a2: { interest: false, worked: false }, gone: { interest: true } };
    const declared = declaredConflicts(said, [applicant, { applicationId: 'a2', institution: '渝江医院' }]);
    expect(declared.map((c) => c.note)).toEqual(['声明与渝岚医院有利害关系：配偶在该院工作', '声明曾任职于渝岚医院']);
    expect(new Set(declared.map((c) => c.ground))).toEqual(new Set(['declared']));
    // A new look at the registers takes away what was found, never what was declared.
    expect(withDeclared([], [{ applicationId: 'a1', ground: 'employer', note: '' }, ...declared])).toEqual(declared);
  });
});

it.each([
  [null, null, '起止不详'], ['2012-03-01', null, '2012年起'], [null, '2018-06-30', '至2018年'], ['2012-03-01', '2018-06-30', '2012年至2018年'], ['2012-03-01', '2012-06-30', '2012年'],
])('the years of an employment from %s to %s are %s', (from, to, words) => {
  expect(yearsOf({ startedOn: from ? localDate(from) : null, endedOn: to ? localDate(to) : null })).toBe(words);
});
