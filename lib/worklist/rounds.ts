import { ROAD_WORDS, type SelectionStage } from '../glossary';
import { fromDbOrNull, toDb } from '../db/dates';
import type { Tx } from '../db/tenant';
import { ownInstitutions, type Actor } from '../identity/actor';
import type { Role } from '../identity/capabilities';
import type { RulesInForce } from '../jurisdiction/data';
import { formatDate } from '../kernel/chinese';
import type { LocalDate } from '../kernel/local-date';
import { centresDue } from '../redetermination/data';
import { anewArticle, articleOf, hasStage, panelArticle, roadsOf } from '../selection/roads';
import { schemeSchema } from '../selection/scheme';
import { ROADS, stateWord, type Purpose, type Road, type SelectionState } from '../selection/states';
import type { WorkItem } from './model';

// What rounds ask of whom: of the commission to move them on, of institutions to apply and hand over, of assessors to judge.

/** More than this of one kind is a list of its own, not a worklist. */
const MOST = 100;

/** Everything that rounds ask of the actor. */
export async function roundWork(tx: Tx, actor: Actor, rules: RulesInForce, today: LocalDate): Promise<WorkItem[]> {
  const roles = new Set<Role>(actor.roles.map((r) => r.role));
  const isOfficial = roles.has('official');
  const houses = roles.has('host-contact') ? ownInstitutions(actor) : [];
  return [
    ...(isOfficial || roles.has('office') ? await roundsToMoveOn(tx, actor, rules, today, isOfficial) : []),
    ...(isOfficial ? await proposalsToAnswer(tx, actor, rules) : []),
    ...(isOfficial ? await centresToFill(tx, actor.tenantId, rules) : []),
    ...(isOfficial ? await hostsToDetermine(tx, actor.tenantId, rules, today) : []),
    ...(isOfficial ? await lateHandovers(tx, actor.tenantId, rules, today) : []),
    ...(houses.length > 0 ? await callsToAnswer(tx, actor.tenantId, rules, houses, today) : []),
    ...(houses.length > 0 ? await applicationsToFinish(tx, actor.tenantId, rules, houses, today) : []),
    ...(houses.length > 0 ? await handoversToSign(tx, actor.tenantId, rules, houses) : []),
    ...(roles.has('assessor') ? await panelWork(tx, actor, rules) : []),
  ];
}

type Step = Pick<WorkItem, 'title' | 'article' | 'stage' | 'act'> & { path?: string; kind?: WorkItem['kind']; dueOn?: LocalDate | null; note?: string; weight?: number };

