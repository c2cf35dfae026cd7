import { describe, expect, it } from 'vitest';
import { gradeByScore } from '../../lib/assessment/grades';
import { sha256, verifyEvents } from '../../lib/audit/chain';
import { canonicalJson } from '../../lib/kernel/canonical';
import { addDays, localDate } from '../../lib/kernel/local-date';
import type { CycleFacts } from '../../lib/cycle/evaluate';
import type { Answer } from '../../lib/regulation/question';
import { builtInProfile } from '../../lib/regulations/files';
import { compile, evaluate, type CheckedProfile } from '../../lib/rulebook';
import { buildDemo, randomPassword } from '../../prisma/seed/demo';
import { isAtExpiry } from '../../lib/cycle/expiry';
import { personName } from '../../prisma/seed/names';
import { randomFrom } from '../../prisma/seed/random';
import { fillSheet } from '../../prisma/seed/scores';
import { buildTenant } from '../../prisma/seed/tenant';
import { syntheticPlan } from '../../prisma/seed/plans';
import { judgeFacts, type CheckFacts } from '../../lib/application/check';
import { openOf, toExplain, unmetOf, withJudgements, type Judgement } from '../../lib/application/conditions';
import { draftSchema } from '../../lib/application/schema';
import { noticeBodySchema } from '../../lib/notice/page';
import { choiceSchema } from '../../lib/selection/choice';
import { schemeSchema } from '../../lib/selection/scheme';
import { SELECTION_LIFECYCLES, SELECTION_STATES, type SelectionAct, type SelectionState } from '../../lib/selection/states';
import { stepOf } from '../../lib/kernel/lifecycle';
import { centreName, plannedSpecialties } from '../../prisma/seed/specialties';

const TODAY = localDate('2026-11-22');
const demo = buildDemo(TODAY);
const tenant = (id: string) => demo.tenants.find((t) => t.tenant.id === id)!;
const profileOf = (id: string) => tenant(id).rows.profile_version[0]!.document as CheckedProfile;
const IDS = ['national', 'chongqing', 'zhengzhou', 'qingpu', 'jinxiang'];

describe('the generators', () => {
  it('give the same rows for the same day', () => {
    const again = buildDemo(TODAY);
    expect(sha256(canonicalJson(again))).toBe(sha256(canonicalJson(demo)));
  });

  it('give different people from different seeds', () => {
    const draw = (seed: string) => Array.from({ length: 5 }, () => personName(randomFrom(seed), new Set()));
    expect(draw('a')).toEqual(draw('a'));
    expect(draw('a')).not.toEqual(draw('b'));
  });

  it('make passwords of twelve characters and three kinds that nobody misreads', () => {
    for (let i = 0; i < 50; i += 1) expect(randomPassword()).toMatch(/^(?=.*[a-z])(?=.*[A-Z])(?=.*[2-9])[a-kmnp-zA-HJ-NP-Z2-9]{12}$/);
  });

  it('fill a score sheet so that its items add up to the score, with a reason wherever points are lost', () => {
    const profile = builtInProfile('jinxiang-2026');
    const points = new Map(profile.scoreSheet!.sections.flatMap((s) => s.items).map((i) => [String(i.number), i.points]));
    for (let target = 55; target <= 100; target += 0.5) {
      const { items, score } = fillSheet(profile, randomFrom(`sheet ${target}`), target);
      expect(score).toBe(target);
      expect(Object.values(items).reduce((sum, item) => sum + item.points * 10, 0)).toBe(score * 10);
      for (const [number, item] of Object.entries(items)) {
        expect(item.points).toBeGreaterThanOrEqual(0);
        expect('reason' in item).toBe(item.points < points.get(number)!);
      }
    }
  });

  it('call a centre by its direction', () => {
    const profile = builtInProfile('zhengzhou-2024');
    const names = plannedSpecialties(profile).map((s) => centreName(profile, s));
    expect(names).toContain('肾病学（血液净化）质控中心');
    expect(names).toContain('中医骨伤质控中心');
    expect(new Set(names).size).toBe(83);
  });
});

