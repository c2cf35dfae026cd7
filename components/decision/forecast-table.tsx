import { ArticleChip } from '@/components/regulation/article-chip';
import { Severity } from '@/components/regulation/severity';
import { Phrases } from '@/components/ui/phrases';
import { DataTable } from '@/components/ui/data-table';
import type { Forecast } from '@/lib/cycle/alternatives';
import { CHAIR_OUTCOMES, GRADES, HOST_OUTCOMES, type Grade } from '@/lib/glossary';
import { postLabel, type Profile } from '@/lib/regulation/profile';

interface ForecastTableProps {
  jurisdiction: string;
  profile: Profile;
  forecast: Forecast;
  /** The grade that stands to be confirmed. */
  proposed?: Grade | null;
}

/** What each grade of a year leads to, each line with its article. */
export function ForecastTable({ jurisdiction, profile, forecast, proposed = null }: ForecastTableProps) {
  const head = profile.structure.bodies.find((b) => b.head)?.head ?? 'chair';
  return (
    <DataTable
      caption={`${forecast.year}年度考核后的去留`}
      rows={forecast.lines}
      rowKey={(l) => l.grades.join()}
      rowClass={(l) => (proposed && l.grades.includes(proposed) ? 'chosen' : undefined)}
      columns={[
        { key: 'grade', head: `${forecast.year}年度若为`, cell: (l) => <>{l.grades.map((g) => GRADES[g]).join('、')}{proposed && l.grades.includes(proposed) && <small className="muted">（拟定）</small>}</>, phone: 'primary' },
        { key: 'host', head: profile.vocabulary.host ?? '', cell: (l) => <Severity severity={l.answer.verdict}>{HOST_OUTCOMES[l.answer.decision.host!]}</Severity>, phone: 'full' },
        { key: 'chair', head: postLabel(profile, head), cell: (l) => <Phrases>{CHAIR_OUTCOMES[l.answer.decision.chair!]}</Phrases> },
        { key: 'compete', head: '原单位遴选', cell: (l) => <span className="nw">{l.answer.decision.formerHostMayCompete === null ? '不需遴选' : l.answer.decision.formerHostMayCompete ? '可以参加' : '不得参加'}</span> },
        { key: 'article', head: '条文', cell: (l) => { const a = l.answer.findings[0]?.article ?? profile.cycle!.rows.at(-1)!.article; return <ArticleChip letter={profile.jurisdiction.letter} article={a} href={`/${jurisdiction}/rules#${encodeURIComponent(a)}`} />; }, phone: 'aside' },
      ]}
    />
  );
}
