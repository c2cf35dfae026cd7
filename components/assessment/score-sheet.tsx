import { FormPoints, FormReason } from '@/components/form/command-form';
import { ArticleChip } from '@/components/regulation/article-chip';
import { Phrases } from '@/components/ui/phrases';
import type { SheetScores } from '@/lib/assessment/sheet';
import type { Profile } from '@/lib/regulation/profile';
import { SectionTotal } from './sheet-total';

interface ScoreSheetProps {
  sheet: NonNullable<Profile['scoreSheet']>;
  scores: SheetScores;
  editable: boolean;
  letter: string;
  articleHref: (article: string) => string;
}

/** What the server has of a sheet, by form field. */
export const keptFields = (sheet: NonNullable<Profile['scoreSheet']>, scores: SheetScores): Record<string, string> =>
  Object.fromEntries(sheet.sections.flatMap((s) => s.items).flatMap((i) => [
    [`points-${i.number}`, scores[i.number] ? String(scores[i.number]!.points) : ''], [`reason-${i.number}`, scores[i.number]?.reason ?? ''],
  ]));

/** The score sheet of a profile: what each item is worth and under which article, what was given, why points are lost. */
export function ScoreSheet({ sheet, scores, editable, letter, articleHref }: ScoreSheetProps) {
  const sum = (items: readonly { number: number }[]) => Math.round(items.reduce((n, i) => n + (scores[i.number]?.points ?? 0), 0) * 10) / 10;
  const kept = keptFields(sheet, scores);
  return (
    <table role="table" className="tbl sheet">
      <caption className="vh">考核评分表</caption>
      <thead role="rowgroup">
        <tr role="row">
          <th role="columnheader" scope="col" className="no">序号</th>
          <th role="columnheader" scope="col" className="it">指标</th>
          <th role="columnheader" scope="col" className="num mx">分值</th>
          <th role="columnheader" scope="col" className="pf">评分标准</th>
          <th role="columnheader" scope="col" className="num as">考核</th>
          <th role="columnheader" scope="col" className="rs">扣分理由</th>
        </tr>
      </thead>
      <tbody role="rowgroup">
        {sheet.sections.map((section) => [
          <tr key={section.title} className="gh" role="row">
            <th role="rowheader" scope="rowgroup" colSpan={2}>{section.title}</th>
            <td role="cell" className="num mx">{section.points}</td>
            <td role="cell" className="pf" />
            <td role="cell" className="num as">{editable ? <SectionTotal items={section.items.map(({ number, points }) => ({ number, points }))} kept={kept} /> : section.items.some((i) => scores[i.number]) ? sum(section.items) : ''}</td>
            <td role="cell" className="rs" />
          </tr>,
          ...section.items.map((item) => {
            const score = scores[item.number];
            return (
              <tr key={item.number} role="row">
                <td role="cell" className="no">{item.number}</td>
                <td role="cell" className="it">{item.title}<div><ArticleChip letter={letter} article={item.article} href={articleHref(item.article)} /></div></td>
                <td role="cell" className="num mx">{item.points}</td>
                <td role="cell" className="pf"><Phrases>{item.standard}</Phrases><small>依据：{item.evidence.join('、')}</small></td>
                <td role="cell" className="num as" data-max={`/ ${item.points}`}>
                  {editable ? <FormPoints name={`points-${item.number}`} label={`第${item.number}项得分`} max={item.points} defaultValue={score ? String(score.points) : undefined} /> : (score?.points ?? '未评')}
                </td>
                <td role="cell" className="rs" data-label={editable || score?.reason ? '扣分理由' : undefined}>
                  {editable ? <FormReason name={`reason-${item.number}`} label={`第${item.number}项扣分理由`} defaultValue={score?.reason} /> : (score?.reason ?? '')}
                </td>
              </tr>
            );
          }),
        ])}
      </tbody>
    </table>
  );
}
