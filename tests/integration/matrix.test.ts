import { existsSync, readFileSync } from 'node:fs';
import { randomUUID } from 'node:crypto';
import path from 'node:path';
import type pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { attachFile, detachFile, saveApplication, submitApplication, withdrawApplication } from '../../lib/application/mutations.ts';
import { acceptApplication, judgeCondition, rejectApplication, reviewAgain } from '../../lib/application/review.ts';
import { assignAssessments, chooseYearRule, confirmGrade, proposeGrade, returnAssessment, saveAssessment } from '../../lib/assessment/mutations.ts';
import { openCentre } from '../../lib/centre/mutations.ts';
import { approveRoster, beginRoster, returnRoster, saveRoster, submitRoster, withdrawRoster } from '../../lib/committee/mutations.ts';
import { registerEvent, registerSanction, revokeEvent, revokeSanction } from '../../lib/conduct/mutations.ts';
import { decide } from '../../lib/decision/mutations.ts';
import { giveHandover, overrideHandover, receiveHandover, returnHandover, saveInventory } from '../../lib/handover/mutations.ts';
import { unlockAccount } from '../../lib/identity/accounts.ts';
import { CAPABILITIES, isAllowed, RELATIONS, relationOf, ROLES, type Act, type Role } from '../../lib/identity/capabilities.ts';
import { actorIn } from '../../lib/identity/loaders.ts';
import { perform, type Mutation, type Reply } from '../../lib/identity/perform.ts';
import type { SignedIn } from '../../lib/identity/session.ts';
import { correctInstitution, registerInstitution } from '../../lib/institution/mutations.ts';
import { uploadText } from '../../lib/jurisdiction/mutations.ts';
import { newId } from '../../lib/kernel/ids.ts';
import { localDate } from '../../lib/kernel/local-date.ts';
import { markRead } from '../../lib/message/mutations.ts';
import { answerObjection, revealContact } from '../../lib/notice/mutations.ts';
import { acceptInvitation, approveProposal, declineInvitation, inviteAssessor, proposeAssessor, recuseMember, refuseProposal, saveScore, setDefenceOrder, submitScore, withdrawFromPanel } from '../../lib/panel/mutations.ts';
import { correctPerson, registerPerson } from '../../lib/person/mutations.ts';
import { decideRound } from '../../lib/selection/decision.ts';
import { redetermine } from '../../lib/redetermination/mutations.ts';
import { approveScheme, cancelRound, closeCall, publishCall, returnScheme, saveRound, submitScheme } from '../../lib/selection/mutations.ts';
import { beginScoring, endReview, endScoring } from '../../lib/selection/phases.ts';
import { chooseResult, releaseNotice, reopenReview, reopenRound, returnChoice } from '../../lib/selection/result.ts';
import { addSpecialty, changePlan } from '../../lib/specialty/mutations.ts';
import { actionManifest, ROOT, ROUTE_ACTS } from './action-manifest.ts';
import { auditOf, fingerprint, makeAccount, signedInAs, stopped, type Holding } from './cast.ts';
import type { TestDatabase } from './database.ts';
import { closeSeeded, openSeeded, TODAY } from './seeded.ts';
import { givePanel } from './round-targets.ts';
import { targetsOf, type Targets } from './targets.ts';
import { expected, MAY_READ, MAY_WRITE } from './who-may.ts';

const roles = Object.keys(ROLES) as Role[];
const acts = Object.keys(MAY_WRITE) as Act[];

describe('the table of capabilities', () => {
  it('knows the acts that are tested here and no others', () => {
    expect(Object.keys(CAPABILITIES).sort()).toEqual([...Object.keys(MAY_WRITE), ...Object.keys(MAY_READ)].sort());
  });

  it('allows exactly what is written down here, for every act, role and relation', () => {
    const wrong = Object.keys(CAPABILITIES).flatMap((act) => roles.flatMap((role) => RELATIONS.filter((relation) => isAllowed(act as Act, role, relation) !== expected(act, role, relation)).map((relation) => `${act} ${role} ${relation}`)));
    expect(wrong).toEqual([]);
  });

  it('tells six relations apart', () => {
    const parents: Record<string, string> = { chongqing: 'national', zhengzhou: 'national', wanzhou: 'chongqing' };
    const held = { tenantId: 'chongqing', role: 'director' as const, centreId: 'c', institutionId: null, office: null };
    const to = (tenantId: string, more = {}, role = held as Parameters<typeof relationOf>[0]) => relationOf(role, 'me', { tenantId, ...more }, (t) => parents[t] ?? null);
    expect([to('chongqing', { centreId: 'c' }), to('chongqing', { centreId: 'd' }), to('chongqing'), to('wanzhou', { centreId: 'c' }), to('national'), to('zhengzhou', { centreId: 'c' }), to('elsewhere', { centreId: 'c' })]).toEqual(
      ['own', 'tenant', 'tenant', 'parent', 'child', 'sibling', 'unrelated'],
    );
    const contact = { ...held, role: 'host-contact' as const, centreId: null, institutionId: 'h' };
    expect([to('chongqing', { hostId: 'h' }, contact), to('chongqing', { hostId: 'i' }, contact), to('chongqing', {}, contact)]).toEqual(['own', 'tenant', 'tenant']);
    const assessor = { ...held, role: 'assessor' as const, centreId: null };
    expect([to('chongqing', { assigneeId: 'me' }, assessor), to('chongqing', { assigneeId: 'you' }, assessor), to('chongqing', { assigneeId: null }, assessor)]).toEqual(['own', 'tenant', 'tenant']);
    // What is assigned to somebody is his own as an assessor, not as anything else.
    expect(to('chongqing', { assigneeId: 'me' }, { ...held, centreId: null })).toBe('tenant');
  });
});