describe('the demo', () => {
  it('has the five jurisdictions in their size and order', () => {
    expect(demo.tenants.map((t) => [t.tenant.id, t.tenant.parentId, t.rows.centre.length])).toEqual([
      ['national', null, 40], ['chongqing', 'national', 60], ['zhengzhou', 'national', 45], ['qingpu', 'national', 25], ['jinxiang', 'national', 20],
    ]);
  });

  it('lists all 83 planned directions of Zhengzhou in the order of the annex, 45 of them set up', () => {
    const { specialty, centre } = tenant('zhengzhou').rows;
    expect(specialty.map((s) => s.number)).toEqual(Array.from({ length: 83 }, (_, i) => i + 1));
    expect(specialty.every((s) => s.listed)).toBe(true);
    expect([specialty[0]!.direction, specialty[82]!.direction]).toEqual(['呼吸内科专业', '医院感染管理']);
    expect(new Set(centre.map((c) => c.specialtyId)).size).toBe(45);
    expect(new Set(centre.map((c) => c.class))).toEqual(new Set(['clinical', 'technical', 'management', 'tcm']));
  });

  it('has an account for every role of every jurisdiction', () => {
    const logins = demo.tenants.flatMap((t) => t.accounts.map((a) => a.loginName));
    for (const code of ['na', 'cq', 'zz', 'qp', 'jx']) {
      for (const role of ['official', 'director', 'secretary', 'assessor', 'system', 'security', 'audit']) expect(logins).toContain(`${code}-${role}`);
    }
    expect(logins.filter((l) => l.endsWith('-office'))).toEqual(['cq-office', 'qp-office']);
    expect(logins.filter((l) => l.endsWith('-host'))).toEqual(['na-host', 'cq-host', 'zz-host', 'jx-host']);
    expect(new Set(logins).size).toBe(logins.length);
    expect(demo.tenants.filter((t) => t.rows.membership.some((m) => m.accountId === demo.expert.id)).map((t) => t.tenant.id)).toEqual(['chongqing', 'zhengzhou', 'jinxiang']);
  });

  it('makes the director and the secretary two members of the committee that they act for', () => {
    for (const { accounts, rows } of demo.tenants) {
      const names = rows.person.map((p) => p.name);
      expect(new Set(names).size).toBe(names.length);
      const secretary = accounts.find((a) => a.loginName.endsWith('-secretary'))!;
      const centre = rows.membership.find((m) => m.accountId === secretary.id)!.centreId;
      const body = rows.committee.find((c) => c.centreId === centre && c.endedOn === null)!;
      const seats = rows.appointment.filter((a) => a.committeeId === body.id && a.validTo === null);
      const postsOf = (name: string) => seats.find((s) => rows.person.find((p) => p.id === s.personId)!.name === name)?.posts[0];
      expect(['secretary', 'liaison']).toContain(postsOf(secretary.displayName));
      expect(['chair', 'leader']).toContain(postsOf(accounts.find((a) => a.loginName.endsWith('-director'))!.displayName));
      // The draft on it is the secretary's own.
      expect(rows.roster_change.filter((c) => c.committeeId === body.id && c.state === 'draft').map((c) => c.proposedById)).toEqual([secretary.id]);
    }
  });

  it.each(IDS)('gives the official of %s work: two changes submitted, one returned, one still a draft', (id) => {
    const { roster_change: changes, departure } = tenant(id).rows;
    const of = (state: string) => changes.filter((c) => c.state === state);
    expect([of('submitted').length, of('returned').length, of('draft').length]).toEqual([2, 1, 1]);
    if (id !== 'national') expect(of('submitted').some((c) => departure.some((d) => d.rosterChangeId === c.id && d.state === 'proposed'))).toBe(true);
  });

  it('leaves decisions pending in every jurisdiction with grades', () => {
    const pending = (id: string) => tenant(id).rows.decision.filter((d) => d.state === 'pending').map((d) => (d.result as Answer).decision.host).sort();
    expect(pending('chongqing')).toEqual(['decide', 'decide', 'removed', 'removed', 'reselect', 'retained']);
    expect(pending('zhengzhou')).toEqual(['removed', 'removed', 'retained']);
    expect(pending('jinxiang')).toEqual(['rectify', 'removed']);
    expect(pending('national')).toEqual(['rectify', 'rectify']);
    expect(pending('qingpu')).toEqual([]);
  });

  it("assesses all of Jinxiang this year, with scores on which score and proportion differ", () => {
    const { assessment, centre } = tenant('jinxiang').rows;
    const now = assessment.filter((a) => a.year === 2026);
    expect(now.map((a) => a.centreId).sort()).toEqual(centre.map((c) => c.id).sort());
    const scores = Object.fromEntries(now.filter((a) => a.state === 'proposed').map((a) => [a.centreId, a.score]));
    const answer = evaluate(compile(profileOf('jinxiang')), 'grades', { scores }, TODAY);
    expect(answer.ok && (answer.answer.decision.conflicts as string[]).length).toBeGreaterThanOrEqual(3);
    for (const a of assessment.filter((row) => row.score !== null)) {
      expect(Object.values(a.items!).reduce((sum, item) => sum + item.points * 10, 0)).toBe(a.score! * 10);
      if (a.grade) expect(gradeByScore(profileOf('jinxiang'), a.score!)).toBe(a.grade);
      if (a.state === 'confirmed') expect(a.grounds).toBe('score');
    }
  });

  it('grades by no list that the jurisdiction does not have', () => {
    for (const id of IDS) {
      const allowed = profileOf(id).grades?.list ?? [];
      for (const { grade, proposedGrade } of tenant(id).rows.assessment) for (const g of [grade, proposedGrade]) if (g) expect(allowed).toContain(g);
    }
  });
});

