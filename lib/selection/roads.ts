import { ROAD_WORDS, type Body, type RoadWords, type SelectionStage } from '../glossary';
import { compareArticles, formatArticle } from '../regulation/citation';
import { bodyLabel, type Profile } from '../regulation/profile';
import type { DraftRow } from './schema';
import type { Named, PlanDraft } from './scheme';
import { PURPOSES, ROADS, SELECTION_STATES, type Purpose, type Road, type SelectionState } from './states';

// Which roads to a centre a text opens, and which of the platform's stages it knows. Read from the steps of the profile, nowhere else.

export type SelectionStep = NonNullable<Profile['selection']>['steps'][number];

/** The steps of the text that are one stage of the road, in their order. */
export const stepsOf = (profile: Profile, stage: SelectionStage): SelectionStep[] => profile.selection?.steps.filter((s) => s.stage === stage) ?? [];

/** Whether the text has this stage. */
export const hasStage = (profile: Profile, stage: SelectionStage): boolean => stepsOf(profile, stage).length > 0;

/** Stages on which one that the text does not name is taken to rest: how a host or members are put forward, otherwise how it is decided. */
const NEAREST: readonly SelectionStage[] = ['application', 'recommendation', 'designation', 'decision', 'call'];

/**
 * The article on which a stage rests: that of its first step, otherwise of the nearest stage that the text names, otherwise of the text as
 * a whole. Of a round for a `body` those steps count that the text writes for it or for all.
 */
export const articleOf = (profile: Profile, stage: SelectionStage, body: string | null = null): string =>
  [stage, ...NEAREST].flatMap((s) => stepsOf(profile, s)).find((s) => body === null || s.body === undefined || s.body === body)?.article ?? profile.instrument.article;

/**
 * The roads that the text opens, the usual one first. Members of groups without a host are recommended. A text that knows
 * neither an application nor a designation leaves the procedure to the authority: both roads to a host are open.
 */
export function roadsOf(profile: Profile): Road[] {
  if (profile.structure.host === null) return hasStage(profile, 'recommendation') ? ['recommendation'] : [];
  const selects = hasStage(profile, 'application');
  const designates = hasStage(profile, 'designation') || (profile.selection?.designation ?? null) !== null;
  if (!selects && !designates) return ['selection', 'designation'];
  return [...(selects ? (['selection'] as const) : []), ...(designates ? (['designation'] as const) : [])];
}

/** What rounds of a jurisdiction are called together, by the usual one of its roads: 遴选, 指定, 推荐. */
export const roundsWord = (profile: Profile): string => ROADS[roadsOf(profile)[0] ?? 'selection'];

/** The words of the usual road, for what belongs to no single round. */
export const usualWords = (profile: Profile): RoadWords => ROAD_WORDS[roadsOf(profile)[0] ?? 'selection'];

/** What the page of a result is called: with a notice only where the text has one. */
export const resultWord = (profile: Profile): string => (profile.notice ? '结果与公示' : '结果与决定');

/** The states that a round can stand in under this text, on whichever of its roads. */
export const statesUnder = (profile: Profile): SelectionState[] => {
  const roads = roadsOf(profile);
  const passed = new Set<SelectionState>(['draft', 'established', 'cancelled', ...roads.flatMap((road) => stagesOf(profile, { road, hasPanel: true, hasOldHost: false, noticeWaived: false }).flatMap((s) => s.states))]);
  return ORDER.filter((state) => (state === 'decided' ? profile.handover !== null : passed.has(state)));
};

/** What the purpose of a round is called: a group without a host is made up or added to, its place is not filled anew. */
export const purposeWord = (profile: Profile, purpose: Purpose): string => (profile.structure.host ? PURPOSES[purpose] : { establish: '组建', replace: '增补调整' }[purpose]);

/** The article on which a panel rests: the work plan that names it, otherwise the choice that it prepares. */
export const panelArticle = (profile: Profile): string => articleOf(profile, hasStage(profile, 'scheme') ? 'scheme' : 'choice');

/** Whether the panel belongs to a work plan that is approved: then the plan names its assessors, and nobody else is invited. */
export const namesPanel = (profile: Profile): boolean => hasStage(profile, 'scheme');