/** Rounds that wait for the commission, each with its next step. */
async function roundsToMoveOn(tx: Tx, { tenantId, accountId }: Actor, { profile }: RulesInForce, today: LocalDate, isOfficial: boolean): Promise<WorkItem[]> {
  const found = await tx.selection.findMany({
    where: { tenantId, OR: [{ state: { in: ['scheme-submitted', 'scheme-approved', 'reviewing', 'scoring', 'choosing', 'chosen', 'notice'] } }, { state: 'open', closesOn: { lt: toDb(today) } }, { state: 'draft', returnReason: { not: null } }] },
    orderBy: { createdAt: 'asc' },
    take: MOST,
    select: {
      id: true, road: true, purpose: true, body: true, state: true, title: true, closesOn: true, scheme: true, schemeById: true, createdById: true, chosenById: true, returnReason: true,
      applications: { where: { state: { in: ['submitted', 'eligible'] } }, select: { state: true } },
      panel: { where: { state: 'accepted' }, select: { _count: { select: { scores: { where: { state: 'submitted', application: { state: 'eligible' } } } } } } },
      notices: { where: { state: 'running' }, select: { lastDay: true, objections: { select: { state: true, upheld: true } } } },
    },
  });
  return found.flatMap((round): WorkItem[] => {
    const waiting = round.applications.filter((a) => a.state === 'submitted').length;
    const eligible = round.applications.length - waiting;
    const panel = schemeSchema.safeParse(round.scheme).data?.panel ?? null;
    const words = ROAD_WORDS[round.road as Road];
    const article = (stage: SelectionStage) => anewArticle(profile, round.purpose as Purpose) ?? articleOf(profile, stage, round.body);
    const step = stepOf();
    if (!step) return [];
    const { path = '', note, dueOn = null, kind = 'selection', ...rest } = step;
    return [{ key: `round ${round.id}`, kind, href: `/selections/${round.id}${path}`, dueOn, subject: note ? `${round.title}；${note}` : round.title, ...rest, stage: rest.stage || stateWord(round.road as Road, round.state as SelectionState) }];

    function stepOf(): Step | null {
      const base = { stage: '', act: '办理' };
      switch (round.state as SelectionState) {
        case 'draft':
          return [round.schemeById, round.createdById].includes(accountId) ? { ...base, title: '修改退回的工作方案', article: article(hasStage(profile, 'scheme') ? 'scheme' : 'call'), stage: '已退回', note: `退回意见：${round.returnReason}` } : null;
        case 'scheme-submitted':
          return isOfficial && round.schemeById !== accountId ? { ...base, title: `审定${ROADS[round.road as Road]}工作方案`, article: article('scheme'), stage: '待审定', weight: 1 } : null;
        case 'scheme-approved':
          return isOfficial ? { ...base, title: `发布${ROADS[round.road as Road]}公告`, article: article('call'), stage: '待发布' } : null;
        case 'open':
          return { ...base, title: `截止${words.answer}，转入资格审核`, article: article('application'), stage: '已截止', note: `${formatDate(fromDbOrNull(round.closesOn)!)}截止，收到${round.applications.length}份${words.entry}` };
        case 'reviewing':
          if (waiting > 0) return { ...base, title: `审核${words.entry}`, article: article('review'), path: '/applications', kind: 'application', note: `${waiting}份待审核` };
          if (eligible === 0) return { ...base, title: `处理没有合格${words.entry}的一轮`, article: article('review'), path: '/applications' };
          if (!panel) return { ...base, title: '结束资格审核', article: article('review'), path: '/applications' };
          return round.panel.length < panel.size
            ? { ...base, title: '组成评审组', article: panelArticle(profile), path: '/panel', kind: 'panel', stage: '待组成', note: `需要${panel.size}人，已接受${round.panel.length}人` }
            : { ...base, title: '开始评审', article: panelArticle(profile), path: '/panel', kind: 'panel', note: `${eligible}份${words.entry}，${round.panel.length}位评委` };
        case 'scoring':
          if (panel && round.panel.length < panel.size) return { ...base, title: '补足评审组', article: panelArticle(profile), path: '/panel', kind: 'panel', stage: '有空缺', note: `需要${panel.size}人，现有${round.panel.length}人` };
          return round.panel.every((m) => m._count.scores >= eligible) ? { ...base, title: '结束评审', article: panelArticle(profile), path: '/comparison', kind: 'panel', stage: '评分齐全' } : null;
        case 'choosing':
          return isOfficial ? { ...base, title: `${words.choosing}，提出${words.result}`, article: article('choice'), path: '/result', weight: 1 } : null;
        case 'chosen':
          if (!isOfficial || round.chosenById === accountId) return null;
          return profile.notice
            ? { ...base, title: '复核名单，发布公示', article: profile.notice.article, path: '/result', weight: 2 }
            : { ...base, title: '复核并作出决定', article: article('decision'), path: '/result', weight: 2 };
        case 'notice': {
          const notice = round.notices[0];
          if (!notice) return null;
          const open = notice.objections.filter((o) => o.state === 'open').length;
          if (open > 0) return { ...base, title: '核实并答复异议', article: profile.notice?.objection.article ?? article('notice'), path: '/result', kind: 'objection', stage: '办理中', note: `${open}件未办结，办结前不得决定`, weight: 3 };
          if (!isOfficial) return null;
          if (notice.objections.some((o) => o.upheld)) return { ...base, title: '异议成立，终止公示后重新办理', article: profile.notice?.objection.article ?? article('notice'), path: '/result', kind: 'objection', stage: '异议成立', weight: 3 };
          const lastDay = fromDbOrNull(notice.lastDay)!;
          return lastDay < today ? { ...base, title: '公示期满，作出决定', article: article('decision'), path: '/result', stage: '公示期满', note: `公示至${formatDate(lastDay)}，无未办结的异议`, weight: 2 } : null;
        }
        default:
          return null;
      }
    }
  });
}

