import { GRADES } from '../glossary';
import type { CycleRow, Profile, Setting } from './profile';

/** Something in a profile that its schema accepts and that cannot be right. */
export interface LintFault {
  path: (string | number)[];
  message: string;
}

/** Looks for what no schema sees: limits nobody can keep, gaps and overlaps, sums, duplicates, rows never reached. */
export function lintProfile(profile: Profile & { rules: Setting[] }): LintFault[] {
  return [
    ...duplicates(profile.rules.map((r) => r.id), ['rules'], '规则编号'),
    ...duplicates((profile.cycle?.rows ?? []).map((r) => r.id), ['cycle', 'rows'], '判定行编号'),
    ...duplicates(profile.structure.bodies.map((b) => b.body), ['structure', 'bodies'], '机构'),
    ...limits(profile),
    ...bands(profile),
    ...shares(profile),
    ...sheet(profile),
    ...cycle(profile),
    ...deadlines(profile),
    ...named(profile),
    ...references(profile),
    ...contradictions(profile),
    ...softWords(profile),
    ...silences(profile),
  ];
}

function duplicates(ids: readonly (string | number)[], path: (string | number)[], what: string): LintFault[] {
  return ids.flatMap((id, i) => (ids.indexOf(id) < i ? [{ path: [...path, i], message: `${what} ${id} 重复` }] : []));
}

/** Limits that no list can keep. */
function limits({ rules }: { rules: Setting[] }): LintFault[] {
  const faults: LintFault[] = [];
  rules.forEach((rule, i) => {
    const { min, max, post } = rule as { min?: number; max?: number; post?: string };
    if (min !== undefined && max !== undefined && min > max) faults.push({ path: ['rules', i, 'min'], message: `下限 ${min} 大于上限 ${max}，任何名单都不能满足` });
    if (rule.kind !== 'committee.outside-deputies') return;
    const cap = rules.find((r) => r.kind === 'committee.post-count' && r.post === 'vice-chair') as { max?: number; article?: string } | undefined;
    if (cap?.max !== undefined && min! > cap.max) {
      faults.push({ path: ['rules', i, 'min'], message: `要求外单位副主任委员至少 ${min} 人，而副主任委员至多 ${cap.max} 人，不能满足` });
    } else if (min! > 1 && !rule.reading) {
      faults.push({ path: ['rules', i], message: `副主任委员少于 ${min} 人时无法满足“至少 ${min} 人来自外单位”，须在 reading 中写明采用的读法` });
    }
    if (post !== undefined) faults.push({ path: ['rules', i, 'post'], message: '此种规则不指定职务' });
  });
  return faults;
}

function bands({ grades }: Profile): LintFault[] {
  const faults: LintFault[] = [];
  const byScore = grades?.byScore;
  if (!grades || !byScore) return faults;
  const at = ['grades', 'byScore', 'bands'];
  byScore.bands.forEach((band, i) => {
    const better = byScore.bands[i - 1];
    if (!grades.list.includes(band.grade)) faults.push({ path: [...at, i], message: `等次 ${GRADES[band.grade]} 不在 grades.list 中` });
    if (better && band.from >= better.from) faults.push({ path: [...at, i, 'from'], message: `分数段重叠：${GRADES[band.grade]} 自 ${band.from} 分起，不低于上一等次的 ${better.from} 分` });
    const printed = byScore.printedTo?.[band.grade];
    if (better && printed !== undefined && printed >= better.from) faults.push({ path: ['grades', 'byScore', 'printedTo'], message: `分数段重叠：${GRADES[band.grade]} 印至 ${printed} 分，上一等次自 ${better.from} 分起` });
    if (better && printed !== undefined && printed < better.from - 1e-9 && !byScore.reading) {
      faults.push({ path: ['grades', 'byScore', 'printedTo'], message: `分数段有空隙：${printed} 分与 ${better.from} 分之间没有等次，须在 reading 中写明采用的读法` });
    }
  });
  if (byScore.bands.at(-1)!.from > 0) faults.push({ path: [...at, byScore.bands.length - 1, 'from'], message: `分数段有空隙：${byScore.bands.at(-1)!.from} 分以下没有等次` });
  if (byScore.bands[0]!.from > byScore.maximum) faults.push({ path: [...at, 0, 'from'], message: `最高等次自 ${byScore.bands[0]!.from} 分起，超过满分 ${byScore.maximum} 分` });
  return faults;
}