/** Names of the rules that look at an institution's record, as findings and conditions carry them. */
export const recordRules = (profile: Profile): string[] => profile.rules.filter((r) => r.kind === 'host.clean-record').map((r) => `host.${r.id}`);

/** The article of its own that a text has for determining a host anew, for a round that does; undefined without one. */
export const anewArticle = (profile: Profile, purpose: Purpose): string | undefined => (purpose === 'replace' ? profile.redetermination?.anew : undefined);

/** The article of the shorter road, by what the round is for; that of the text as a whole where it is not named. */
export const designationArticle = (profile: Profile, purpose: Purpose): string => anewArticle(profile, purpose) ?? profile.selection?.designation?.article ?? articleOf(profile, 'designation');

/** A stage of a round as its head shows it: the states in which it is under way. */
export interface RoundStage {
  id: 'scheme' | 'call' | 'application' | 'review' | 'scoring' | 'choice' | 'notice' | 'decision' | 'handover';
  label: string;
  states: readonly SelectionState[];
}

/** The stages that a round of this road passes under this text, in their order. A panel, a notice and a handover only where there are any. */
export function stagesOf(profile: Profile, { road, hasPanel, hasOldHost, noticeWaived }: { road: Road; hasPanel: boolean; hasOldHost: boolean; noticeWaived: boolean }): RoundStage[] {
  const end: RoundStage[] = [
    ...(profile.notice && !noticeWaived ? [{ id: 'notice' as const, label: '公示', states: ['notice' as const] }] : []),
    { id: 'decision', label: '决定', states: hasOldHost ? [] : ['decided'] },
    ...(hasOldHost ? [{ id: 'handover' as const, label: '交接', states: ['decided' as const] }] : []),
  ];
  if (road === 'designation') return [{ id: 'choice', label: '提出指定', states: ['draft', 'chosen'] }, ...end];
  const plans = hasStage(profile, 'scheme');
  return [
    ...(plans ? [{ id: 'scheme' as const, label: '审定方案', states: ['draft' as const, 'scheme-submitted' as const] }] : []),
    { id: 'call', label: '发布公告', states: plans ? ['scheme-approved'] : ['draft'] },
    { id: 'application', label: road === 'selection' ? '单位申请' : '推荐人选', states: ['open'] },
    { id: 'review', label: '资格审核', states: ['reviewing'] },
    ...(road === 'selection' && hasPanel ? [{ id: 'scoring' as const, label: '专家评审', states: ['scoring' as const] }] : []),
    { id: 'choice', label: road === 'selection' ? '择优确定' : ROAD_WORDS[road].choosing, states: ['choosing', 'chosen'] },
    ...end,
  ];
}

const ORDER = Object.keys(SELECTION_STATES) as SelectionState[];

/** How far a stage has come in a state: of a terminated round what has a date is done and nothing is under way. */
export function standingOf(stage: RoundStage, state: SelectionState, dated: boolean): 'done' | 'now' | 'todo' {
  if (state === 'established') return 'done';
  if (state === 'cancelled') return dated ? 'done' : 'todo';
  if (stage.states.includes(state)) return 'now';
  if (stage.id === 'decision') return ORDER.indexOf(state) >= ORDER.indexOf('decided') ? 'done' : 'todo';
  return ORDER.indexOf(state) > ORDER.indexOf(stage.states.at(-1)!) ? 'done' : 'todo';
}

/** What a round is called before anybody has called it otherwise. */
export function titleOf(profile: Profile, { road, purpose, name, body }: { road: Road; purpose: Purpose; name: string; body: Body | null }): string {
  if (road === 'recommendation') return `关于推荐${name}${body ? bodyLabel(profile, body) : ''}成员的公告`;
  const host = profile.vocabulary.host ?? '承担单位';
  return `关于${purpose === 'replace' ? '重新' : ''}${road === 'designation' ? '指定' : '遴选'}${name}${host}的${road === 'designation' ? '决定' : '公告'}`;
}

/** A condition of the call with the article on which it rests. */
interface CallLine {
  text: string;
  article: string;
}