interface Case {
  mutation: Mutation<never>;
  /** What a form of the tenant would hold, complete and valid; null where the tenant has no such thing. */
  input(t: Targets): { input: unknown; version: number | null } | null;
  /** The same with ids that do not exist; undefined where the form names nothing. */
  missing?(t: Targets): { input: unknown; version: number | null };
}

const plain = <I>(mutation: Mutation<I>, input: Case['input'], missing?: Case['missing']): Case => ({ mutation: mutation as unknown as Mutation<never>, input, ...(missing ? { missing } : {}) });
const nowhere = () => randomUUID();
type Rounds = Targets['rounds'];
/** A form about one thing of a round, read as it stands; none where the tenant has no such thing. */
const on = (row: (r: Rounds) => { version: number } | null, input: (r: Rounds) => object): Case['input'] => ({ rounds }) => {
  const found = row(rounds);
  return found && { input: input(rounds), version: found.version };
};
const onRound = (row: (r: Rounds) => { id: string; version: number } | null, more: (r: Rounds) => object = () => ({})): Case['input'] => on(row, (r) => ({ selectionId: row(r)!.id, ...more(r) }));
const noRound = (more: object = {}): Case['missing'] => () => ({ input: { selectionId: nowhere(), ...more }, version: 1 });
const everyRow = (rows: readonly string[]) => Object.fromEntries(rows.map((row) => [row, '齐全']));
const declared = (r: Rounds) => Object.fromEntries(r.invitation!.applicationIds.map((id) => [id, { interest: false, worked: false }]));
const file = { id: nowhere(), fieldId: 'other-material', name: '总结.pdf', mediaType: 'application/pdf', size: 9, sha256: 'b'.repeat(64), storage: 'test-attached' };
/** A full sheet without deductions, and a grade with a word beside it: whichever the regulation asks for. */
const results = { items: Object.fromEntries(Array.from({ length: 21 }, (_, i) => [String(i + 1), { points: [3, 3, 3, 3, 5, 5, 5, 5, 5, 5, 6, 7, 6, 6, 5, 5, 5, 4, 5, 5, 4][i]! }])), comment: '工作正常' };