function shares({ grades }: Profile): LintFault[] {
  const proportion = grades?.byProportion;
  if (!proportion) return [];
  const sum = proportion.shares.reduce((n, s) => n + s.percent, 0);
  const faults: LintFault[] = Math.abs(sum - 100) > 1e-9 ? [{ path: ['grades', 'byProportion', 'shares'], message: `各等次比例合计 ${sum}%，应为 100%` }] : [];
  if (grades.byScore && grades.onConflict === 'open' && !proportion.reading) {
    faults.push({ path: ['grades', 'byProportion'], message: '分数线与比例并存，须在 reading 中写明不一致时如何处理' });
  }
  return faults;
}

function sheet({ scoreSheet, grades }: Profile): LintFault[] {
  if (!scoreSheet) return [];
  const faults: LintFault[] = [];
  scoreSheet.sections.forEach((section, i) => {
    const sum = section.items.reduce((n, item) => n + item.points, 0);
    if (Math.abs(sum - section.points) > 1e-9) faults.push({ path: ['scoreSheet', 'sections', i, 'points'], message: `“${section.title}”各项合计 ${sum} 分，应为 ${section.points} 分` });
  });
  const total = scoreSheet.sections.reduce((n, s) => n + s.points, 0);
  if (grades?.byScore && Math.abs(total - grades.byScore.maximum) > 1e-9) faults.push({ path: ['scoreSheet'], message: `评分表合计 ${total} 分，满分应为 ${grades.byScore.maximum} 分` });
  const numbers = scoreSheet.sections.flatMap((s) => s.items.map((item) => item.number));
  return [...faults, ...duplicates(numbers, ['scoreSheet', 'sections'], '评分项')];
}

function cycle({ cycle: table, grades }: Profile): LintFault[] {
  if (!table) return [];
  const faults: LintFault[] = [];
  table.rows.forEach((row, i) => {
    if (i === table.rows.length - 1 && Object.keys(row.when).length > 0) faults.push({ path: ['cycle', 'rows', i, 'when'], message: '最后一行须无条件适用，否则有的历史没有结论' });
    const earlier = table.rows.slice(0, i).find((r) => covers(r.when, row.when));
    if (earlier) faults.push({ path: ['cycle', 'rows', i, 'when'], message: `此行永远不会用到：凡适用此行的，前面的 ${earlier.id} 已先适用` });
    const { host, formerHostMayCompete } = row.outcome;
    const decides = host === 'removed' || host === 'reselect';
    if (decides !== (formerHostMayCompete !== null)) faults.push({ path: ['cycle', 'rows', i, 'outcome'], message: `结论 ${host} ${decides ? '须' : '不得'}写明原挂靠单位可否参与` });
    const { newest, yearBefore, everyInCycle, countInCycle } = row.when;
    for (const grade of [newest, yearBefore, everyInCycle, ...(countInCycle ?? []).map((c) => c.grades)].flatMap((list) => list ?? [])) {
      if (grades && !grades.list.includes(grade)) faults.push({ path: ['cycle', 'rows', i, 'when'], message: `等次 ${grade} 不在 grades.list 中` });
    }
  });
  return faults;
}

type When = CycleRow['when'];
type Range = { atLeast?: number | undefined; atMost?: number | undefined };

const within = (inner: Range, outer: Range): boolean =>
  (inner.atLeast ?? 0) >= (outer.atLeast ?? 0) && (inner.atMost ?? Infinity) <= (outer.atMost ?? Infinity);
const subset = (inner: readonly string[] | undefined, outer: readonly string[]): boolean => inner !== undefined && inner.every((value) => outer.includes(value));

/** Whether every history that meets `narrow` plainly meets `wide` too, part by part. */
function covers(wide: When, narrow: When): boolean {
  const { newest, yearBefore, everyInCycle, resultsInCycle, countInCycle, ...equal } = wide;
  return (
    Object.entries(equal).every(([key, value]) => value === undefined || narrow[key as keyof typeof equal] === value) &&
    (!newest || subset(narrow.newest, newest)) &&
    (!yearBefore || subset(narrow.yearBefore, yearBefore)) &&
    (!everyInCycle || subset(narrow.everyInCycle, everyInCycle)) &&
    (!resultsInCycle || (narrow.resultsInCycle !== undefined && within(narrow.resultsInCycle, resultsInCycle))) &&
    (countInCycle ?? []).every((outer) => (narrow.countInCycle ?? []).some((inner) => subset(inner.grades, outer.grades) && subset(outer.grades, inner.grades) && within(inner, outer)))
  );
}

