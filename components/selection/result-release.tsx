import { DayStrip } from '@/components/notice/day-strip';
import { CommandForm, FormArea, FormText } from '@/components/form/command-form';
import { ArticleChip } from '@/components/regulation/article-chip';
import { Button } from '@/components/ui/button';
import { ConfirmDialog } from '@/components/ui/confirm-dialog';
import { Section } from '@/components/ui/section';
import { SubmitButton } from '@/components/ui/submit-button';
import { formatDate } from '@/lib/kernel/chinese';
import { newId } from '@/lib/kernel/ids';
import type { LocalDate } from '@/lib/kernel/local-date';
import { countingWords, daysInWords, noticePeriod } from '@/lib/notice/days';
import { builtInCalendar } from '@/lib/rulebook';
import { releaseNoticeAction, returnChoiceAction } from '@/lib/selection/actions';
import { listOf } from '@/lib/selection/choice';
import type { LoadedRound } from '@/lib/selection/loaders';
import type { ListLine } from './choice-view';

interface ReleaseProps {
  jurisdiction: string;
  round: LoadedRound;
  lines: readonly ListLine[];
  today: LocalDate;
  /** Whether whoever reads it has put the result forward himself. */
  own: boolean;
  may: { release: boolean; returnChoice: boolean };
  articleHref: (article: string) => string;
  wordsFor: (article: string) => string | undefined;
}

/** Where the second official checks the list and opens the notice, or sends the result back. */
export function Release({ jurisdiction, round, lines, today, own, may, articleHref, wordsFor }: ReleaseProps) {
  const { profile } = round.rules;
  const { choice } = round;
  const { notice, jurisdiction: { letter } } = profile;
  if (!choice) return null;
  const form = { jurisdiction, version: round.version, letter };
  const measure = choice.kind === 'members' ? '人' : '家';
  const period = notice && !choice.noticeWaived ? noticePeriod(notice, builtInCalendar, today) : null;
  return (
    <>
      {period && notice && (
        <Section id="release" title={<>发布公示 <ArticleChip letter={letter} article={notice.article} annexes={profile.instrument.annexes} href={articleHref(notice.article)} words={wordsFor(notice.article)} /></>}>
          <p>今日发布的，公示 {daysInWords(period)}，至<b className="nw">{formatDate(period.lastDay)}</b>止。</p>
          <DayStrip period={period} today={today} />
          <p className="small">{countingWords(period).join('。')}。</p>
          {!may.release ? <Button variant="primary" reasons={[{ text: '由医政处复核发布' }]}>发布公示</Button>
            : own ? <Button variant="primary" reasons={[{ text: '拟定结果由您提出，应由另一名经办人复核发布' }]}>发布公示</Button>
            : (
              <CommandForm {...form} action={releaseNoticeAction} formKey={newId()} prefix="release-" className="form" fields={{ selectionId: round.id, shown: listOf(choice).map((l) => l.shown).join(',') }}>
                <fieldset className="field">
                  <legend>逐项核对名单<span className="req" aria-hidden="true"> *</span></legend>
                  <div className="list-check">
                    {lines.map((line, i) => (
                      <label key={line.id} className="check"><input type="checkbox" name="confirmed" value={line.id} id={i === 0 ? 'release-confirmed' : undefined} /><span>{line.label}</span></label>
                    ))}
                  </div>
                </fieldset>
                <FormText name="count" label={`公示的数量（${measure}）`} required inputMode="numeric" className="short" hint="按名单数清后填写" />
                <div className="acts">
                  <ConfirmDialog label="发布公示" variant="primary" title={`公示${lines.length}${measure}，至${formatDate(period.lastDay)}止？`} confirmLabel="发布">
                    <ul className="plain-list">{lines.map((line) => <li key={line.id}>{line.label}</li>)}</ul>
                    <p>发布后任何人可以看到，内容不能修改，并告知各申请单位。</p>
                  </ConfirmDialog>
                </div>
              </CommandForm>
            )}
        </Section>
      )}
      {may.returnChoice && (
        <details className="folded">
          <summary>{own ? '撤回重新提出' : '退回重新提出'}</summary>
          <CommandForm {...form} action={returnChoiceAction} formKey={newId()} prefix="return-" className="form" fields={{ selectionId: round.id }}>
            <FormArea name="reason" label={own ? '撤回理由' : '退回理由'} required rows={2} hint={own ? undefined : '告知提出人'} />
            <div className="acts"><SubmitButton variant="default">{own ? '撤回' : '退回'}</SubmitButton></div>
          </CommandForm>
        </details>
      )}
    </>
  );
}
