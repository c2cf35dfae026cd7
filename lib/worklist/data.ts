import { fromDb, fromDbOrNull, toDb } from '../db/dates';
import type { Prisma, Tx } from '../db/tenant';
import { BODIES, GRADES, HOST_OUTCOMES, type Body, type Grade, type Post } from '../glossary';
import { listAccounts } from '../identity/accounts';
import type { Actor } from '../identity/actor';
import { ownCentres, ownInstitutions } from '../identity/actor';
import type { Role } from '../identity/capabilities';
import type { RulesInForce } from '../jurisdiction/data';
import { formatDate } from '../kernel/chinese';
import { isId } from '../kernel/ids';
import { addDays, type LocalDate } from '../kernel/local-date';
import type { CycleDecision } from '../cycle/evaluate';
import { gradeYear } from '../assessment/year';
import { getYearRule, listYear, yearEntries } from '../assessment/data';
import type { WorkItem } from './model';
import { roundWork } from './rounds';

/** How far ahead the end of a term or a cycle is announced. */
const AHEAD_DAYS = 92;
/** More than this of one kind is a list of its own, not a worklist. */
const MOST = 100;

/** What the actor has to do, derived from the flows; nothing is stored, so nothing can be stale. */
export async function listWork(tx: Tx, actor: Actor, rules: RulesInForce, today: LocalDate): Promise<WorkItem[]> {
  const roles = new Set(actor.roles.map((r) => r.role));
  const has = (...names: Role[]) => names.some((r) => roles.has(r));
  const centres = ownCentres(actor);
  const institutions = ownInstitutions(actor);
  /** The centres whose ends and vacancies concern the actor; null for all of the tenant, undefined for none. */
  const scope: Prisma.CentreWhereInput | null | undefined = has('official', 'office')
    ? null
    : centres.length + institutions.length > 0
      ? { OR: [{ id: { in: centres } }, { hosting: { some: { endedOn: null, institutionId: { in: institutions } } } }] }
      : undefined;

  return [
    ...(has('official') ? await rostersToApprove(tx, actor.tenantId, rules) : []),
    ...(has('official') ? await gradesToConfirm(tx, actor.tenantId, rules) : []),
    ...(has('official') ? await decisionsToMake(tx, actor.tenantId) : []),
    ...(await roundWork(tx, actor, rules, today)),
    ...(has('director', 'secretary') ? await rostersToFinish(tx, actor.tenantId, rules, centres) : []),
    ...(has('assessor') ? await centresToAssess(tx, actor, rules) : []),
    ...(scope !== undefined ? await headsToReplace(tx, actor.tenantId, rules, scope, today) : []),
    ...(scope !== undefined ? await endsAhead(tx, actor.tenantId, rules, scope, today) : []),
    ...(has('security-admin') ? await lockedAccounts(tx, actor.tenantId, rules) : []),
  ];
}

const bodyName = (rules: RulesInForce, body: string) => rules.profile.vocabulary.bodies[body as Body] ?? BODIES[body as Body];
const bodyArticle = (rules: RulesInForce, body: string) => rules.profile.structure.bodies.find((b) => b.body === body)?.article ?? rules.profile.instrument.article;
const gradeArticle = (rules: RulesInForce) => rules.profile.grades?.article ?? rules.profile.instrument.article;

async function rostersToApprove(tx: Tx, tenantId: string, rules: RulesInForce): Promise<WorkItem[]> {
  const found = await tx.rosterChange.findMany({
    where: { tenantId, state: 'submitted' },
    orderBy: { submittedAt: 'asc' },
    take: MOST,
    select: { id: true, kind: true, effectiveOn: true, proposedByName: true, _count: { select: { departures: true, entries: true } }, committee: { select: { body: true, centre: { select: { id: true, name: true } } } } },
  });
  return found.map((c) => ({
    key: `roster ${c.id}`,
    kind: 'roster',
    href: `/centres/${c.committee.centre.id}/rosters/${c.id}`,
    dueOn: fromDb(c.effectiveOn),
    title: `审定${bodyName(rules, c.committee.body)}名单${c.kind === 'list' ? '（换届）' : '（调整）'}`,
    subject: `${c.committee.centre.name}；${c.proposedByName}报送，${c._count.entries}人${c._count.departures > 0 ? `，偏离${c._count.departures}项` : ''}`,
    article: bodyArticle(rules, c.committee.body),
    stage: '待审定',
    act: '办理',
  }));
}

