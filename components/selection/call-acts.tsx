import { CommandForm, FormArea } from '@/components/form/command-form';
import { ArticleChip } from '@/components/regulation/article-chip';
import { Button, type Reason } from '@/components/ui/button';
import { ConfirmDialog } from '@/components/ui/confirm-dialog';
import { SubmitButton } from '@/components/ui/submit-button';
import { may } from '@/lib/identity/actor';
import type { Act } from '@/lib/identity/capabilities';
import type { Desk } from '@/lib/jurisdiction/loaders';
import { ROAD_WORDS } from '@/lib/glossary';
import { formatDate } from '@/lib/kernel/chinese';
import { newId } from '@/lib/kernel/ids';
import { addDays } from '@/lib/kernel/local-date';
import { stepOf } from '@/lib/kernel/lifecycle';
import { approveSchemeAction, cancelRoundAction, closeCallAction, publishCallAction, returnSchemeAction, submitSchemeAction } from '@/lib/selection/actions';
import type { LoadedRound } from '@/lib/selection/loaders';
import { articleOf, hasStage, namesPanel, unplannedWords } from '@/lib/selection/roads';
import { callFaults } from '@/lib/selection/schema';
import { planDraft, schemeFaults } from '@/lib/selection/scheme';
import { SELECTION_LIFECYCLES, type SelectionAct } from '@/lib/selection/states';

/** The states that other pages of the round carry on, and what is done there. */
const ELSEWHERE = {
  reviewing: { tab: 'applications', label: '审核资格' },
  scoring: { tab: 'panel', label: '查看评审' },
  choosing: { tab: 'result', label: '提出' },
  chosen: { tab: 'result', label: '复核' },
  notice: { tab: 'result', label: '查看公示' },
  decided: { tab: 'result', label: '查看决定' },
} as const;