const deadlines = ({ deadlines: list }: Profile): LintFault[] => duplicates(list.map((d) => d.kind), ['deadlines'], '期限');

/** Names that are given twice inside one list. */
function named(profile: Profile): LintFault[] {
  const { duties: dutyList, approvals, prohibitions, sanctions, conduct, selection, applicationForm, handover } = profile;
  const ids = (list: readonly { id: string }[]) => list.map((entry) => entry.id);
  return [
    ...duplicates(ids(dutyList), ['duties'], '职责编号'),
    ...duplicates(ids(approvals), ['approvals'], '事前程序编号'),
    ...duplicates(ids(prohibitions), ['prohibitions'], '禁止事项编号'),
    ...duplicates(ids(sanctions), ['sanctions'], '限制编号'),
    ...duplicates(ids(conduct), ['conduct'], '后果编号'),
    ...duplicates(ids(selection?.steps ?? []), ['selection', 'steps'], '步骤编号'),
    ...duplicates(ids(selection?.changes ?? []), ['selection', 'changes'], '调整编号'),
    ...duplicates(ids(handover?.items ?? []), ['handover', 'items'], '交接事项编号'),
    ...duplicates(ids(applicationForm?.sections.flatMap((section) => section.fields) ?? []), ['applicationForm', 'sections'], '申请书栏目'),
    // The command names a finding by its question and id: an item and a row of one name could not be told apart.
    ...duplicates([...ids(prohibitions), ...ids(conduct)], ['conduct'], '禁止事项与后果的编号').slice(0, 1),
  ];
}

/** What a part of the profile names must be there. */
function references(profile: Profile): LintFault[] {
  const faults: LintFault[] = [];
  const sanctions = new Set(profile.sanctions.map((sanction) => sanction.id));
  profile.conduct.forEach((row, i) => {
    if (row.sanction !== undefined && !sanctions.has(row.sanction)) faults.push({ path: ['conduct', i, 'sanction'], message: `没有限制 ${row.sanction}` });
    if (row.when.breach === 'prohibited' && profile.prohibitions.length === 0) faults.push({ path: ['conduct', i, 'when'], message: '没有禁止事项，此行永远不会用到' });
    if (row.outcome.host !== undefined && !profile.structure.host) faults.push({ path: ['conduct', i, 'outcome'], message: '本辖区没有挂靠单位，后果不能写 host' });
  });
  const duties = new Map(profile.duties.map((duty) => [duty.id, duty.measure.type]));
  (profile.scoreSheet?.sections ?? []).forEach((section, i) =>
    section.items.forEach((item, j) => {
      const { deduct } = item;
      const named = deduct.type === 'per-missing' && deduct.duty !== undefined ? [deduct.duty] : deduct.type === 'per-late' ? deduct.duties : [];
      const at = ['scoreSheet', 'sections', i, 'items', j, 'deduct'];
      for (const id of named) {
        const type = duties.get(id);
        if (type === undefined) faults.push({ path: at, message: `没有职责 ${id}` });
        else if (deduct.type === 'per-late' ? type !== 'filing' : type !== 'count' && type !== 'quarterly') faults.push({ path: at, message: `职责 ${id} 不能用来计算此项扣分` });
      }
      if (deduct.type === 'by-rank') {
        deduct.bands.forEach((band, k) => {
          const before = deduct.bands[k - 1];
          if (before && (band.upTo <= before.upTo || band.points >= before.points)) faults.push({ path: [...at, 'bands', k], message: `名次段应由高到低：前${band.upTo}%得${band.points}分与前一段冲突` });
          if (band.points > item.points) faults.push({ path: [...at, 'bands', k], message: `名次段得${band.points}分，超过本项${item.points}分` });
        });
      }
      if (deduct.type === 'discretionary' && (deduct.to ?? 0) > item.points) faults.push({ path: at, message: `至多扣${deduct.to}分，超过本项${item.points}分` });
      if (deduct.type === 'discretionary' && (deduct.from ?? 0) > (deduct.to ?? Infinity)) faults.push({ path: at, message: `至少扣${deduct.from}分，多于至多扣${deduct.to}分` });
    }),
  );
  return faults;
}