async function rostersToFinish(tx: Tx, tenantId: string, rules: RulesInForce, centreIds: string[]): Promise<WorkItem[]> {
  const found = await tx.rosterChange.findMany({
    where: { tenantId, state: { in: ['draft', 'returned'] }, committee: { centreId: { in: centreIds } } },
    orderBy: { updatedAt: 'asc' },
    take: MOST,
    select: { id: true, state: true, effectiveOn: true, opinion: true, committee: { select: { body: true, centre: { select: { id: true, name: true } } } } },
  });
  return found.map((c) => ({
    key: `roster ${c.id}`,
    kind: 'roster',
    href: `/centres/${c.committee.centre.id}/rosters/${c.id}`,
    dueOn: fromDb(c.effectiveOn),
    title: c.state === 'returned' ? `修改退回的${bodyName(rules, c.committee.body)}名单` : `完成${bodyName(rules, c.committee.body)}名单草稿`,
    subject: `${c.committee.centre.name}${c.opinion ? `；退回意见：${c.opinion}` : ''}`,
    article: bodyArticle(rules, c.committee.body),
    stage: c.state === 'returned' ? '已退回' : '草稿',
    act: '办理',
  }));
}

async function gradesToConfirm(tx: Tx, tenantId: string, rules: RulesInForce): Promise<WorkItem[]> {
  const found = await tx.assessment.findMany({
    where: { tenantId, state: 'proposed' },
    orderBy: { proposedAt: 'asc' },
    take: MOST,
    select: { id: true, year: true, proposedGrade: true, score: true, assessorName: true, centre: { select: { name: true } } },
  });
  const items: WorkItem[] = [];
  /** Those that cannot be confirmed yet: the year has to be complete, or a rule chosen for it. */
  const held = new Set<string>();
  const { byScore, byProportion } = rules.profile.grades ?? {};
  if (byScore && byProportion) {
    for (const year of [...new Set(found.map((a) => a.year))]) {
      const rows = await listYear(tx, tenantId, year);
      const rule = await getYearRule(tx, tenantId, year);
      const grades = gradeYear(rules.profile, yearEntries(rows), rule?.gradeRule ?? null);
      const unsettled = rows.filter((r) => r.state === 'proposed' && !grades.get(r.id)?.settled);
      for (const r of unsettled) held.add(r.id);
      const conflicts = [...grades.values()].filter((g) => g.conflict).length;
      const unscored = rows.filter((r) => r.state === 'assigned' || r.state === 'returned');
      if (conflicts > 0 && !rule?.gradeRule) {
        items.push({
          key: `year ${year}`,
          kind: 'assessment',
          href: `/assessments?year=${year}`,
          dueOn: null,
          title: `选定${year}年度等次的认定办法`,
          subject: `${conflicts}个中心按分数与按比例所得等次不同，选定后才能确认`,
          article: byProportion.article,
          stage: '待选定',
          act: '办理',
          weight: 1,
        });
      } else if (unsettled.length > 0 && unscored.length > 0) {
        items.push({
          key: `unscored ${year}`,
          kind: 'assessment',
          href: `/assessments?year=${year}`,
          dueOn: unscored.map((r) => r.dueOn).sort().at(-1) ?? null,
          title: `等待${year}年度考核评完`,
          subject: `${unscored.length}个中心未提交评分；按比例的等次要全部评完才能排名，另${unsettled.length}个中心的等次届时才能确认`,
          article: byProportion.article,
          stage: '待评分',
          act: '查看',
        });
      }
    }
  }
  return [
    ...items,
    ...found.filter((a) => !held.has(a.id)).map((a) => ({
      key: `assessment ${a.id}`,
      kind: 'assessment' as const,
      href: `/assessments/${a.id}`,
      dueOn: null,
      title: `确认${a.year}年度考核等次`,
      subject: `${a.centre.name}；${a.assessorName ?? '考核专家'}提出${a.proposedGrade ? GRADES[a.proposedGrade as Grade] : a.score !== null ? `${Number(a.score)}分` : ''}`,
      article: gradeArticle(rules),
      stage: '待确认',
      act: '办理',
    })),
  ];
}