const CASES: Readonly<Record<string, Case>> = {
  'centre.open': plain(openCentre, (t) => ({ input: { specialtyId: t.specialtyId, institutionId: t.tenantId === 'qingpu' ? undefined : t.institutionId, openedOn: TODAY }, version: null }), (t) => ({ input: { specialtyId: nowhere(), institutionId: t.institutionId, openedOn: TODAY }, version: null })),
  'centre.redetermine': plain(
    redetermine,
    (t) => t.redetermined && { input: { centreId: t.redetermined.id, outcome: 'continued', documentNumber: '测试〔2026〕701号', decidedOn: undefined, reason: '考核评估合格' }, version: t.redetermined.version },
    () => ({ input: { centreId: nowhere(), outcome: 'continued', documentNumber: '测试〔2026〕702号', decidedOn: undefined, reason: '考核评估合格' }, version: 1 }),
  ),
  'specialty.add': plain(addSpecialty, () => ({ input: { class: 'clinical', field: undefined, direction: '海岛医学专业' }, version: null })),
  'institution.register': plain(registerInstitution, () => ({ input: { name: '测试医院', level: '3A', kind: 'general', region: '市级', newlyOpened: false, privatelyRun: false }, version: null })),
  'institution.correct': plain(
    correctInstitution,
    (t) => ({ input: { institutionId: t.institutionId, name: '更名医院', level: '3B', kind: 'general', region: '市级', newlyOpened: false, privatelyRun: true, reason: '登记有误' }, version: 1 }),
    () => ({ input: { institutionId: nowhere(), name: '更名医院', level: '3B', kind: 'general', region: '市级', newlyOpened: false, privatelyRun: true, reason: '登记有误' }, version: 1 }),
  ),
  'roster.begin': plain(beginRoster, (t) => ({ input: { ...t.begin, kind: 'change', effectiveOn: TODAY }, version: null }), () => ({ input: { centreId: nowhere(), body: 'committee', kind: 'change', effectiveOn: TODAY }, version: null })),
  'roster.save': plain(saveRoster, (t) => ({ input: { edit: 'consent-all', changeId: t.draft.id }, version: t.draft.version }), () => ({ input: { edit: 'consent-all', changeId: nowhere() }, version: 1 })),
  'roster.submit': plain(submitRoster, (t) => ({ input: { changeId: t.draft.id }, version: t.draft.version }), () => ({ input: { changeId: nowhere() }, version: 1 })),
  'roster.withdraw': plain(withdrawRoster, (t) => ({ input: { changeId: t.draft.id }, version: t.draft.version }), () => ({ input: { changeId: nowhere() }, version: 1 })),
  'roster.approve': plain(approveRoster, (t) => ({ input: { changeId: t.submitted.id, expiresOn: localDate('2028-12-31') }, version: t.submitted.version }), () => ({ input: { changeId: nowhere() }, version: 1 })),
  'roster.return': plain(returnRoster, (t) => ({ input: { changeId: t.submitted.id, opinion: '请补充材料' }, version: t.submitted.version }), () => ({ input: { changeId: nowhere(), opinion: '请补充材料' }, version: 1 })),
  'person.register': plain(
    registerPerson,
    (t) => ({ input: { name: '程一鸣', institutionId: t.hostIds[0], title: 'senior', born: localDate('1975-01-01'), employment: 'in-service', headsSpecialty: false, parentLevelExpert: false, isAnother: false }, version: null }),
    () => ({ input: { name: '程一鸣', institutionId: nowhere(), title: 'senior', born: localDate('1975-01-01'), employment: 'in-service', headsSpecialty: false, parentLevelExpert: false, isAnother: false }, version: null }),
  ),
  'person.correct': plain(
    correctPerson,
    (t) => ({ input: { personId: t.personId, name: '程更名', institutionId: t.institutionId, title: 'senior', born: localDate('1975-01-01'), employment: 'retired', headsSpecialty: false, parentLevelExpert: false, moved: false, reason: '登记有误' }, version: 1 }),
    (t) => ({ input: { personId: nowhere(), name: '程更名', institutionId: t.institutionId, title: 'senior', born: localDate('1975-01-01'), employment: 'retired', headsSpecialty: false, parentLevelExpert: false, moved: false, reason: '登记有误' }, version: 1 }),
  ),
  'assessment.assign': plain(
    assignAssessments,
    (t) => ({ input: { year: 2031, centreIds: [t.begin.centreId], assessorId: t.assessorId, dueOn: localDate('2026-12-31') }, version: null }),
    () => ({ input: { year: 2031, centreIds: [nowhere()], assessorId: nowhere(), dueOn: localDate('2026-12-31') }, version: null }),
  ),
  'assessment.save': plain(saveAssessment, (t) => t.assigned && { input: { assessmentId: t.assigned.id, grade: undefined, ...results }, version: t.assigned.version }, () => ({ input: { assessmentId: nowhere(), ...results }, version: 1 })),
  'assessment.propose': plain(proposeGrade, (t) => t.assigned && { input: { assessmentId: t.assigned.id, grade: 'qualified', ...results }, version: t.assigned.version }, () => ({ input: { assessmentId: nowhere(), grade: 'qualified', ...results }, version: 1 })),
  'assessment.return': plain(returnAssessment, (t) => t.proposed && { input: { assessmentId: t.proposed.id, reason: '请复核' }, version: t.proposed.version }, () => ({ input: { assessmentId: nowhere(), reason: '请复核' }, version: 1 })),
  'assessment.confirm': plain(confirmGrade, (t) => t.proposed && { input: { assessmentId: t.proposed.id }, version: t.proposed.version }, () => ({ input: { assessmentId: nowhere() }, version: 1 })),
  // The year is the tenant's own, whoever asks: its form names nothing that another tenant could own.
  'assessment.choose-rule': plain(chooseYearRule, () => ({ input: { year: 2026, gradeRule: 'score', reason: '按附件分数线认定' }, version: 0 })),
  'decision.confirm': plain(decide, (t) => t.decision && { input: { decisionId: t.decision.id, as: 'computed', effectiveOn: t.decision.effectiveOn, rectifyBy: localDate('2027-12-31') }, version: t.decision.version }, () => ({ input: { decisionId: nowhere(), as: 'computed', effectiveOn: TODAY }, version: 1 })),
  'specialty.change': plain(
    changePlan,
    (t) => ({ input: { kind: 'rename', specialtyId: t.specialtyId, field: undefined, direction: '海岛急救专业', centreName: undefined, reason: '名称与国家目录一致', document: undefined, on: TODAY, diseaseBased: false }, version: t.planVersion }),
    (t) => ({ input: { kind: 'withdraw', specialtyId: nowhere(), reason: '不再单独设置', document: undefined, on: TODAY }, version: t.planVersion }),
  ),
  'selection.save': plain(
    saveRound,
    (t) => (t.rounds.draft ? { input: { step: 'begin', specialtyId: t.specialtyId, road: 'selection', purpose: 'establish', ground: '服务需求增长' }, version: null } : null),
    () => ({ input: { step: 'edit', selectionId: nowhere(), title: '公告', panel: 'no', aggregate: 'mean', defence: 'no', items: [] }, version: 1 }),
  ),
  'selection.submit-scheme': plain(submitScheme, onRound((r) => r.draft), noRound()),
  'selection.return-scheme': plain(returnScheme, onRound((r) => r.submittedScheme, () => ({ reason: '请补充评分细则' })), noRound({ reason: '请补充评分细则' })),
  'selection.approve-scheme': plain(approveScheme, onRound((r) => r.submittedScheme), noRound()),
  'selection.publish': plain(publishCall, onRound((r) => r.approved), noRound()),
  'selection.close': plain(closeCall, onRound((r) => r.ended), noRound()),
  'selection.cancel': plain(cancelRound, onRound((r) => r.reviewing, () => ({ reason: '专业设置调整' })), noRound({ reason: '专业设置调整' })),
  'selection.begin-scoring': plain(beginScoring, onRound((r) => r.ready), noRound()),
  'selection.end-review': plain(endReview, onRound((r) => r.plain), noRound()),
  'selection.end-scoring': plain(endScoring, onRound((r) => r.scored), noRound()),
  'selection.choose': plain(
    chooseResult,
    onRound((r) => r.choosing, (r) => ({ applicationId: r.choosing!.applicationId, applicationIds: [], reason: '综合实力最强', rankReason: '得分相近，专职人员更充足' })),
    noRound({ applicationId: nowhere(), applicationIds: [], reason: '综合实力最强' }),
  ),
  'selection.return-choice': plain(returnChoice, onRound((r) => r.chosen, () => ({ reason: '请补充比较意见' })), noRound({ reason: '请补充比较意见' })),
  'selection.release': plain(releaseNotice, onRound((r) => r.chosen, (r) => ({ shown: r.chosen!.shown, confirmed: r.chosen!.confirmed, count: r.chosen!.confirmed.length })), noRound({ shown: '', confirmed: [], count: 1 })),
  'selection.reopen': plain(reopenRound, onRound((r) => r.upheld, () => ({ reason: '异议成立' })), noRound({ reason: '异议成立' })),
  'selection.reopen-review': plain(reopenReview, onRound((r) => r.upheld, () => ({ reason: '异议成立' })), noRound({ reason: '异议成立' })),
  'selection.decide': plain(decideRound, onRound((r) => r.over, () => ({ documentNumber: '测试〔2026〕1号' })), noRound({ documentNumber: '测试〔2026〕1号' })),
  // An application that is begun names an institution, which is somebody's own or not; one that is there belongs to one.
  'application.save': plain(
    saveApplication,
    on((r) => r.application, (r) => ({ step: 'edit', applicationId: r.application!.id, form: {}, personId: null })),
    () => ({ input: { step: 'edit', applicationId: nowhere(), form: {}, personId: null }, version: 1 }),
  ),
  'application.attach': plain(attachFile, on((r) => r.application, (r) => ({ applicationId: r.application!.id, ...file })), () => ({ input: { applicationId: nowhere(), ...file }, version: null })),
  'application.detach': plain(detachFile, on((r) => r.application, (r) => ({ applicationId: r.application!.id, fileId: r.application!.fileId })), () => ({ input: { applicationId: nowhere(), fileId: nowhere() }, version: 1 })),
  'application.submit': plain(submitApplication, on((r) => r.application, (r) => ({ applicationId: r.application!.id, aware: true })), () => ({ input: { applicationId: nowhere() }, version: 1 })),
  'application.withdraw': plain(withdrawApplication, on((r) => r.application, (r) => ({ applicationId: r.application!.id })), () => ({ input: { applicationId: nowhere() }, version: 1 })),
  'application.judge': plain(judgeCondition, on((r) => r.submitted, (r) => ({ applicationId: r.submitted!.id, condition: 'finding.strength', met: true, reason: '材料属实' })), () => ({ input: { applicationId: nowhere(), condition: 'finding.strength', met: true, reason: '材料属实' }, version: 1 })),
  'application.accept': plain(acceptApplication, on((r) => r.judged, (r) => ({ applicationId: r.judged!.id })), () => ({ input: { applicationId: nowhere() }, version: 1 })),
  'application.reject': plain(rejectApplication, on((r) => r.submitted, (r) => ({ applicationId: r.submitted!.id, conditions: ['finding.strength'], reason: '材料不实' })), () => ({ input: { applicationId: nowhere(), conditions: [], reason: '材料不实' }, version: 1 })),
  'application.review-again': plain(reviewAgain, on((r) => r.eligible, (r) => ({ applicationId: r.eligible!.id, reason: '收到新的材料' })), () => ({ input: { applicationId: nowhere(), reason: '收到新的材料' }, version: 1 })),
  'panel.invite': plain(inviteAssessor, (t) => (t.rounds.reviewing && t.rounds.stranger ? { input: { selectionId: t.rounds.reviewing.id, accountId: t.rounds.stranger }, version: null } : null), () => ({ input: { selectionId: nowhere(), accountId: nowhere() }, version: null })),
  'panel.propose': plain(proposeAssessor, (t) => (t.rounds.short && t.rounds.stranger ? { input: { selectionId: t.rounds.short.id, accountId: t.rounds.stranger, reason: '人数不足' }, version: null } : null), () => ({ input: { selectionId: nowhere(), accountId: nowhere(), reason: '人数不足' }, version: null })),
  'panel.approve': plain(approveProposal, on((r) => r.proposal, (r) => ({ memberId: r.proposal!.id, reason: '情况属实' })), () => ({ input: { memberId: nowhere(), reason: '情况属实' }, version: 1 })),
  'panel.refuse': plain(refuseProposal, on((r) => r.proposal, (r) => ({ memberId: r.proposal!.id, reason: '专业不符' })), () => ({ input: { memberId: nowhere(), reason: '专业不符' }, version: 1 })),
  'panel.recuse': plain(recuseMember, on((r) => r.invitation, (r) => ({ memberId: r.invitation!.id, reason: '与申请单位有合作' })), () => ({ input: { memberId: nowhere(), reason: '与申请单位有合作' }, version: 1 })),
  'panel.order': plain(setDefenceOrder, onRound((r) => r.ready, () => ({ how: 'draw', places: {} })), noRound({ how: 'draw', places: {} })),
  'panel.accept': plain(acceptInvitation, on((r) => r.invitation, (r) => ({ memberId: r.invitation!.id, declarations: declared(r) })), () => ({ input: { memberId: nowhere(), declarations: {} }, version: 1 })),
  'panel.decline': plain(declineInvitation, on((r) => r.invitation, (r) => ({ memberId: r.invitation!.id, reason: '出差' })), () => ({ input: { memberId: nowhere(), reason: '出差' }, version: 1 })),
  'panel.withdraw': plain(withdrawFromPanel, on((r) => r.invitation, (r) => ({ memberId: r.invitation!.id, reason: '与申请单位有合作', declarations: {} })), () => ({ input: { memberId: nowhere(), reason: '与申请单位有合作', declarations: {} }, version: 1 })),
  'panel.save-score': plain(saveScore, (t) => t.rounds.judge && { input: { applicationId: t.rounds.judge.applicationId, items: {}, unread: {} }, version: null }, () => ({ input: { applicationId: nowhere(), items: {}, unread: {} }, version: null })),
  'panel.submit-score': plain(
    submitScore,
    (t) => t.rounds.judge && { input: { applicationId: t.rounds.judge.applicationId, items: Object.fromEntries(t.rounds.judge.items.map((i) => [i, { points: 10, reason: '有据可查' }])), unread: {} }, version: null },
    () => ({ input: { applicationId: nowhere(), items: {}, unread: {} }, version: null }),
  ),
  'objection.answer': plain(answerObjection, on((r) => r.objection, (r) => ({ objectionId: r.objection!.id, upheld: false, answer: '经核实，所反映的情况不属实。' })), () => ({ input: { objectionId: nowhere(), upheld: false, answer: '经核实，所反映的情况不属实。' }, version: 1 })),
  'objection.reveal': plain(revealContact, on((r) => r.objection, (r) => ({ objectionId: r.objection!.id, reason: '电话核实' })), () => ({ input: { objectionId: nowhere(), reason: '电话核实' }, version: 1 })),
  'handover.save': plain(saveInventory, on((r) => r.opened, (r) => ({ handoverId: r.opened!.id, entries: {} })), () => ({ input: { handoverId: nowhere(), entries: {} }, version: 1 })),
  'handover.give': plain(giveHandover, on((r) => r.opened, (r) => ({ handoverId: r.opened!.id, entries: everyRow(r.opened!.rows) })), () => ({ input: { handoverId: nowhere(), entries: {} }, version: 1 })),
  'handover.return': plain(returnHandover, on((r) => r.given, (r) => ({ handoverId: r.given!.id, reason: '清单不全' })), () => ({ input: { handoverId: nowhere(), reason: '清单不全' }, version: 1 })),
  'handover.receive': plain(receiveHandover, on((r) => r.given, (r) => ({ handoverId: r.given!.id, entries: everyRow(r.given!.rows) })), () => ({ input: { handoverId: nowhere(), entries: {} }, version: 1 })),
  'handover.override': plain(overrideHandover, on((r) => r.opened, (r) => ({ handoverId: r.opened!.id, reason: '原单位已停业' })), () => ({ input: { handoverId: nowhere(), reason: '原单位已停业' }, version: 1 })),
  'sanction.register': plain(
    registerSanction,
    (t) => (t.rounds.sanction ? { input: { institutionId: t.institutionId, ground: 'serious-violation', specialtyId: t.specialtyId, decidedOn: TODAY, document: undefined, reason: '向企业收取费用' }, version: null } : null),
    (t) => ({ input: { institutionId: nowhere(), ground: 'serious-violation', specialtyId: t.specialtyId, decidedOn: TODAY, document: undefined, reason: '向企业收取费用' }, version: null }),
  ),
  'sanction.revoke': plain(revokeSanction, on((r) => r.sanction, (r) => ({ sanctionId: r.sanction!.id, reason: '复议撤销' })), () => ({ input: { sanctionId: nowhere(), reason: '复议撤销' }, version: 1 })),
  'event.register': plain(
    registerEvent,
    (t) => ({ input: { institutionId: t.institutionId, kind: 'major-event', on: TODAY, specialtyId: t.specialtyId, note: '手术部位错误', document: undefined }, version: null }),
    (t) => ({ input: { institutionId: nowhere(), kind: 'major-event', on: TODAY, specialtyId: t.specialtyId, note: '手术部位错误', document: undefined }, version: null }),
  ),
  'event.revoke': plain(revokeEvent, on((r) => r.event, (r) => ({ eventId: r.event!.id, reason: '复核不属实' })), () => ({ input: { eventId: nowhere(), reason: '复核不属实' }, version: 1 })),
  // Whoever reads his messages names nothing; a message that he names is looked for among his own.
  'message.read': plain(markRead, () => ({ input: { all: true }, version: null })),
  'regulation.upload': plain(
    uploadText,
    (t) => ({ input: { profileId: t.profileId, file: { name: '全文.txt', base64: Buffer.from('第一条 甲\n第二条 乙\n第三条 丙\n').toString('base64') } }, version: null }),
    () => ({ input: { profileId: 'nowhere-2026', file: { name: '全文.txt', base64: Buffer.from('第一条 甲').toString('base64') } }, version: null }),
  ),
  'account.unlock': plain(unlockAccount, (t) => ({ input: { accountId: t.accountId }, version: null }), () => ({ input: { accountId: nowhere() }, version: null })),
};