describe('the rounds of the demo', () => {
  const rounds = (id: string) => tenant(id).rows.selection;

  it('stand in every state that somebody may want to see', () => {
    expect([...new Set(rounds('chongqing').map((r) => r.state))].sort()).toEqual(Object.keys(SELECTION_STATES).sort());
    expect(new Set(rounds('chongqing').map((r) => r.road))).toEqual(new Set(['selection', 'designation']));
    expect(rounds('qingpu').map((r) => [r.road, r.state])).toEqual([['recommendation', 'reviewing']]);
    expect(rounds('zhengzhou').length).toBeGreaterThanOrEqual(6);
    expect([rounds('jinxiang'), rounds('national')]).toEqual([[], []]);
  });

  it('hold what the platform itself would have written: plans, choices, drafts, pages of notices', () => {
    for (const { rows } of demo.tenants) {
      for (const round of rows.selection) {
        if (round.scheme) expect(schemeSchema.safeParse(round.scheme).error, round.number).toBeUndefined();
        if (round.choice) expect(choiceSchema.safeParse(round.choice).error, round.number).toBeUndefined();
      }
      for (const a of rows.application) expect(draftSchema.safeParse(a.draft).error).toBeUndefined();
      for (const n of rows.notice) {
        expect(noticeBodySchema.safeParse(n.body).error).toBeUndefined();
        expect(n.sha256).toBe(sha256(canonicalJson(n.body)));
      }
    }
  });

  it('admit nobody against the rules, and refuse nobody without a condition that is not met', () => {
    for (const { rows } of demo.tenants) {
      const profile = rows.profile_version[0]!.document as CheckedProfile;
      for (const a of rows.application) {
        if (!a.facts) continue;
        const { conditions } = judgeFacts(compile(profile), a.facts as CheckFacts);
        expect((a.result as { conditions: unknown }).conditions).toEqual(conditions);
        const left = withJudgements(conditions, a.judgements as Judgement[]);
        if (a.state === 'eligible') expect([...unmetOf(left), ...openOf(left), ...toExplain(left)]).toEqual([]);
        if (a.state === 'ineligible') expect((a.result as { against: string[] }).against).not.toEqual([]);
      }
    }
  });

  it('are chosen and released by two officials, and give points that the rubric has', () => {
    for (const { rows } of demo.tenants) {
      for (const r of rows.selection) if (r.releasedById) expect(r.releasedById).not.toBe(r.chosenById);
      for (const { items, total } of rows.panel_score) if (total !== null) expect(Object.values(items).reduce((sum, i) => sum + i.points, 0)).toBe(total);
    }
  });

  it('have contacts of three more houses, a second official everywhere, and a panel of whom one works for an applicant and one did', () => {
    const { rows, accounts } = tenant('chongqing');
    const of = (login: string) => rows.membership.find((m) => m.accountId === accounts.find((a) => a.loginName === login)!.id)!;
    const houses = ['cq-host', 'cq-host-2', 'cq-host-3', 'cq-host-4'].map((l) => of(l).institutionId!);
    expect(new Set(houses).size).toBe(4);
    // Nothing stands against those three: what a scenario registers against them is all there is.
    for (const id of houses.slice(1)) expect([...rows.sanction, ...rows.institution_event].filter((x) => x.institutionId === id)).toEqual([]);
    const personOf = (login: string) => rows.person.find((p) => p.id === of(login).personId)!;
    expect(personOf('cq-panel-5').institutionId).toBe(houses[3]);
    expect(rows.employment.some((e) => e.personId === personOf('cq-panel-4').id && houses.slice(1).includes(e.institutionId))).toBe(true);
    for (const code of ['na', 'cq', 'zz', 'qp', 'jx']) expect(demo.tenants.flatMap((t) => t.accounts.map((a) => a.loginName))).toContain(`${code}-official-2`);
  });

  it('enter every host that lost its place into the register of sanctions, under its decision', () => {
    for (const { rows } of demo.tenants) {
      const removed = rows.decision.filter((d) => (d.outcome as { host?: string } | null)?.host === 'removed');
      expect(rows.sanction.filter((x) => x.decisionId).map((x) => x.decisionId)).toEqual(removed.map((d) => d.id));
    }
  });

  it('stay out of synthetic counties, which are small', () => {
    const county = buildTenant(syntheticPlan(1, builtInProfile('jinxiang-2026')), TODAY);
    expect([county.rows.selection, county.rows.message, county.accounts.length]).toEqual([[], [], 1]);
  });
});