async function decisionsToMake(tx: Tx, tenantId: string): Promise<WorkItem[]> {
  const found = await tx.decision.findMany({
    where: { tenantId, state: 'pending' },
    orderBy: { createdAt: 'asc' },
    take: MOST,
    select: { id: true, number: true, result: true, centre: { select: { name: true } }, assessment: { select: { year: true } }, hosting: { select: { dueToEndOn: true, institution: { select: { name: true } } } } },
  });
  return found.map((d) => {
    const result = d.result as unknown as { findings: { article: string }[]; decision: CycleDecision };
    const atEnd = result.decision.host === 'retained' || result.decision.host === 'reselect';
    return {
      key: `decision ${d.id}`,
      kind: 'decision',
      href: `/decisions/${d.id}`,
      dueOn: atEnd ? fromDbOrNull(d.hosting?.dueToEndOn ?? null) : null,
      title: '裁定挂靠单位去留',
      subject: `${d.centre.name}${d.hosting ? `，挂靠${d.hosting.institution.name}` : ''}；${d.assessment.year}年度，检验结果：${HOST_OUTCOMES[result.decision.host!]}`,
      article: result.findings[0]?.article ?? '',
      stage: '待裁定',
      act: '裁定',
      weight: result.decision.host === 'removed' ? 3 : 2,
    };
  });
}

async function centresToAssess(tx: Tx, actor: Actor, rules: RulesInForce): Promise<WorkItem[]> {
  const found = await tx.assessment.findMany({
    where: { tenantId: actor.tenantId, assessorAccountId: actor.accountId, state: { in: ['assigned', 'returned'] } },
    orderBy: { dueOn: 'asc' },
    take: MOST,
    select: { id: true, year: true, state: true, dueOn: true, returnReason: true, centre: { select: { name: true } } },
  });
  return found.map((a) => ({
    key: `assessment ${a.id}`,
    kind: 'assessment',
    href: `/assessments/${a.id}`,
    dueOn: fromDbOrNull(a.dueOn),
    title: `${a.state === 'returned' ? '重新提出' : '提出'}${a.year}年度考核${rules.profile.scoreSheet ? '评分' : '等次'}`,
    subject: `${a.centre.name}${a.returnReason ? `；退回理由：${a.returnReason}` : ''}`,
    article: gradeArticle(rules),
    stage: a.state === 'returned' ? '已退回' : '考核中',
    act: '考核',
  }));
}

/** Bodies whose head has left: the clock of the replacement runs from the day on which the post fell vacant. */
async function headsToReplace(tx: Tx, tenantId: string, rules: RulesInForce, scope: Prisma.CentreWhereInput | null, today: LocalDate): Promise<WorkItem[]> {
  const items: WorkItem[] = [];
  for (const { body, head } of rules.profile.structure.bodies) {
    if (!head) continue;
    const found = await tx.committee.findMany({
      where: {
        tenantId, body, endedOn: null,
        ...(scope ? { centre: scope } : {}),
        appointments: { none: { validTo: null, posts: { has: head } }, some: { posts: { has: head } } },
      },
      take: MOST,
      select: {
        id: true,
        centre: { select: { id: true, name: true } },
        appointments: { where: { posts: { has: head } }, orderBy: { validTo: 'desc' }, take: 1, select: { validTo: true, person: { select: { name: true } } } },
      },
    });
    for (const c of found) {
      const left = c.appointments[0]!;
      const eventOn = fromDb(left.validTo!);
      const parsed = rules.rulebook.deadline.parse({ kind: 'head-replacement', eventOn }, today);
      const answer = parsed.ok ? rules.rulebook.deadline.answer(parsed.value) : null;
      const name = rules.profile.vocabulary.posts[head as Post] ?? head;
      items.push({
        key: `head ${c.id}`,
        kind: 'head',
        href: `/centres/${c.centre.id}/committee`,
        dueOn: answer?.decision.due ?? null,
        title: `重新推荐${name}人选`,
        subject: `${c.centre.name}；${left.person.name}自${formatDate(eventOn)}起不再担任`,
        article: answer?.findings[0]?.article ?? rules.profile.deadlines.find((d) => d.kind === 'head-replacement')?.article ?? bodyArticle(rules, body),
        stage: '出缺',
        act: '查看',
      });
    }
  }
  return items;
}