/** Numbers that no year can keep together, and dates that cannot be. */
function contradictions(profile: Profile): LintFault[] {
  const faults: LintFault[] = [];
  const { effectiveFrom, effectiveTo } = profile.instrument;
  if (effectiveTo !== null && effectiveTo < effectiveFrom) faults.push({ path: ['instrument', 'effectiveTo'], message: `失效日 ${effectiveTo} 早于施行日 ${effectiveFrom}` });
  profile.duties.forEach(({ measure }, i) => {
    if (measure.type !== 'count') return;
    const least = Math.max(measure.min ?? 0, ...profile.duties.map((d) => (d.measure.type === 'count' && d.measure.of === measure.of ? (d.measure.min ?? 0) : 0)));
    if (measure.max !== undefined && least > measure.max) faults.push({ path: ['duties', i, 'measure'], message: `至少 ${least} 次与不超过 ${measure.max} 次不能同时满足` });
  });
  const meetings = profile.duties.reduce((n, { measure }) => (measure.type === 'count' && measure.of === 'committeeMeetings' ? Math.max(n, measure.min ?? 0) : n), 0);
  profile.approvals.forEach((approval, i) => {
    if (approval.steps.length === 0 && !approval.planned && approval.perYear === undefined) faults.push({ path: ['approvals', i], message: '既无步骤，也无计划和次数要求，不起作用' });
    if (approval.perYear !== undefined && approval.activities.includes('meeting') && meetings > approval.perYear) faults.push({ path: ['approvals', i, 'perYear'], message: `会议每年不超过 ${approval.perYear} 次，而职责要求至少 ${meetings} 次，不能同时满足` });
  });
  return faults;
}

// 原则上 and its like leave room to depart with a reason; a mandatory statement gives nobody the power to do so.
const SOFT = /原则上|一般不|一般应|优先|尽量|可适当/;

/** Soft words under a force from which nobody may depart. */
function softWords(profile: Profile & { rules: Setting[] }): LintFault[] {
  const check = (list: readonly { label: string; force: string }[], path: string[]) =>
    list.flatMap(({ label, force }, i) => (force === 'mandatory' && SOFT.test(label) ? [{ path: [...path, i, 'force'], message: `“${label}”用语留有余地，效力为强制则无从说明理由偏离，应为 in-principle` }] : []));
  return [
    ...check(profile.rules, ['rules']),
    ...check(profile.duties, ['duties']),
    ...check(profile.approvals, ['approvals']),
    ...check(profile.selection?.steps ?? [], ['selection', 'steps']),
  ];
}

/** A text that does not regulate a question must say so; nothing is inherited from elsewhere. */
function silences(profile: Profile): LintFault[] {
  const faults: LintFault[] = [];
  const says = (question: string, part?: string) => profile.silent.some((s) => s.question === question && (part === undefined || s.part === part));
  if (!profile.cycle && !says('cycle')) faults.push({ path: ['silent'], message: '没有 cycle，也没有写明条文对此未作规定' });
  if (!profile.grades?.byScore && !profile.grades?.byProportion && !says('grades')) faults.push({ path: ['silent'], message: '没有分数线和比例，也没有写明条文对此未作规定' });
  const rules = (question: string) => profile.rules.some((rule) => rule.kind.startsWith(`${question}.`));
  const spoken: [string, boolean][] = [
    ['centre', rules('centre')],
    ['host', rules('host') || profile.sanctions.length > 0],
    ['notice', profile.notice !== null],
    ['conduct', profile.conduct.length > 0 || profile.prohibitions.length > 0],
    ['activity', profile.approvals.length > 0],
    ['year', profile.duties.some(({ measure }) => measure.type !== 'standing' && measure.type !== 'occasion')],
  ];
  for (const [question, speaks] of spoken) {
    if (!speaks && !says(question)) faults.push({ path: ['silent'], message: `没有关于 ${question} 的规定，也没有写明条文对此未作规定` });
  }
  for (const kind of ['head-replacement', 'change-filing']) {
    if (!profile.deadlines.some((d) => d.kind === kind) && !says('deadline', kind)) faults.push({ path: ['silent'], message: `没有期限 ${kind}，也没有写明条文对此未作规定` });
  }
  return faults;
}
