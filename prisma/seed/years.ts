import { gradeByScore } from '../../lib/assessment/grades';
import { sha256 } from '../../lib/audit/chain';
import type { CycleFacts } from '../../lib/cycle/evaluate';
import { STATUS_AFTER, type CentreStatus } from '../../lib/centre/states';
import { isAtExpiry } from '../../lib/cycle/expiry';
import type { Grade, HostOutcome } from '../../lib/glossary';
import { canonicalJson } from '../../lib/kernel/canonical';
import { addDays, addMonths, dateOf, type LocalDate } from '../../lib/kernel/local-date';
import { instant, type AssessmentRow, type CentreRow, type HostingPeriodRow } from './rows';
import { fillSheet, scoreFor } from './scores';
import { yearsOf, type Story } from './stories';
import type { Answer } from '../../lib/regulation/question';
import { ask, type Staff, type TenantFrame } from './tenant-frame';

// The years of a centre: confirmed grades, what followed from them, and this year's assessment.

const COMMENTS: Readonly<Record<Grade, readonly string[]>> = {
  excellent: ['年度计划全部完成，质控指标改善明显，督导和培训覆盖到位', '组织健全，质控标准和通报及时，成员单位反馈好'],
  good: ['主要工作按计划完成，个别指标分析不够深入', '质控活动开展较好，基层指导力度有待加强'],
  qualified: ['基本完成年度任务，资料归档和数据报送有待规范', '完成规定的质控活动，整改复查环节偏弱'],
  unqualified: ['年度计划未完成，全年未组织现场质控，整改无反馈', '质控数据长期缺报，会议和培训未按要求开展'],
};

/** Writes the confirmed years of a centre with the decisions that followed, and gives back the status they leave it in. */
export function recordYears(frame: TenantFrame, centre: CentreRow, story: Story, periods: readonly (HostingPeriodRow | null)[]): CentreStatus {
  const { rows, today, random, profile } = frame;
  const effectiveFrom = profile.instrument.effectiveFrom as LocalDate;
  const results: { cycle: number; year: number; grade: Grade }[] = [];
  const newest = Math.max(...story.grades.keys());
  const recordBegins = Math.min(...story.grades.keys());
  let status: CentreStatus = 'operating';

  story.spells.forEach((spell, i) => {
    const period = periods[i] ?? null;
    const years = yearsOf(spell, today);
    for (const year of years) {
      const grade = story.grades.get(year);
      if (grade === undefined) continue;
      const isPending = story.isPending && year === newest;
      const isLast = spell.dueToEndOn !== null && dateOf(year + 1, 12, 31) > spell.dueToEndOn;
      // A cycle with a year that was never graded is decided once its last day has passed.
      const isShort = isLast && years.some((y) => y > recordBegins && !story.grades.has(y));
      const on = confirmedOn(frame, year, isPending, isLast ? spell.dueToEndOn : null, isShort);
      const assessment = addConfirmed(frame, centre, period, { year, cycle: i + 1, grade, on });
      results.push({ cycle: i + 1, year, grade });

      // Before the regulation its rules decided nothing.
      if (on < effectiveFrom) continue;
      const inCycle = results.filter((r) => r.cycle === i + 1).length;
      const atExpiry = isAtExpiry(profile, inCycle, spell.dueToEndOn, on);
      const facts: CycleFacts = { results: [...results], atExpiry };
      const answer = ask(frame, 'cycle', facts, on);
      const computed = answer.decision as { host: HostOutcome | null };
      if (computed.host === null || (computed.host === 'continues' && answer.findings.length === 0)) continue;

      const otherwise = atExpiry ? story.decidedOtherwise : undefined;
      const outcome = otherwise ? { ...answer.decision, host: otherwise.host, formerHostMayCompete: null } : answer.decision;
      const host = outcome.host as HostOutcome;
      const decidedOn = addDays(on, random.int(2, 8));
      const nextDay = atExpiry ? addDays(spell.dueToEndOn!, 1) : host === 'removed' && spell.endedOn ? addDays(spell.endedOn, 1) : decidedOn;
      const effectiveOn = nextDay > decidedOn ? nextDay : decidedOn;
      const isDecided = !isPending;
      rows.decision.push({
        id: random.id(),
        number: '',
        centreId: centre.id,
        hostingPeriodId: period?.id ?? null,
        assessmentId: assessment.id,
        question: 'cycle',
        onDate: on,
        profileVersionId: frame.profileVersionId,
        facts,
        result: answer,
        digest: decisionDigest({ profile: profile.id, revision: frame.revision, on, facts, result: answer }),
        state: isDecided ? 'confirmed' : 'pending',
        outcome: isDecided ? outcome : null,
        asComputed: isDecided ? !otherwise : null,
        reason: otherwise?.reason ?? null,
        effectiveOn: isDecided ? effectiveOn : null,
        rectifyBy: isDecided && host === 'rectify' ? addMonths(effectiveOn, rectifyMonths(frame, answer)) : null,
        decidedById: isDecided ? frame.official.id : null,
        decidedByName: isDecided ? frame.official.name : null,
        decidedAt: isDecided ? instant(decidedOn, '16:00') : null,
        version: isDecided ? 2 : 1,
        createdAt: instant(on, '15:20'),
      });
      if (isDecided && host !== 'decide' && year === newest) status = STATUS_AFTER[host];
    }
  });

  const last = story.spells.at(-1)!;
  if (story.kind === 'closed') return 'closed';
  // A running host that began after the newest decision has put it behind.
  const isOver = story.spells.length > 1 && !yearsOf(last, today).includes(newest);
  if (last.endedOn !== null && status === 'operating') return story.kind === 'removed' ? 'without-host' : 'reselecting';
  return isOver ? 'operating' : status;
}