/** Cycles and terms that end soon. */
async function endsAhead(tx: Tx, tenantId: string, rules: RulesInForce, scope: Prisma.CentreWhereInput | null, today: LocalDate): Promise<WorkItem[]> {
  const until = toDb(addDays(today, AHEAD_DAYS));
  const items: WorkItem[] = [];
  const cycle = rules.profile.structure.hostCycle;
  if (cycle) {
    const periods = await tx.hostingPeriod.findMany({
      where: { tenantId, endedOn: null, dueToEndOn: { lte: until }, centre: { ...(scope ?? {}), decisions: { none: { state: 'pending' } }, status: { in: ['operating', 'rectifying'] } } },
      orderBy: { dueToEndOn: 'asc' },
      take: MOST,
      select: { id: true, dueToEndOn: true, centre: { select: { id: true, name: true } }, institution: { select: { name: true } } },
    });
    for (const p of periods) {
      items.push({
        key: `cycle ${p.id}`, kind: 'cycle', href: `/centres/${p.centre.id}`, dueOn: fromDb(p.dueToEndOn!), title: '挂靠周期届满，确定去留',
        subject: `${p.centre.name}，挂靠${p.institution.name}`, article: cycle.article, stage: '待考核', act: '查看',
      });
    }
  }
  for (const body of rules.profile.structure.bodies) {
    if (!body.term) continue;
    // A term that goes with the host is decided with it, unless the host has been decided on already.
    const decidedWithHost: Prisma.CentreWhereInput = body.term.endsWithHost && cycle
      ? { NOT: { OR: [{ decisions: { some: { state: 'pending' } } }, { status: { in: ['operating', 'rectifying'] }, hosting: { some: { endedOn: null, dueToEndOn: { lte: until } } } }] } }
      : {};
    const ending = await tx.committee.findMany({
      where: {
        tenantId, body: body.body, endedOn: null, termTo: { lte: until }, changes: { none: { state: { in: ['draft', 'submitted', 'returned'] } } },
        centre: { AND: [scope ?? {}, { status: { not: 'closed' } }, decidedWithHost] },
      },
      orderBy: { termTo: 'asc' },
      take: MOST,
      select: { id: true, termTo: true, cohort: true, centre: { select: { id: true, name: true, status: true } } },
    });
    for (const c of ending) {
      const termTo = fromDb(c.termTo!);
      items.push({
        key: `term ${c.id}`, kind: 'term', href: `/centres/${c.centre.id}/committee`, dueOn: termTo, title: `${bodyName(rules, body.body)}换届`,
        subject: `${c.centre.name}；第${c.cohort}届任期${termTo < today ? '已届满' : '将届满'}${c.centre.status === 'reselecting' || c.centre.status === 'without-host' ? `，与${rules.profile.vocabulary.host ?? '中心'}的重新遴选一并办理` : ''}`,
        article: body.term.article, stage: '待换届', act: '查看',
      });
    }
  }
  return items;
}

async function lockedAccounts(tx: Tx, tenantId: string, rules: RulesInForce): Promise<WorkItem[]> {
  return (await listAccounts(tx, tenantId)).filter((a) => a.lockedUntil !== null).map((a) => ({
    kind: 'account', key: `account ${a.accountId}`, href: '/accounts', dueOn: null, title: '处理锁定的账号', subject: `${a.name}（${a.loginName}）多次登录失败`,
    article: rules.profile.instrument.article, stage: '已锁定', act: '查看',
  }));
}

const DONE_PAGE = 20;

/** One page of a list that is read by cursor; `next` is the cursor of the page after it. */
export interface WorkPage<T> {
  items: T[];
  total: number;
  next: string | null;
}

export interface DoneItem {
  key: string;
  at: Date;
  title: string;
  subject: string;
  href: string;
}

/** Where a page ends: the instant, and which of its rows. */
const cursorOf = ({ at, key }: { at: Date; key: string }) => `${at.toISOString()} ${key}`;

function readCursor(cursor: string | undefined): { at: Date; kind: string; id: string } | null {
  const [, time, kind, id] = /^(\S+) ([a-z]+) ([0-9a-f-]{36})$/.exec(cursor ?? '') ?? [];
  const at = new Date(time ?? '');
  return kind && id && !Number.isNaN(at.getTime()) ? { at, kind, id } : null;
}