/** Assessors whom somebody else proposed beside the approved plan. */
async function proposalsToAnswer(tx: Tx, { tenantId, accountId }: Actor, { profile }: RulesInForce): Promise<WorkItem[]> {
  const found = await tx.panelMember.findMany({
    where: { tenantId, state: 'proposed', proposedById: { not: accountId }, selection: { state: { in: ['reviewing', 'scoring'] } } },
    orderBy: { createdAt: 'asc' },
    take: MOST,
    select: { id: true, name: true, proposedByName: true, proposalReason: true, selection: { select: { id: true, title: true } } },
  });
  return found.map((m) => ({
    key: `proposal ${m.id}`, kind: 'panel', href: `/selections/${m.selection.id}/panel?answer=${m.id}#answer`, dueOn: null, title: `审定增补评委${m.name}`,
    subject: `${m.selection.title}；${m.proposedByName ?? ''}提请：${m.proposalReason ?? ''}`, article: panelArticle(profile), stage: '待审定', act: '审定', weight: 1,
  }));
}

/** Centres that lost their host, or wait for a new one, and for which no round has begun. */
async function centresToFill(tx: Tx, tenantId: string, { profile }: RulesInForce): Promise<WorkItem[]> {
  const road = roadsOf(profile)[0];
  if (!profile.structure.host || !road) return [];
  const found = await tx.centre.findMany({
    where: { tenantId, status: { in: ['reselecting', 'without-host'] }, selections: { none: { state: { notIn: ['established', 'cancelled'] } } } },
    orderBy: { code: 'asc' },
    take: MOST,
    select: { id: true, name: true, status: true, specialtyId: true, decisions: { where: { state: 'confirmed' }, orderBy: { decidedAt: 'desc' }, take: 1, select: { result: true } } },
  });
  return found.map((c) => ({
    key: `refill ${c.id}`, kind: 'selection', href: `/selections/new?${new URLSearchParams({ specialty: c.specialtyId, centre: c.id })}`, dueOn: null, title: `启动${profile.vocabulary.host}重新${ROADS[road]}`,
    subject: `${c.name}；${c.status === 'without-host' ? `已没有${profile.vocabulary.host}` : '周期届满，须重新确定'}`,
    article: (c.decisions[0]?.result as { findings?: { article: string }[] } | undefined)?.findings?.[0]?.article ?? anewArticle(profile, 'replace') ?? articleOf(profile, 'call'),
    stage: '待启动', act: '办理', weight: c.status === 'without-host' ? 2 : 1,
  }));
}

/** Hosts whom the authority has to look at anew, from sixty days before the last day on. */
async function hostsToDetermine(tx: Tx, tenantId: string, { profile }: RulesInForce, today: LocalDate): Promise<WorkItem[]> {
  return (await centresDue(tx, tenantId, profile, today, MOST)).map((c) => ({
    key: `redetermine ${c.id}`, kind: 'redetermination', href: `/centres/${c.id}#redetermination`, dueOn: c.due, title: `评估${profile.vocabulary.host ?? '承担单位'}，继续委托或者重新确定`,
    subject: `${c.name}，${c.host}；上次${formatDate(c.last)}确定`, article: profile.redetermination!.article, stage: c.due < today ? '已超期' : '将到期', act: '办理',
  }));
}

/** Handovers that have not ended by their day; the authority may urge them on, or let the term begin. */
async function lateHandovers(tx: Tx, tenantId: string, { profile }: RulesInForce, today: LocalDate): Promise<WorkItem[]> {
  if (!profile.handover) return [];
  const found = await tx.handover.findMany({
    where: { tenantId, state: { in: ['open', 'given'] }, dueOn: { lt: toDb(today) } },
    orderBy: { dueOn: 'asc' },
    take: MOST,
    select: { id: true, state: true, dueOn: true, centre: { select: { name: true } } },
  });
  return found.map((h) => ({
    key: `handover ${h.id}`, kind: 'handover', href: `/handovers/${h.id}`, dueOn: fromDbOrNull(h.dueOn), title: '督促交接，或者批准先行起算',
    subject: `${h.centre.name}；${h.state === 'open' ? '原单位未移交' : '新单位未接收'}`, article: profile.handover!.article, stage: '已逾期', act: '查看',
  }));
}

