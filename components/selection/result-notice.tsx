import Link from 'next/link';
import type { ReactNode } from 'react';
import { FileList } from '@/components/application/file-list';
import { CommandForm, FormArea, FormRadio, FormText } from '@/components/form/command-form';
import { NoticeDays } from '@/components/notice/notice-view';
import { NoticeTag } from '@/components/notice/notice-tag';
import { ConfirmDialog } from '@/components/ui/confirm-dialog';
import { KeyValue } from '@/components/ui/key-value';
import { Section } from '@/components/ui/section';
import { SubmitButton } from '@/components/ui/submit-button';
import { Tag } from '@/components/ui/tag';
import { newId } from '@/lib/kernel/ids';
import { formatInstant } from '@/lib/kernel/instant';
import type { LocalDate } from '@/lib/kernel/local-date';
import type { FormAction } from '@/lib/command';
import { answerObjectionAction, revealContactAction } from '@/lib/notice/actions';
import type { LoadedResult } from '@/lib/notice/loaders';
import { MATTERS, OBJECTORS } from '@/lib/notice/schema';
import { OBJECTION_STATES } from '@/lib/notice/states';
import { reopenReviewAction, reopenRoundAction } from '@/lib/selection/actions';
import type { LoadedRound } from '@/lib/selection/loaders';

type Notice = LoadedResult['notices'][number];
type Objection = Notice['objections'][number];

interface RoundNoticeProps {
  jurisdiction: string;
  round: LoadedRound;
  result: LoadedResult;
  notice: Notice;
  today: LocalDate;
  /** What was registered since the review bars whom it names. */
  isBarred: boolean;
}

/** A notice on the desk: how long it runs, and the objections that have to be dealt with. */
export function RoundNotice({ jurisdiction, round, result, notice, today, isBarred }: RoundNoticeProps) {
  const page = `/notices/${jurisdiction}/${notice.id}`;
  const runs = notice.state === 'running';
  const upheld = notice.objections.some((o) => o.upheld);
  const open = notice.objections.filter((o) => o.state === 'open').length;
  const next = notice.objections.find((o) => o.state === 'open')?.id;
  return (
    <>
      <Section id={runs ? 'notice' : undefined} title={<>公示 {notice.number} <NoticeTag state={notice.state} lastDay={notice.lastDay} today={today} /></>} aside={<><Link href={page}>公示页面</Link>{'　'}<a href={`${page}/proof`} download>存证文件</a></>}>
        {runs && <NoticeDays body={notice.body} today={today} />}
        <KeyValue
          wide className="notice-facts"
          items={[
            { label: '发布', value: formatInstant(notice.publishedAt) },
            { label: '首次可见', value: notice.firstSeen ? formatInstant(notice.firstSeen) : '尚无公众访问记录' },
            ...(runs ? [] : [{ label: notice.state === 'replaced' ? '终止' : '结束', value: <>{notice.closedAt ? formatInstant(notice.closedAt) : null}{notice.closeReason && `，${notice.closeReason}`}</> }]),
            { label: '页面摘要', value: <span className="small">{notice.sha256.slice(0, 16)}</span> },
          ]}
        />
      </Section>
      {(notice.objections.length > 0 || runs) && (
        <Section id={runs ? 'objections' : undefined} title="异议" aside={notice.objections.length > 0 ? `${notice.objections.length} 件${open > 0 ? `，${open} 件办理中` : ''}` : undefined}>
          {notice.objections.length === 0 && <p className="muted">没有收到异议。公示期内任何人可以在公示页面提出，收到后告知医政处和质控办。</p>}
          {notice.objections.map((o) => <ObjectionCase key={o.id} jurisdiction={jurisdiction} objection={o} may={result.may} isNext={o.id === next} />)}
        </Section>
      )}
      {runs && (upheld || isBarred) && round.state === 'notice' && (result.may.reopen || result.may.reopenReview) && (
        <Section id="reopen" title="终止公示">
          <p>{upheld ? '有异议经核实成立' : '拟定的单位或者负责人现已受到限制'}，不能按公示的结果决定。终止后重新办理，新的结果另行公示，期限重新起算。</p>
          {result.may.reopenReview && round.road !== 'designation' && (
            <Withdraw {...{ jurisdiction, round, notice }} action={reopenReviewAction} prefix="reopen-review-" label="终止公示，重新审核资格">申请单位或者人选的条件有变化的：回到资格审核，重新作出结论，再评审、择优。评审组已提交的评分继续有效。</Withdraw>
          )}
          {result.may.reopen && (
            <Withdraw {...{ jurisdiction, round, notice }} action={reopenRoundAction} prefix="reopen-" label={round.road === 'designation' ? '终止公示，重新提出' : '终止公示，重新择优'}>{round.road === 'designation' ? '回到起草，重新提出指定的单位。' : '各申请的资格结论不变的：回到择优，重新提出结果。'}</Withdraw>
          )}
        </Section>
      )}
    </>
  );
}