/** What the actor has done himself, newest first, from the records of each kind; rows of one instant are ordered by kind and id. */
export async function pageDone(tx: Tx, actor: Actor, cursor?: string): Promise<WorkPage<DoneItem>> {
  const { tenantId, accountId } = actor;
  const from = readCursor(cursor);
  /** Rows of a kind after the cursor. */
  const after = <F extends string>(kind: string, field: F) => {
    if (!from) return {};
    const earlier = { [field]: { lt: from.at } };
    if (kind > from.kind) return earlier;
    const same = { [field]: from.at, ...(kind === from.kind ? { id: { lt: from.id } } : {}) };
    return { OR: [earlier, same] };
  };
  const rosters = { tenantId, decidedById: accountId };
  const confirmed = { tenantId, confirmedById: accountId };
  const decisions = { tenantId, decidedById: accountId };
  const proposals = { tenantId, assessorAccountId: accountId, proposedAt: { not: null }, state: { in: ['proposed', 'confirmed'] } };
  const take = DONE_PAGE + 1;
  const all: DoneItem[] = [
    ...(await tx.rosterChange.findMany({ where: { AND: [rosters, after('roster', 'decidedAt')] }, orderBy: [{ decidedAt: 'desc' }, { id: 'desc' }], take, select: { id: true, state: true, decidedAt: true, committee: { select: { centre: { select: { id: true, name: true } } } } } }))
      .map((r) => ({ key: `roster ${r.id}`, at: r.decidedAt!, title: r.state === 'approved' ? '审定名单' : '退回名单', subject: r.committee.centre.name, href: `/centres/${r.committee.centre.id}/rosters/${r.id}` })),
    ...(await tx.assessment.findMany({ where: { AND: [confirmed, after('assessment', 'confirmedAt')] }, orderBy: [{ confirmedAt: 'desc' }, { id: 'desc' }], take, select: { id: true, year: true, grade: true, confirmedAt: true, centre: { select: { name: true } } } }))
      .map((a) => ({ key: `assessment ${a.id}`, at: a.confirmedAt!, title: `确认${a.year}年度等次：${GRADES[a.grade as Grade]}`, subject: a.centre.name, href: `/assessments/${a.id}` })),
    ...(await tx.decision.findMany({ where: { AND: [decisions, after('decision', 'decidedAt')] }, orderBy: [{ decidedAt: 'desc' }, { id: 'desc' }], take, select: { id: true, outcome: true, decidedAt: true, centre: { select: { name: true } } } }))
      .map((d) => ({ key: `decision ${d.id}`, at: d.decidedAt!, title: `裁定：${HOST_OUTCOMES[(d.outcome as unknown as CycleDecision).host!]}`, subject: d.centre.name, href: `/decisions/${d.id}` })),
    ...(await tx.assessment.findMany({ where: { AND: [proposals, after('proposal', 'proposedAt')] }, orderBy: [{ proposedAt: 'desc' }, { id: 'desc' }], take, select: { id: true, year: true, proposedAt: true, centre: { select: { name: true } } } }))
      .map((a) => ({ key: `proposal ${a.id}`, at: a.proposedAt!, title: `提出${a.year}年度考核结果`, subject: a.centre.name, href: `/assessments/${a.id}` })),
  ];
  all.sort((a, b) => b.at.getTime() - a.at.getTime() || (a.key < b.key ? 1 : -1));
  const items = all.slice(0, DONE_PAGE);
  return { items, total: await countDone(tx, actor), next: all.length > DONE_PAGE ? cursorOf(items.at(-1)!) : null };
}

/** How much the actor has done. */
export async function countDone(tx: Tx, { tenantId, accountId }: Actor): Promise<number> {
  const counts = [
    await tx.rosterChange.count({ where: { tenantId, decidedById: accountId } }),
    await tx.assessment.count({ where: { tenantId, confirmedById: accountId } }),
    await tx.decision.count({ where: { tenantId, decidedById: accountId } }),
    await tx.assessment.count({ where: { tenantId, assessorAccountId: accountId, proposedAt: { not: null }, state: { in: ['proposed', 'confirmed'] } } }),
  ];
  return counts.reduce((n, c) => n + c, 0);
}

/** Lists that the actor has begun, newest first. */
export async function pageBegun(tx: Tx, actor: Actor, cursor?: string) {
  const where = { tenantId: actor.tenantId, proposedById: actor.accountId };
  const found = await tx.rosterChange.findMany({
    where,
    ...(cursor && isId(cursor) ? { cursor: { tenantId_id: { tenantId: actor.tenantId, id: cursor } }, skip: 1 } : {}),
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    take: DONE_PAGE + 1,
    select: { id: true, state: true, kind: true, createdAt: true, committee: { select: { body: true, centre: { select: { id: true, name: true } } } } },
  });
  const items = found.slice(0, DONE_PAGE);
  return { items, total: await countBegun(tx, actor), next: found.length > DONE_PAGE ? items.at(-1)!.id : null };
}

/** How many lists the actor has begun. */
export const countBegun = (tx: Tx, { tenantId, accountId }: Actor): Promise<number> => tx.rosterChange.count({ where: { tenantId, proposedById: accountId } });