/** The next act of a round up to the end of its call, what stands against it now, and its end without a result. */
export function CallActs({ jurisdiction, desk, round }: { jurisdiction: string; desk: Desk; round: LoadedRound }) {
  const { profile } = round.rules;
  const { letter } = profile.jurisdiction;
  const { tenantId, accountId } = desk.actor;
  const path = `/${jurisdiction}/selections/${round.id}`;
  const can = (act: SelectionAct & Act) => stepOf(SELECTION_LIFECYCLES[round.road], round.state, act) !== null && may(desk.actor, act, { tenantId });
  const form = { jurisdiction, version: round.version, fields: { selectionId: round.id }, letter };
  const plans = hasStage(profile, 'scheme');
  const chip = plans ? <ArticleChip letter={letter} article={articleOf(profile, 'scheme')} annexes={profile.instrument.annexes} /> : null;
  const edit = `${path}/edit`;
  // Nobody is left to choose from.
  const nobody = round.state === 'reviewing' && round.standing === 0;
  const words = ROAD_WORDS[round.road];
  const told = `${words.applicant}${round.road === 'selection' ? '和评委' : ''}`;
  const lacking: Reason[] = [
    ...callFaults(round).map((text) => ({ text: `缺${text}`, href: edit })),
    ...schemeFaults(round.schemeDraft, namesPanel(profile)).map((text) => ({ text, href: edit })),
  ];
  const late: Reason[] = round.closesOn && round.closesOn < desk.today ? [{ text: `${words.answer}截止日期${formatDate(round.closesOn)}已过`, href: edit }] : [];
  const onlyOfficials: Reason = { text: '由医政处办理' };
  const elsewhere = round.road === 'designation' && round.state === 'draft' ? { tab: 'result', label: '提出指定' } : round.state === 'notice' && round.notice && round.notice.lastDay < desk.today ? { tab: 'result', label: '公示期满，作出决定' } : round.state in ELSEWHERE ? ELSEWHERE[round.state as keyof typeof ELSEWHERE] : null;

  const { procedure = '', panel } = planDraft(round.schemeDraft);
  const unplanned = round.road === 'selection' ? unplannedWords(procedure, panel) : [];

  const returning = can('selection.return-scheme') && (
    <details className="folded">
      <summary>退回起草</summary>
      <CommandForm {...form} action={returnSchemeAction} formKey={newId()} prefix="return-" className="form">
        <FormArea name="reason" label="退回理由" required rows={3} hint="告知方案起草人" />
        <div className="acts"><SubmitButton variant="default">退回</SubmitButton></div>
      </CommandForm>
    </details>
  );
  const publish = (reasons: Reason[]) =>
    reasons.length > 0 ? (
      <Button variant="primary" wide reasons={reasons}>发布公告</Button>
    ) : (
      <CommandForm {...form} action={publishCallAction} formKey={newId()} prefix="publish-">
        <ConfirmDialog label="发布公告" variant="primary" wide title="发布这份公告？" confirmLabel="发布">
          <p>发布后公告和工作方案不再修改，按今天的规则办理，并告知各医疗机构。{words.answer}到{formatDate(round.closesOn!)}24时截止。</p>
        </ConfirmDialog>
      </CommandForm>
    );

  return (
    <aside className="rail next-act noprint">
      <h3>下一步</h3>
      {unplanned.length > 0 && ['draft', 'scheme-submitted', 'scheme-approved'].includes(round.state) && <p className="small c-warn">办理流程提到{unplanned.join('、')}，工作方案没有安排，请核对。</p>}
      {round.state === 'draft' && round.road !== 'designation' && (
        <>
          {plans ? (
            lacking.length > 0 || !can('selection.submit-scheme') ? <Button variant="primary" wide reasons={lacking.length > 0 ? lacking : [{ text: '由质控办或者医政处办理' }]}>报送方案</Button> : (
              <CommandForm {...form} action={submitSchemeAction} formKey={newId()} prefix="submit-"><SubmitButton wide>报送方案</SubmitButton></CommandForm>
            )
          ) : publish([...(may(desk.actor, 'selection.publish', { tenantId }) ? [] : [onlyOfficials]), ...lacking, ...late])}
          {plans && <p className="small">先审定方案，再发布公告 {chip}</p>}
          <p><Button wide href={edit}>修改公告和方案</Button></p>
        </>
      )}
      {round.state === 'scheme-submitted' && (
        <>
          {!can('selection.approve-scheme') ? <Button variant="primary" wide reasons={[onlyOfficials]}>审定方案</Button>
          : round.schemeById === accountId ? <Button variant="primary" wide reasons={[{ text: '方案由您起草，须由另一人审定' }]}>审定方案</Button> : (
            <CommandForm {...form} action={approveSchemeAction} formKey={newId()} prefix="approve-"><SubmitButton wide>审定方案</SubmitButton></CommandForm>
          )}
          {round.scheme?.panel && round.scheme.panel.assessors.length > 0 && <p className="small">一并审定：流程、评分细则和<a href="#assessors">{`评委名单 ${round.scheme.panel.assessors.length} 人`}</a></p>}
          <p className="small">{round.schemeByName}起草，由另一人审定 {chip}</p>
          {returning}
        </>
      )}
      {round.state === 'scheme-approved' && (
        <>
          {publish([...(can('selection.publish') ? [] : [onlyOfficials]), ...late])}
          {returning}
        </>
      )}
      {round.state === 'open' && (
        round.closesOn! < desk.today ? (
          <CommandForm {...form} action={closeCallAction} formKey={newId()} prefix="close-">
            <ConfirmDialog label={`截止${words.answer}，转入审核`} variant="primary" wide title={`截止${round.number}的${words.answer}？`} confirmLabel={`截止${words.answer}`}>
              <dl className="kv">
                <dt>已提交</dt><dd>{round.applications}份{round.applications > 0 ? '，转入资格审核' : `，没有可以审核的${words.entry}`}</dd>
                {round.drafts > 0 && <><dt>没有提交</dt><dd>{round.drafts}份草稿，不再接收，不能打开</dd></>}
              </dl>
              <p>截止后不能恢复{words.answer}，未提交的修改不生效。</p>
            </ConfirmDialog>
          </CommandForm>
        ) : (
          <Button variant="primary" wide reasons={[{ text: `${words.answer}到${formatDate(round.closesOn!)}24时截止，${formatDate(addDays(round.closesOn!, 1))}起办理` }]}>截止{words.answer}</Button>
        )
      )}
      {nobody && <p>{round.applications === 0 ? `没有收到${words.entry}，终止后可以另行发起。` : `收到的 ${round.applications} 份${words.entry}都不符合条件，终止后可以另行发起；结论须改变的，重新审核。`}</p>}
      {!(nobody && round.applications === 0) && elsewhere && <Button variant="primary" wide href={`${path}/${elsewhere.tab}`}>{elsewhere.label}{round.state === 'choosing' || round.state === 'chosen' ? words.result : ''}</Button>}
      {round.state === 'established' && (round.centreId ? <Button variant="primary" wide href={`/${jurisdiction}/centres/${round.centreId}`}>查看{profile.vocabulary.centreShort}</Button> : <p>已完成。</p>)}
      {round.state === 'cancelled' && <p>已终止，没有结果。可以另行发起。</p>}
      {can('selection.cancel') && (
        <details className="folded" id="end" open={nobody}>
          <summary>终止</summary>
          <CommandForm {...form} action={cancelRoundAction} formKey={newId()} prefix="cancel-" className="form">
            <FormArea name="reason" label="终止理由" required rows={3} hint={round.state === 'draft' ? '存档备查' : round.notice?.state === 'running' ? `告知${told}，并在公示页面公布` : `告知${told}`} />
            <div className="acts">
              <ConfirmDialog label="终止" title={`终止${round.number}？`}>
                <p>
                  {round.applications > 0 ? `已收到的 ${round.applications} 份${words.entry}不再办理` : `没有收到${words.entry}`}{round.drafts > 0 && `，${round.drafts} 份没有提交的草稿作废`}
                  {round.notice?.state === 'running' ? `，公示${round.notice.number}随之结束` : ''}。终止后不能恢复，须另行发起。
                </p>
              </ConfirmDialog>
            </div>
          </CommandForm>
        </details>
      )}
    </aside>
  );
}