interface WithdrawProps {
  jurisdiction: string;
  round: LoadedRound;
  notice: Notice;
  action: FormAction;
  prefix: string;
  label: string;
  /** When it is the right way, in a sentence. */
  children: ReactNode;
}

/** Ends a notice whose result cannot be decided; the reason is told to everybody, and the form says so. */
function Withdraw({ jurisdiction, round, notice, action, prefix, label, children }: WithdrawProps) {
  return (
    <details className="folded">
      <summary>{label}</summary>
      <p>{children}</p>
      <CommandForm action={action} jurisdiction={jurisdiction} formKey={newId()} version={round.version} letter={round.rules.profile.jurisdiction.letter} prefix={prefix} className="form" fields={{ selectionId: round.id }}>
        <FormArea name="reason" label="终止理由" required rows={2} hint="在公示页面向公众公布，并列入存证文件；不要写提出人的姓名和联系方式" />
        <div className="acts"><ConfirmDialog label={label} title={`终止公示${notice.number}？`} confirmLabel="终止公示"><p>终止后不能恢复。公示页面保留，注明已终止和上述理由，并告知各申请单位。</p></ConfirmDialog></div>
      </CommandForm>
    </details>
  );
}

/** One objection: who, what, and what is answered; the contact only to whoever says why he needs it. */
function ObjectionCase({ jurisdiction, objection: o, may, isNext }: { jurisdiction: string; objection: Objection; may: LoadedResult['may']; isNext: boolean }) {
  const form = { jurisdiction, version: o.version, fields: { objectionId: o.id } };
  return (
    <article className="objection" id={`objection-${o.id}`}>
      <h3><span className="nw">{o.number}</span> <Tag tone={o.state === 'open' ? 'warn' : o.upheld ? 'block' : 'ok'}>{o.state === 'open' ? OBJECTION_STATES.open : o.upheld ? '成立' : '不成立'}</Tag></h3>
      <KeyValue
        wide
        items={[
          { label: '提出人', value: `${OBJECTORS[o.kind]}，${o.name}` },
          { label: '联系方式', value: o.contact ? <b>{o.contact}</b> : (
            <details className="reveal">
              <summary>•••••••• 写明理由后查看</summary>
              {may.reveal && (
                <CommandForm {...form} action={revealContactAction} formKey={newId()} prefix={`reveal-${o.id}-`} className="line">
                  <FormText name="reason" label="查看理由" required maxLength={200} hint="记入审计日志" />
                  <div className="acts"><SubmitButton variant="default">查看</SubmitButton></div>
                </CommandForm>
              )}
            </details>
          ) },
          { label: '收到时间', value: formatInstant(o.receivedAt) },
          { label: '涉及事项', value: MATTERS[o.matter] },
          { label: '事实和依据', value: <span className="pre">{o.facts}</span> },
          ...(o.files.length > 0 && may.readFiles ? [{ label: '附件', value: <FileList files={o.files} hrefOf={(f) => `/api/${jurisdiction}/objections/${o.id}/files/${f.id}`} /> }] : []),
          ...(o.answer ? [{ label: '答复', value: <><span className="pre">{o.answer}</span><br /><span className="muted">{o.answeredByName}，{o.answeredAt && formatInstant(o.answeredAt)}</span></> }] : []),
        ]}
      />
      {o.state === 'open' && may.answer && (
        <details className="reveal answer" open={isNext}>
          <summary>核实和答复</summary>
          <CommandForm {...form} action={answerObjectionAction} formKey={newId()} prefix={`answer-${o.id}-`} className="form">
            <FormRadio name="upheld" label="经核实" required options={[{ value: 'false', label: '不成立' }, { value: 'true', label: '成立' }]} />
            <FormArea name="answer" label="答复" required rows={3} hint="写明核实情况和意见，在公示页面公布；不要写提出人的姓名和联系方式" />
            <div className="acts"><ConfirmDialog label="办结并公布" variant={isNext ? 'primary' : 'default'} title={`办结异议${o.number}？`} confirmLabel="办结并公布"><p>答复在公示页面公布，不能修改。</p></ConfirmDialog></div>
          </CommandForm>
        </details>
      )}
    </article>
  );
}
