import { ArticleChip } from '@/components/regulation/article-chip';
import { formatDate, formatShortDate } from '@/lib/kernel/chinese';
import type { LocalDate } from '@/lib/kernel/local-date';
import { countingWords, daysInWords, firstCounted, placeOf } from '@/lib/notice/days';
import type { NoticeBody } from '@/lib/notice/page';
import { DayStrip } from './day-strip';

/** The address of an article of the regulation under which a notice runs. */
export const articleHref = ({ jurisdiction }: Pick<NoticeBody, 'jurisdiction'>, article: string) => `/rules/${jurisdiction.id}#${encodeURIComponent(article)}`;

const Chip = ({ body, article }: { body: NoticeBody; article: string }) => (
  <ArticleChip letter={body.jurisdiction.letter} article={article} annexes={body.rules.annexes} href={articleHref(body, article)} />
);

/** The days of a notice in the same words wherever they stand: when it was published, from which day it is counted, and the last day, inclusive. */
export function NoticeDates({ publishedOn, countedFrom, lastDay }: { publishedOn: LocalDate; countedFrom: LocalDate; lastDay: LocalDate }) {
  return <><span className="nw">{formatDate(publishedOn)}发布</span>，<span className="nw">{formatShortDate(countedFrom, publishedOn)}起计</span>，<span className="nw">至{formatShortDate(lastDay, publishedOn)}止</span></>;
}

/** How far the days of a notice have come; of one that was stopped, how they would have run. */
export function NoticeDays({ body, today, stopped }: { body: NoticeBody; today: LocalDate; stopped?: boolean }) {
  const { period } = body;
  const place = stopped ? { words: '已终止', more: `原定公示 ${daysInWords(period)}` } : placeOf(period, today);
  return (
    <section className="notice-days" aria-label="公示期">
      <div className="place">
        <p><b>{place.words}</b>，{place.more}</p>
        <p className="muted"><NoticeDates publishedOn={period.publishedOn} countedFrom={firstCounted(period)} lastDay={period.lastDay} /> <Chip body={body} article={body.rules.article} /></p>
      </div>
      <DayStrip period={period} {...(stopped ? {} : { today })} />
      <p className="small">{countingWords(period).join('。')}。</p>
    </section>
  );
}

/** What is put up for notice, as a table. */
export function NoticeRows({ body }: { body: NoticeBody }) {
  return (
    <table role="table" className="tbl notice-rows">
      <thead role="rowgroup"><tr role="row">{body.columns.map((head) => <th key={head} role="columnheader" scope="col">{head}</th>)}</tr></thead>
      <tbody role="rowgroup">
        {body.rows.map((row, i) => <tr key={i} role="row">{row.map((cell, c) => <td key={c} role="cell" data-label={body.columns[c]}>{cell}</td>)}</tr>)}
      </tbody>
    </table>
  );
}

/** How the round went, step by step. */
export function NoticeCourse({ body }: { body: NoticeBody }) {
  return (
    <details className="notice-course" open>
      <summary>办理经过</summary>
      <ol>
        {body.course.map((step) => (
          <li key={step.text}>
            {step.on ? <time dateTime={step.on}>{formatShortDate(step.on, body.period.publishedOn)}</time> : <span className="muted">未填写</span>}
            <span>{step.text} <Chip body={body} article={step.article} /></span>
          </li>
        ))}
      </ol>
    </details>
  );
}

/** The whole text of a notice below its title. */
export function NoticeText({ body }: { body: NoticeBody }) {
  return (
    <>
      <p className="doc-text">{body.basis}。</p>
      <NoticeRows body={body} />
      <NoticeCourse body={body} />
      <p className="doc-text">{body.invitation}。 <Chip body={body} article={body.rules.objectionArticle} /></p>
      <dl className="kv"><dt>联系部门</dt><dd className="pre">{body.contact}</dd></dl>
      <p className="notice-sign">{body.authority}<br />{formatDate(body.period.publishedOn)}</p>
    </>
  );
}