/** The digest under which a decision can be verified later. */
export const decisionDigest = ({ profile, revision, on, facts, result }: { profile: string; revision: number; on: string; facts: unknown; result: unknown }): string =>
  sha256(canonicalJson({ profile, revision, on, question: 'cycle', facts, result }));

/** Months for the rectification: what the deciding row says, otherwise half a year, which the authority has set. */
const rectifyMonths = ({ profile }: TenantFrame, { findings }: Answer): number =>
  profile.cycle?.rows.find((row) => `cycle.${row.id}` === findings[0]?.rule)?.rectifyMonths ?? 6;

/** The day in spring on which a year's grade was confirmed; before the host's last day, and some days ago if it is still pending. */
function confirmedOn({ today, random }: TenantFrame, year: number, isPending: boolean, dueToEndOn: LocalDate | null, isShort: boolean): LocalDate {
  if (isPending) return addDays(today, -random.int(3, 16));
  if (isShort && dueToEndOn) return addDays(dueToEndOn, random.int(4, 9));
  const spring = addDays(dateOf(year + 1, 3, 4), random.int(0, 24));
  const beforeEnd = dueToEndOn ? addDays(dueToEndOn, -15) : spring;
  return [spring, beforeEnd, addDays(today, -random.int(20, 26))].reduce((a, b) => (a < b ? a : b));
}

function addConfirmed(
  frame: TenantFrame,
  centre: CentreRow,
  period: HostingPeriodRow | null,
  { year, cycle, grade, on }: { year: number; cycle: number; grade: Grade; on: LocalDate },
): AssessmentRow {
  const { rows, random, official } = frame;
  const by = assessorOf(frame, 0.3);
  const proposed = addDays(on, -random.int(6, 18));
  const row: AssessmentRow = {
    id: random.id(), centreId: centre.id, hostingPeriodId: period?.id ?? null, year, cycle, state: 'confirmed',
    assessorAccountId: by.id, assessorName: by.name, dueOn: addDays(proposed, random.int(1, 12)),
    ...sheet(frame, grade),
    // Where there is a sheet, the score is what is proposed.
    proposedGrade: frame.profile.scoreSheet ? null : grade, comment: random.pick(COMMENTS[grade]), proposedAt: instant(proposed, '17:00'), returnReason: null,
    grade, grounds: frame.profile.grades?.byScore ? 'score' : null,
    confirmedById: official.id, confirmedByName: official.name, confirmedAt: instant(on, '15:20'),
    version: 3, createdAt: instant(addDays(proposed, -random.int(14, 30)), '09:30'),
  };
  rows.assessment.push(row);
  return row;
}

/** A filled-in sheet that comes to the grade, where the profile has a sheet. */
function sheet({ profile, random }: TenantFrame, grade: Grade): Pick<AssessmentRow, 'score' | 'items'> {
  if (!profile.scoreSheet || !profile.grades?.byScore) return { score: null, items: null };
  for (;;) {
    const filled = fillSheet(profile, random, scoreFor(profile, random, grade));
    if (gradeByScore(profile, filled.score) === grade) return filled;
  }
}

const assessorOf = ({ assessor, expert, formerAssessors, random }: TenantFrame, own: number): Staff =>
  random.chance(own) ? assessor : expert && random.chance(0.15) ? expert : random.pick(formerAssessors);

/** A centre that is assessed this year. */
export interface ThisYear {
  centre: CentreRow;
  period: HostingPeriodRow | null;
  cycle: number;
}

/** This year's assessment: waiting for the assessor, or for the official. */
export function addThisYear(frame: TenantFrame, { centre, period, cycle }: ThisYear, year: number, state: 'assigned' | 'proposed' | 'returned', by: Staff, score?: number): void {
  const { rows, random, today, profile } = frame;
  const begun = addDays(today, -random.int(12, 20));
  const base: AssessmentRow = {
    id: random.id(), centreId: centre.id, hostingPeriodId: period?.id ?? null, year, cycle, state,
    assessorAccountId: by.id, assessorName: by.name, dueOn: addDays(today, state === 'assigned' ? random.int(6, 45) : random.int(2, 10)),
    score: null, items: null, proposedGrade: null, comment: null, proposedAt: null, returnReason: null,
    grade: null, grounds: null, confirmedById: null, confirmedByName: null, confirmedAt: null,
    version: 1, createdAt: instant(begun, '09:30'),
  };
  if (state !== 'assigned') {
    const filled = profile.scoreSheet ? fillSheet(profile, random, score ?? 85) : null;
    const grade = filled ? gradeByScore(profile, filled.score)! : random.pick(profile.grades!.list.filter((g) => g !== 'unqualified'));
    Object.assign(base, {
      ...filled, proposedGrade: filled ? null : grade, comment: random.pick(COMMENTS[grade]), proposedAt: instant(addDays(today, -random.int(2, 9)), '16:40'), version: state === 'returned' ? 3 : 2,
      ...(state === 'returned' ? { returnReason: '现场核查记录未上传，请补充后重新报送' } : {}),
    });
  }
  rows.assessment.push(base);
}

/** Numbers the decisions of each year in the order of their days. */
export function numberDecisions({ rows, code }: TenantFrame): void {
  const counts = new Map<string, number>();
  for (const decision of rows.decision.toSorted((a, b) => (a.onDate < b.onDate ? -1 : a.onDate > b.onDate ? 1 : 0))) {
    const year = decision.onDate.slice(0, 4);
    const count = (counts.get(year) ?? 0) + 1;
    counts.set(year, count);
    decision.number = `${code}-CD-${year}-${String(count).padStart(4, '0')}`;
  }
}