// A demo may be made on any day: at the turn of a year, in a leap year, years from now.
describe.each(['2026-05-02', '2026-11-22', '2027-01-05', '2028-02-29', '2031-06-15'])('made on %s', (day) => {
  const made = day === TODAY ? demo : buildDemo(localDate(day));

  it('has no list from after its regulation that the rules refuse, and answers every question as it was stored', () => {
    for (const { rows, tenant: { id } } of made.tenants) {
      const profile = rows.profile_version[0]!.document as CheckedProfile;
      const rulebook = compile(profile);
      const { effectiveFrom } = profile.instrument;
      for (const change of rows.roster_change.filter((c) => c.state !== 'draft')) {
        const on = change.effectiveOn < effectiveFrom ? effectiveFrom : change.effectiveOn;
        const evaluated = evaluate(rulebook, 'committee', change.facts, localDate(on));
        expect(evaluated.ok && evaluated.answer).toMatchObject(change.result as object);
        const { verdict, findings } = change.result as Answer;
        const departures = rows.departure.filter((d) => d.rosterChangeId === change.id);
        if (change.effectiveOn < effectiveFrom) expect(departures).toEqual([]);
        else {
          expect(verdict, `${id} ${change.id}`).not.toBe('block');
          expect(departures.map((d) => d.rule).sort()).toEqual(findings.filter((f) => f.severity === 'warn').map((f) => f.rule).sort());
        }
      }
      for (const decision of rows.decision) {
        const evaluated = evaluate(rulebook, 'cycle', decision.facts, decision.onDate);
        expect(evaluated.ok && evaluated.answer).toEqual(decision.result);
        const { results, atExpiry } = decision.facts as CycleFacts;
        const due = rows.hosting_period.find((p) => p.id === decision.hostingPeriodId)!.dueToEndOn;
        expect(atExpiry).toBe(isAtExpiry(profile, results.filter((r) => r.cycle === results.at(-1)!.cycle).length, due, decision.onDate));
      }
    }
  });

  it('has a host for every centre that works, and none for one that lost it', () => {
    for (const { rows } of made.tenants) {
      if (rows.hosting_period.length === 0) continue;
      for (const centre of rows.centre) {
        const isHosted = rows.hosting_period.some((p) => p.centreId === centre.id && p.endedOn === null);
        if (['operating', 'rectifying'].includes(centre.status)) expect(isHosted, centre.name).toBe(true);
        if (['without-host', 'closed'].includes(centre.status)) expect(isHosted, centre.name).toBe(false);
        // Who was retained is in the next cycle already; who must rectify has the latest word.
        const decisions = rows.decision.filter((d) => d.centreId === centre.id && d.state === 'confirmed');
        for (const { hostingPeriodId, outcome } of decisions) {
          if ((outcome as { host: string }).host === 'retained') expect(rows.hosting_period.find((p) => p.id === hostingPeriodId)!.endedOn, centre.name).not.toBeNull();
        }
        expect((decisions.at(-1)?.outcome as { host: string } | undefined)?.host === 'decide').toBe(false);
      }
    }
  });

  it('dates nothing that has happened later than its day', () => {
    for (const { rows } of made.tenants) {
      const happened = [
        ...rows.appointment.flatMap((a) => [a.validFrom, a.rosterChangeId && a.validTo ? a.validTo : null]),
        ...rows.roster_change.flatMap((c) => [c.createdAt, c.submittedAt, c.decidedAt]),
        ...rows.assessment.flatMap((a) => [a.createdAt, a.proposedAt, a.confirmedAt]),
        ...rows.decision.flatMap((d) => [d.onDate, d.createdAt, d.decidedAt]),
        ...rows.hosting_period.flatMap((p) => [p.startsOn, p.endedOn]),
        ...rows.selection.flatMap((r) => [r.createdAt, r.schemeAt, r.schemeApprovedAt, r.publishedAt, r.chosenAt, r.decidedAt, r.decidedOn]),
        ...rows.application.flatMap((a) => [a.createdAt, a.submittedAt, a.reviewedAt]),
        ...rows.panel_member.flatMap((m) => [m.createdAt, m.declaredAt, m.recusedAt]),
        ...rows.panel_score.map((c) => c.submittedAt),
        ...rows.notice.flatMap((n) => [n.publishedAt, n.closedAt]),
        ...rows.objection.flatMap((o) => [o.receivedAt, o.answeredAt]),
        ...rows.handover.flatMap((h) => [h.createdAt, h.oldSignedAt]),
        ...rows.sanction.flatMap((x) => [x.decidedOn, x.registeredAt]),
        ...rows.institution_event.flatMap((e) => [e.on, e.registeredAt, e.revokedAt]),
        ...rows.message.map((m) => m.at),
      ];
      for (const date of happened) if (date) expect(date.slice(0, 10) <= addDays(localDate(day), 1), date).toBe(true);
    }
  });
});