/** Open calls to which an institution of the actor's has not answered yet. */
async function callsToAnswer(tx: Tx, tenantId: string, { profile }: RulesInForce, houses: string[], today: LocalDate): Promise<WorkItem[]> {
  const day = toDb(today);
  const found = await tx.selection.findMany({
    where: { tenantId, state: 'open', opensOn: { lte: day }, closesOn: { gte: day }, applications: { none: { institutionId: { in: houses }, state: { not: 'withdrawn' } } } },
    orderBy: { closesOn: 'asc' },
    take: MOST,
    select: { id: true, road: true, body: true, title: true, closesOn: true },
  });
  return found.map((r) => ({
    key: `call ${r.id}`, kind: 'application', href: '/applications', dueOn: fromDbOrNull(r.closesOn), title: `决定是否${ROAD_WORDS[r.road as Road].entry}`,
    subject: `${r.title}；${formatDate(fromDbOrNull(r.closesOn)!)}截止`, article: articleOf(profile, 'application', r.body), stage: stateWord(r.road as Road, 'open'), act: '查看',
  }));
}

/** Applications that are begun and not handed in. */
async function applicationsToFinish(tx: Tx, tenantId: string, { profile }: RulesInForce, houses: string[], today: LocalDate): Promise<WorkItem[]> {
  const found = await tx.application.findMany({
    where: { tenantId, state: 'draft', institutionId: { in: houses }, selection: { state: 'open', closesOn: { gte: toDb(today) } } },
    orderBy: { selection: { closesOn: 'asc' } },
    take: MOST,
    select: { id: true, selection: { select: { title: true, road: true, body: true, closesOn: true } } },
  });
  return found.map(({ id, selection }) => ({
    key: `application ${id}`, kind: 'application', href: `/applications/${id}`, dueOn: fromDbOrNull(selection.closesOn), title: `完成并提交${ROAD_WORDS[selection.road as Road].paper}`,
    subject: selection.title, article: articleOf(profile, 'application', selection.body), stage: '草稿', act: '办理',
  }));
}

/** Handovers in which the next hand is the actor's. */
async function handoversToSign(tx: Tx, tenantId: string, { profile }: RulesInForce, houses: string[]): Promise<WorkItem[]> {
  const found = await tx.handover.findMany({
    where: { tenantId, OR: [{ state: 'open', from: { institutionId: { in: houses } } }, { state: 'given', toInstitutionId: { in: houses } }] },
    orderBy: { dueOn: 'asc' },
    take: MOST,
    select: { id: true, state: true, dueOn: true, centre: { select: { name: true } } },
  });
  return found.map((h) => ({
    key: `handover ${h.id}`, kind: 'handover', href: `/handovers/${h.id}`, dueOn: fromDbOrNull(h.dueOn), title: h.state === 'open' ? '填写交接清单并签字移交' : '核对交接清单并签字接收',
    subject: h.centre.name, article: profile.handover?.article ?? profile.instrument.article, stage: h.state === 'open' ? '待移交' : '待接收', act: '办理',
  }));
}

/** Invitations that an assessor has not answered, and sheets that he owes. */
async function panelWork(tx: Tx, { tenantId, accountId }: Actor, { profile }: RulesInForce): Promise<WorkItem[]> {
  const found = await tx.panelMember.findMany({
    where: { tenantId, accountId, OR: [{ state: 'invited', selection: { state: { in: ['reviewing', 'scoring'] } } }, { state: 'accepted', selection: { state: 'scoring' } }] },
    orderBy: { createdAt: 'asc' },
    take: MOST,
    select: {
      id: true, state: true,
      selection: { select: { id: true, title: true, _count: { select: { applications: { where: { state: 'eligible' } } } } } },
      _count: { select: { scores: { where: { state: 'submitted', application: { state: 'eligible' } } } } },
    },
  });
  const article = panelArticle(profile);
  return found.flatMap(({ id, state, selection, _count }): WorkItem[] => {
    const base = { key: `panel ${id}`, kind: 'panel' as const, href: `/reviews/${selection.id}`, dueOn: null, article };
    if (state === 'invited') return [{ ...base, title: '答复评审邀请', subject: `${selection.title}；须声明有无利害关系`, stage: '待答复', act: '答复' }];
    const owed = selection._count.applications - _count.scores;
    return owed > 0 ? [{ ...base, title: '提交评分', subject: `${selection.title}；还有${owed}份申请未提交评分`, stage: '评审中', act: '评审', weight: 1 }] : [];
  });
}