class TakenBack extends Error {}

/** The mutation as it is, except that what it writes is taken back: a cell of the matrix must not change the next one. */
const takenBack = (mutation: Mutation<never>): Mutation<never> => async (work, input) => {
  const result = await mutation(work, input);
  if (result.ok) throw new TakenBack();
  return result;
};

/** What became of a request: "ok", or the kind of its refusal. */
async function answer(work: () => Promise<Reply>): Promise<string> {
  try {
    const reply = await work();
    return reply.ok ? 'ok' : reply.refusal.kind;
  } catch (error) {
    if (error instanceof TakenBack) return 'ok';
    throw error;
  }
}

/** Where the acts are tried; only Jinxiang has two grades to choose between, only the national text looks at hosts anew. All jurisdictions run with `npm run proof`. */
const bases: Record<string, Act[]> = process.env.PROOF
  ? { chongqing: acts, national: ['centre.redetermine'], zhengzhou: acts, jinxiang: acts, qingpu: acts }
  : { chongqing: acts, national: ['centre.redetermine'], jinxiang: ['assessment.propose', 'assessment.confirm', 'assessment.choose-rule'] };
let cells = 0;
const succeeded = new Map<string, string[]>();

describe.each(Object.entries(bases))('the matrix of %s', (base, tried) => {
  const isLast = base === Object.keys(bases).at(-1);
  const sibling = base === 'zhengzhou' ? 'chongqing' : 'zhengzhou';
  // Nobody stands above the national level: there another jurisdiction takes the part.
  const parent = base === 'national' ? 'chongqing' : 'national';
  const stranger = 'county-001';
  let database: TestDatabase;
  let admin: pg.Client;
  const targets = new Map<string, Targets>();
  const principals = new Map<string, SignedIn>();
  let still: string;

  beforeAll(async () => {
    ({ database, admin } = await openSeeded());
    for (const id of [base, parent]) targets.set(id, await targetsOf(admin, id));
    for (const tenantId of [base, parent, sibling, stranger]) {
      const t = targets.get(tenantId);
      for (const role of roles) {
        const isCentre = role === 'director' || role === 'secretary';
        const anyCentre = async () => (await admin.query<{ id: string }>('select id from centre where tenant_id = $1 order by id limit 1', [tenantId])).rows[0]!.id;
        const anyHouse = async () => (await admin.query<{ id: string }>('select id from institution where tenant_id = $1 order by id limit 1', [tenantId])).rows[0]!.id;
        const hold = (of: Partial<Holding>): Holding => ({ tenantId, role, ...of });
        const own = isCentre ? (t?.centreIds ?? [await anyCentre()]).map((centreId) => hold({ centreId }))
          : role === 'host-contact' ? (t?.hostIds.length ? t.hostIds : [await anyHouse()]).map((institutionId) => hold({ institutionId }))
          : [hold({})];
        const other = isCentre ? hold({ centreId: t?.otherCentreId ?? (await anyCentre()) }) : role === 'host-contact' ? hold({ institutionId: t?.otherInstitutionId ?? (await anyHouse()) }) : hold({});
        for (const [which, holdings] of [['own', own], ['other', [other]]] as const) {
          const id = await makeAccount(admin, holdings, `${tenantId} ${role} ${which}`);
          principals.set(`${tenantId} ${role} ${which}`, await signedInAs(admin, id));
          if (role === 'assessor' && which === 'own' && t) {
            await admin.query('update assessment set assessor_account_id = $1 where tenant_id = $2 and id = any ($3)', [id, tenantId, [t.assigned?.id, t.proposed?.id].filter(Boolean)]);
            await givePanel(admin, t, id);
          }
        }
      }
    }
    still = await fingerprint(admin);
  });
  afterAll(async () => {
    await closeSeeded({ database, admin });
    if (isLast) console.log(`authorisation matrix: ${cells} cells tried (${acts.length} acts × ${roles.length} roles × ${RELATIONS.length} relations × ways in; ${Object.keys(bases).join(', ')})`);
  });

  /** One cell: what came out, and that it left exactly the trace it should and nothing else. */
  async function cell(name: string, actor: NonNullable<ReturnType<typeof actorIn>>, act: Act, request: { input: unknown; version: number | null }, { back }: { back: boolean }, allowed: readonly string[]): Promise<string[]> {
    cells += 1;
    const requestId = newId();
    const mutation = CASES[act]!.mutation;
    const got = await answer(() => perform({ ...actor, requestId }, act, back ? takenBack(mutation) : mutation, request.input as never, { key: randomUUID(), version: request.version }, stopped()));
    if (got === 'ok' && back) succeeded.set(act, [...(succeeded.get(act) ?? []), name]);
    const faults = allowed.includes(got) ? [] : [`${name}: ${got}`];
    // What was taken back leaves no trace; any refusal leaves one, in the tenant in which it was tried.
    const rows = await auditOf(admin, { requestId });
    const trail = rows.map((a) => `${a.tenant_id} ${a.act} ${a.result}`);
    if (got === 'denied' && rows.some((a) => a.target_type === '' || a.target_id === '')) faults.push(`${name}: the record of the denial does not say of what`);
    const wanted = got === 'ok' ? (back ? [] : [`${actor.tenantId} ${act} ok`]) : [`${actor.tenantId} ${act} ${got === 'denied' ? 'denied' : 'refused'}`];
    if (trail.join() !== wanted.join()) faults.push(`${name}: audit ${trail.join() || 'empty'} instead of ${wanted.join() || 'nothing'}`);
    return faults;
  }

  describe.each(tried)('%s', (act) => {
    const { input, missing } = CASES[act]!;

    it.each(roles)('by %s', async (role) => {
      const faults: string[] = [];
      const here = input(targets.get(base)!);
      const above = input(targets.get(parent)!);
      const as = (tenantId: string, which = 'own') => principals.get(`${tenantId} ${role} ${which}`)!;

      // In the tenant itself: with one's own, and with another's.
      for (const [relation, which] of [['own', 'own'], ['tenant', 'other']] as const) {
        const actor = actorIn(as(base, which), base, '192.0.2.1')!;
        // A role that names nothing has nothing of its own but the work that is given to it.
        const may = expected(act, role, relation);
        if (here) faults.push(...(await cell(`${role} ${relation}`, actor, act, here, { back: may }, may ? ['ok', 'not-allowed-now', 'invalid', 'findings'] : ['denied'])));
        // What is nowhere is nobody's own.
        if (missing) faults.push(...(await cell(`${role} ${relation}, no such id`, actor, act, missing(targets.get(base)!), { back: false }, may ? ['not-found', 'invalid', 'not-allowed-now', ...(expected(act, role, 'tenant') ? [] : ['denied'])] : ['denied', 'not-found'])));
      }

      // Across tenants, by every way there is.
      for (const [relation, from, to, request] of [['parent', parent, base, here], ['child', base, parent, above], ['sibling', sibling, base, here], ['unrelated', stranger, base, here]] as const) {
        expect(expected(act, role, relation)).toBe(false);
        // The jurisdiction that a form claims is none of the account's.
        if (actorIn(as(from), to, '192.0.2.1') !== null) faults.push(`${role} ${relation}: found an actor in ${to}`);
        if (!request) continue;
        // Even with the tenant already set, a role of another tenant carries nothing.
        const forged = { ...actorIn(as(from), from, '192.0.2.1')!, tenantId: to };
        faults.push(...(await cell(`${role} ${relation}, with the tenant forged`, forged, act, request, { back: false }, ['denied'])));
        // In one's own tenant, with the other's ids in the form.
        if (!missing) continue;
        const at = actorIn(as(from), from, '192.0.2.1')!;
        faults.push(...(await cell(`${role} ${relation}, with foreign ids`, at, act, request, { back: false }, expected(act, role, 'own') ? ['not-found', 'invalid', 'not-allowed-now', 'denied'] : ['denied', 'not-found'])));
      }
      expect(faults).toEqual([]);
      expect(await fingerprint(admin)).toBe(still);
    });
  });

  it('lets each act succeed for somebody: what was denied was not denied for a fault in the form', () => {
    const never = tried.filter((act) => CASES[act]!.input(targets.get(base)!) && !succeeded.get(act)?.length);
    const impossible: Record<string, string[]> = {
      // Only Jinxiang ranks as well as scores.
      chongqing: ['assessment.choose-rule'], zhengzhou: ['assessment.choose-rule'], qingpu: ['assessment.choose-rule', 'assessment.assign'], jinxiang: [], national: [],
    };
    expect(never.filter((act) => !impossible[base]!.includes(act))).toEqual([]);
    if (isLast) expect([...succeeded.keys()].sort()).toEqual([...acts].sort());
  });
});