describe('the history of the rounds', () => {
  it.each(demo.tenants.flatMap((t) => t.rows.selection.map((round) => [`${round.number} (${round.state})`, t, round] as const)))('leads %s to its state, one act after another', (_, { rows }, round) => {
    const events = rows.audit_event.filter((e) => e.targetId === round.id && e.act !== 'panel.order');
    let state: SelectionState | null = null;
    for (const event of events) {
      const step: { to: SelectionState } | null = stepOf(SELECTION_LIFECYCLES[round.road], state, event.act as SelectionAct);
      expect(step, `${event.act} in ${state}`).not.toBeNull();
      state = step!.to;
    }
    // The platform lets the term begin with the decision.
    expect(round.state === 'established' ? 'decided' : round.state).toBe(state);
    expect(events.every((e) => e.accountId && e.accountName && e.role)).toBe(true);
  });

  it('is a whole chain, of which nothing lies ahead', () => {
    for (const { tenant: { id }, rows } of demo.tenants) {
      expect(verifyEvents(id, rows.audit_event.map((e) => ({ ...e, at: new Date(e.at) })).map(({ id: _id, ...e }) => e), null)).toEqual([]);
      expect(rows.audit_event.filter((e) => Date.parse(e.at) > Date.parse(`${addDays(TODAY, 1)}T00:00:00+08:00`))).toEqual([]);
    }
    expect(tenant('chongqing').rows.audit_event.length).toBeGreaterThan(60);
  });
});