/** One line for each, in the order of the text, each ending with its article in brackets. */
export const asLines = (profile: Profile, lines: readonly CallLine[]): string =>
  lines.toSorted((a, b) => compareArticles(a.article, b.article)).map(({ text, article }) => `${text}（${formatArticle(article, profile.instrument.annexes)}）`).join('\n');

/** The lines of a text of the call; what ends with an article that the profile cites has it apart, so that it can stand as a chip. */
export function citedLines(profile: Profile, text: string): { text: string; article: string | null }[] {
  const articles = [
    ...profile.rules.map((r) => r.article), ...profile.sanctions.map((s) => s.article), ...(profile.selection?.steps ?? []).map((s) => s.article),
    ...(profile.applicationForm ? [profile.applicationForm.article, ...profile.applicationForm.sections.flatMap((s) => s.fields.map((f) => f.article))] : []),
  ];
  const words = [...new Set(articles)].map((article) => ({ article, words: `（${formatArticle(article, profile.instrument.annexes)}）` })).sort((a, b) => b.words.length - a.words.length);
  return text.split('\n').map((line) => line.trim()).filter(Boolean).map((line) => {
    const cited = words.find((w) => line.endsWith(w.words));
    return cited ? { text: line.slice(0, -cited.words.length).trim(), article: cited.article } : { text: line, article: null };
  });
}

/** The materials of the call: the fields of the form that the text prescribes; otherwise what is filled in on the platform. */
export function proposedMaterials(profile: Profile, road: Road): string {
  const form = road === 'selection' ? profile.applicationForm : null;
  if (!form) return `${ROAD_WORDS[road].paper}，在本平台填写${road === 'recommendation' ? '，每人一份' : ''}`;
  return asLines(profile, form.sections.flatMap((s) => s.fields.filter((f) => f.required).map((f) => ({ text: f.label, article: f.article }))));
}

/** How applications are judged under a work plan, as its procedure says it; nothing where they are compared without a panel. */
const judgedBy = (panel: PlanDraft['panel']): string | null => (panel ? (panel.defence === false ? '专家评审' : '答辩和专家评审') : null);

/** The procedure of a work plan, from the stages of the text and from whether it has a panel and a defence. */
export function proposedProcedure(profile: Profile, road: Road, panel: PlanDraft['panel']): string {
  const stages = stagesOf(profile, { road, hasPanel: false, hasOldHost: false, noticeWaived: false }).filter((s) => s.id !== 'scheme' && s.id !== 'call');
  const judged = judgedBy(panel);
  return stages.flatMap((s) => (s.id === 'review' && judged ? [s.label, judged] : [s.label])).map((label, i) => `${i + 1}. ${label}`).join('\n');
}

/** Words of a procedure that speak of a judging which the plan does not have: `答辩` without one, `评审` without a panel. */
export const unplannedWords = (procedure: string, panel: PlanDraft['panel']): string[] =>
  [...(panel ? [] : ['评审']), ...(panel && panel.defence !== false ? [] : ['答辩'])].filter((word) => procedure.includes(word));

/** Full points that a proposed rubric adds up to. */
const PROPOSED_POINTS = 100;

/** A work plan to begin with: the procedure from the stages of the text, the rubric from what it leaves to judgement. To be edited. */
export function proposedScheme(profile: Profile, road: Road): { procedure: string; panel: { size: number; aggregate: 'mean'; outlierPercent: number; items: DraftRow[]; defence: boolean; assessors: Named[] } | null } {
  const labels = [...stepsOf(profile, 'judgement').map((s) => s.label.replace(/^认定/, '')), '人员、场所、设备和经费保障', '质控工作思路与计划'];
  const each = Math.floor(PROPOSED_POINTS / labels.length / 5) * 5;
  const items = labels.map((label, i) => ({ id: `item-${i + 1}`, label, points: i === 0 ? PROPOSED_POINTS - each * (labels.length - 1) : each, guide: '' }));
  const panel = road === 'selection' ? { size: 5, aggregate: 'mean' as const, outlierPercent: 20, items, defence: true, assessors: [] } : null;
  return { procedure: proposedProcedure(profile, road, panel), panel };
}
