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

/** A text that does not regulate a question must say so; nothing is inherited from elsewhere. */
function silences(profile: Profile): LintFault[] {
  const faults: LintFault[] = [];
  const says = (question: string, part?: string) => profile.silent.some((s) => s.question === question && (part === undefined || s.part === part));
  if (!profile.cycle && !says('cycle')) faults.push({ path: ['silent'], message: '没有 cycle，也没有写明条文对此未作规定' });
  if (!profile.grades?.byScore && !profile.grades?.byProportion && !says('grades')) faults.push({ path: ['silent'], message: '没有分数线和比例，也没有写明条文对此未作规定' });
  for (const kind of ['head-replacement', 'change-filing']) {
    if (!profile.deadlines.some((d) => d.kind === kind) && !says('deadline', kind)) faults.push({ path: ['silent'], message: `没有期限 ${kind}，也没有写明条文对此未作规定` });
  }
  return faults;
}
