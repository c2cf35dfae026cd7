import { GRADES, HOST_OUTCOMES, type Body, type Grade } from '../glossary';
import { dateInChina } from '../kernel/clock';
import type { LocalDate } from '../kernel/local-date';
import { fromDb } from '../db/dates';
import type { CentreFile } from './data';
import type { CommitteeRecord } from '../committee/data';
import type { listDecisions } from '../decision/data';
import { bodyLabel, type Profile } from '../regulation/profile';

/** One entry of a centre's story. */
export interface TimelineEntry {
  on: LocalDate;
  title: string;
  text?: string;
  by?: string;
  tone?: 'now' | 'warn';
  /** The article on which it rests, where the text has one. */
  article?: string;
  /** Where its record stands, below the jurisdiction's own path. */
  href?: string;
}

interface Story {
  centre: CentreFile;
  committees: readonly CommitteeRecord[];
  decisions: Awaited<ReturnType<typeof listDecisions>>;
  assessments: readonly { id: string; year: number; state: string; grade: string | null; confirmedAt: Date | null; confirmedByName: string | null }[];
  redeterminations: readonly { decidedOn: LocalDate; documentNumber: string; reason: string; decidedByName: string; selectionId: string | null }[];
  changes: readonly { id: string; kind: string; state: string; submittedAt: Date | null; decidedAt: Date | null; decidedByName: string | null; proposedByName: string; opinion: string | null; effectiveOn: Date; _count: { entries: number; departures: number }; committee: { body: string; cohort: number } }[];
}

/** What happened to a centre, newest first, derived from its records and told in the words of its jurisdiction. */
export function centreTimeline({ centre, committees, decisions, assessments, changes, redeterminations }: Story, profile: Profile): TimelineEntry[] {
  const entries: TimelineEntry[] = [{ on: centre.openedOn, title: '设立', text: centre.name }];
  const { host, hostCycle } = profile.structure;
  const hostArticle = hostCycle?.article ?? host?.article;
  const bodyArticle = (body: string) => {
    const article = profile.structure.bodies.find((b) => b.body === body)?.article;
    return article ? { article } : {};
  };
  for (const h of centre.hosting) {
    entries.push({ on: h.startsOn, title: `确定${h.institution.name}为挂靠单位`, ...(hostCycle ? { text: `第${h.cycle}个管理周期` } : {}), ...(hostArticle ? { article: hostArticle } : {}) });
    if (h.endedOn) entries.push({ on: h.endedOn, title: `${h.institution.name}挂靠结束`, ...(h.endReason ? { text: h.endReason } : {}) });
  }
  for (const c of committees) if (c.endedOn) entries.push({ on: c.endedOn, title: `第${c.cohort}届${bodyLabel(profile, c.body)}结束`, ...(c.endReason ? { text: c.endReason } : {}), ...(c.endArticle ? { article: c.endArticle } : bodyArticle(c.body)) });
  for (const a of assessments) {
    if (a.state === 'confirmed' && a.confirmedAt) entries.push({ on: dateInChina(a.confirmedAt), title: `确认等次：${GRADES[a.grade as Grade]}`, text: `${a.year}年度`, ...(a.confirmedByName ? { by: a.confirmedByName } : {}), ...(profile.grades ? { article: profile.grades.article } : {}), href: `/assessments/${a.id}` });
  }
  for (const d of decisions) {
    const host = (d.outcome ?? d.result.decision).host;
    if (!host) continue;
    const record = { article: d.result.findings[0]?.article ?? profile.cycle?.article ?? profile.instrument.article, href: `/decisions/${d.id}` };
    entries.push(
      d.state === 'confirmed'
        ? { on: d.effectiveOn ?? d.onDate, title: `裁定：${HOST_OUTCOMES[host]}`, text: `${d.number}，${d.assessment.year}年度${d.asComputed ? '' : '，另行裁定'}`, ...(d.decidedByName ? { by: d.decidedByName } : {}), ...record }
        : { on: d.onDate, title: `待裁定：${HOST_OUTCOMES[host]}`, text: d.number, tone: 'now', ...record },
    );
  }
  for (const r of redeterminations) {
    entries.push({
      on: r.decidedOn, title: r.selectionId ? '定期评估：重新确定' : '定期评估：继续委托', text: `${r.documentNumber}，${r.reason}`, by: r.decidedByName,
      ...(profile.redetermination ? { article: (r.selectionId ? profile.redetermination.anew : undefined) ?? profile.redetermination.article } : {}), ...(r.selectionId ? { href: `/selections/${r.selectionId}` } : {}),
    });
  }
  for (const c of changes) {
    const name = bodyLabel(profile, c.committee.body as Body);
    const record = { ...bodyArticle(c.committee.body), href: `/centres/${centre.id}/rosters/${c.id}` };
    if (c.state === 'approved' && c.decidedAt) {
      entries.push({
        on: fromDb(c.effectiveOn), title: `审定${name}名单`, text: `${c._count.entries}人${c._count.departures ? `，偏离${c._count.departures}项` : ''}`,
        ...(c.decidedByName ? { by: c.decidedByName } : {}), ...(c._count.departures ? { tone: 'warn' as const } : {}), ...record,
      });
    } else if (c.state === 'submitted' && c.submittedAt) {
      entries.push({ on: dateInChina(c.submittedAt), title: `报送${name}名单`, text: `${c._count.entries}人，待审定`, by: c.proposedByName, tone: 'now', ...record });
    } else if (c.state === 'returned' && c.decidedAt) {
      entries.push({ on: dateInChina(c.decidedAt), title: `退回${name}名单`, ...(c.opinion ? { text: c.opinion } : {}), ...(c.decidedByName ? { by: c.decidedByName } : {}), tone: 'now', ...record });
    }
  }
  return entries.sort((a, b) => (a.on < b.on ? 1 : a.on > b.on ? -1 : 0));
}