describe('server actions', () => {
  const { actions, faults } = actionManifest();

  it('stand only in lib/<noun>/actions.ts and are made by command() with an act of the table', () => {
    expect(faults).toEqual([]);
    expect(actions.length).toBeGreaterThanOrEqual(16);
  });

  it('are one for each act that writes', () => {
    expect([...actions.map((a) => a.act), ...Object.keys(ROUTE_ACTS)].sort()).toEqual([...acts].sort());
  });

  it('run the mutation that the matrix drives for that act', () => {
    for (const { act, run } of actions) expect(`${act} ${CASES[act]!.mutation.name}`).toBe(`${act} ${run}`);
    // What comes with a file of some size comes to a route, which names its act and its mutation as an action does.
    for (const [act, { file: route, run }] of Object.entries(ROUTE_ACTS)) {
      const text = readFileSync(path.join(ROOT, route), 'utf8');
      expect(CASES[act]!.mutation.name).toBe(run);
      expect(text).toContain(`'${act}'`);
      expect(text).toMatch(new RegExp(`\\b${run}\\b`));
    }
  });

  const manifest = path.join(ROOT, '.next/server/server-reference-manifest.json');
  it('are all that the build has made callable', () => {
    expect(existsSync(manifest), 'there is no build: npm test -- build').toBe(true);
    const { node, edge } = JSON.parse(readFileSync(manifest, 'utf8')) as Record<'node' | 'edge', Record<string, { exportedName: string; filename: string }>>;
    expect(Object.keys(edge)).toEqual([]);
    const built = Object.values(node).map((a) => `${a.filename}#${a.exportedName}`);
    expect(built.length).toBeGreaterThan(0);
    const known = new Set(actions.map((a) => `${a.file}#${a.name}`));
    expect(built.filter((a) => !known.has(a))).toEqual([]);
  });
});
