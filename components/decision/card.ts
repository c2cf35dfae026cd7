import type { Consequence, TestedRule } from '@/components/regulation/decision-card';
import { CHAIR_OUTCOMES, COMMITTEE_OUTCOMES, GRADES, HOST_OUTCOMES, type Grade } from '@/lib/glossary';
import type { CycleDecision } from '@/lib/cycle/evaluate';
import { bodyLabel, postLabel } from '@/lib/regulation/profile';
import { articlesOf } from '@/lib/decision/articles';
import type { DecisionRecord } from '@/lib/decision/data';

/** The rows of the profile's table against the facts: first the one that decides, then those that hold, then the rest. */
export function testedRules(d: DecisionRecord, evidenceOf: (year: number) => Evidence | undefined): TestedRule[] {
  const parsed = d.rules.rulebook.cycle.parse(d.facts, d.onDate);
  if (!parsed.ok) return [];
  const reviewed = d.rules.rulebook.cycle.review(parsed.value);
  const order = [...reviewed].sort((a, b) => Number(b.decides) - Number(a.decides));
  return order.map(({ row, holds, decides }) => ({
    key: row.id,
    article: row.article,
    force: row.force,
    rule: row.label,
    fact: factsOf(row.when, d),
    evidence: yearsOf(row.when, d).flatMap((year) => evidenceOf(year) ?? []),
    result: decides
      ? { severity: row.outcome.host === 'removed' ? 'block' : row.outcome.host === 'continues' || row.outcome.host === 'retained' ? 'ok' : 'warn', word: '触发' }
      : { severity: 'note', word: holds ? '已由前项裁定' : '不适用' },
  }));
}

/** A record that a fact was taken from. */
type Evidence = NonNullable<TestedRule['evidence']>[number];

type When = NonNullable<DecisionRecord['rules']['profile']['cycle']>['rows'][number]['when'];

/** The years whose results a row looks at. */
function yearsOf(when: When, { facts: { results } }: DecisionRecord): number[] {
  const newest = results.at(-1)!;
  if (when.everyInCycle || when.countInCycle || when.resultsInCycle) return results.filter((r) => (r.cycle ?? 1) === (newest.cycle ?? 1)).map((r) => r.year);
  return when.yearBefore ? [newest.year - 1, newest.year] : [newest.year];
}

/** The facts that a row looks at, as they stand in this case. */
function factsOf(when: When, d: DecisionRecord): string {
  const { results, atExpiry, rectification, grounds } = d.facts;
  const newest = results.at(-1)!;
  const before = results.find((r) => r.year === newest.year - 1);
  const inCycle = results.filter((r) => (r.cycle ?? 1) === (newest.cycle ?? 1));
  const count = (grades: readonly Grade[]) => inCycle.filter((r) => grades.includes(r.grade)).length;
  const facts: string[] = [];
  if (when.newest) facts.push(`${newest.year}年度${GRADES[newest.grade]}`);
  if (when.yearBefore) facts.push(before ? `${before.year}年度${GRADES[before.grade]}` : '上一年度无结果');
  if (when.yearBeforeInSameCycle !== undefined && before) facts.push((before.cycle ?? 1) === (newest.cycle ?? 1) ? '同一周期' : '不在同一周期');
  if (when.everyInCycle) facts.push(`${when.everyInCycle.map((g) => GRADES[g]).join('、')} ${count(when.everyInCycle)}次，共${inCycle.length}次`);
  for (const c of when.countInCycle ?? []) facts.push(`${c.grades.map((g) => GRADES[g]).join('、')} ${count(c.grades)}次`);
  if (when.resultsInCycle) facts.push(`周期内${inCycle.length}次结果`);
  if (when.atExpiry !== undefined) facts.push(atExpiry ? '周期届满' : '周期未满');
  if (when.rectification) facts.push(rectification === 'passed' ? '整改通过' : rectification === 'failed' ? '整改未通过' : '无整改结论');
  if (when.grounds) facts.push(grounds === 'quota' ? '等次依据比例' : '等次依据分数');
  return facts.join('，') || `${newest.year}年度${GRADES[newest.grade]}`;
}

/** Who is concerned: the head and the members of the body that heads the centre. */
export interface Concerned {
  head: string | null;
  members: number;
}

/** What an outcome does to host, head and committee, in the jurisdiction's words and with the names of those concerned. */
export function consequencesOf(d: DecisionRecord, outcome: CycleDecision, people: Concerned): Consequence[] {
  const { profile } = d.rules;
  const { host: hostArticle, committee: committeeArticle } = articlesOf(d);
  const head = profile.structure.bodies.find((b) => b.head);
  const host = d.hosting?.institution.name;
  const adverse = outcome.host === 'removed';
  return [
    {
      subject: profile.vocabulary.host ?? '挂靠单位',
      outcome: HOST_OUTCOMES[outcome.host!],
      adverse,
      text: outcome.formerHostMayCompete === null ? (host ?? '') : outcome.formerHostMayCompete ? `${host ?? '原单位'}可以参加遴选` : `${host ?? '原单位'}不得参加本次遴选`,
      article: hostArticle,
    },
    ...(head?.head ? [{ subject: postLabel(profile, head.head), outcome: CHAIR_OUTCOMES[outcome.chair!], adverse: outcome.chair === 'removed' || outcome.chair === 'excluded', text: people.head ?? '空缺', article: hostArticle }] : []),
    ...(head ? [{ subject: bodyLabel(profile, head.body), outcome: COMMITTEE_OUTCOMES[outcome.committee!], adverse: outcome.committee === 'dissolved', text: people.members > 0 ? `成员${people.members}人` : '没有成员', article: committeeArticle }] : []),
    ...(outcome.talk ? [{ subject: '约谈', outcome: '约谈提醒', text: `由${profile.vocabulary.authorityShort}约谈`, article: hostArticle }] : []),
  ];
}
