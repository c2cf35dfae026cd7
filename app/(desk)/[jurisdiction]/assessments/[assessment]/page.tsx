import type { Metadata } from 'next';
import Link from 'next/link';
import { ConfirmGradeButton } from '@/components/assessment/confirm-grade-button';
import { keptFields, ScoreSheet } from '@/components/assessment/score-sheet';
import { SheetTotal } from '@/components/assessment/sheet-total';
import { ForecastTable } from '@/components/decision/forecast-table';
import { CommandForm, DraftButton, FormArea, FormRadio, FormSelect } from '@/components/form/command-form';
import { ArticleChip } from '@/components/regulation/article-chip';
import { GradeStrip } from '@/components/regulation/grade-strip';
import { Banner } from '@/components/ui/banner';
import { KeyValue } from '@/components/ui/key-value';
import { PageHead } from '@/components/ui/page-head';
import { PrintButton } from '@/components/ui/print-button';
import { Section } from '@/components/ui/section';
import { SubmitButton } from '@/components/ui/submit-button';
import { Tag } from '@/components/ui/tag';
import { UnsavedGuard } from '@/components/ui/unsaved-guard';
import { confirmGradeAction, proposeGradeAction, returnAssessmentAction, saveAssessmentAction } from '@/lib/assessment/actions';
import { loadAssessment } from '@/lib/assessment/loaders';
import { totalOf } from '@/lib/assessment/sheet';
import { ASSESSMENT_STATES, assessmentAfter, type AssessmentAct } from '@/lib/assessment/states';
import { GRADES, HOST_OUTCOMES } from '@/lib/glossary';
import { may } from '@/lib/identity/actor';
import { formatDate } from '@/lib/kernel/chinese';
import { newId } from '@/lib/kernel/ids';
import { formatInstant } from '@/lib/kernel/instant';

type Props = { params: Promise<{ jurisdiction: string; assessment: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { jurisdiction, assessment: id } = await params;
  const { assessment } = await loadAssessment(jurisdiction, id);
  return { title: `${assessment.centre.name} ${assessment.year}年度考核` };
}

export default async function AssessmentPage({ params }: Props) {
  const { jurisdiction, assessment: id } = await params;
  const { desk, assessment: a, target, year, rule, earlier, unscored, conflicts, follows } = await loadAssessment(jurisdiction, id);
  const { profile } = desk.rules;
  const letter = profile.jurisdiction.letter;
  const grades = profile.grades!;
  const sheet = profile.scoreSheet;
  const can = (act: AssessmentAct) => assessmentAfter(a.state, act) !== null && may(desk.actor, act, target);
  const editable = can('assessment.propose');
  const total = Object.keys(a.items).length > 0 ? totalOf(a.items) : a.score;
  const fileHref = `/${jurisdiction}/centres/${a.centreId}`;
  const kept: Record<string, string> = { ...(sheet ? keptFields(sheet, a.items) : { grade: a.proposedGrade ?? '' }), comment: a.comment ?? '' };
  /** What the text makes of each grade, in words. */
  const outcomes = Object.fromEntries((follows?.lines ?? []).flatMap((l) => l.grades.map((g) => [g, HOST_OUTCOMES[l.answer.decision.host!]])));
  /** The form that chooses one way of grading stands on the list of the year, once the two ways differ. */
  const mayChoose = may(desk.actor, 'assessment.choose-rule', { tenantId: jurisdiction }) && conflicts > 0 && !rule?.gradeRule;
  const common = { jurisdiction, version: a.version, letter, fields: { assessmentId: a.id } };
  const href = (article: string) => `/${jurisdiction}/rules#${encodeURIComponent(article)}`;
  const chip = (article: string) => <ArticleChip letter={letter} article={article} href={href(article)} />;

  const entry = (
    <>
      {sheet
        ? <ScoreSheet sheet={sheet} scores={a.items} editable={editable} letter={letter} articleHref={href} />
        : <FormRadio name="grade" label={<>等次 {chip(grades.article)}</>} required cards defaultValue={a.proposedGrade ?? undefined} options={grades.list.map((g) => ({ value: g, label: GRADES[g] }))} />}
      <FormArea name="comment" label="考核意见" required={!sheet} rows={3} defaultValue={a.comment ?? undefined} hint={sheet ? '可以不填' : '写明依据的事实'} />
    </>
  );

  return (
    <>
      <PageHead
        crumb={[{ label: '年度考核', href: `/${jurisdiction}/assessments?year=${a.year}` }, { label: `${a.year}年度` }, { label: a.centre.name }]}
        title={sheet ? '考核评分表' : `${a.year}年度考核`}
        tag={<Tag tone={a.state === 'confirmed' ? 'ok' : a.state === 'returned' ? 'block' : a.state === 'proposed' ? 'warn' : 'plain'}>{ASSESSMENT_STATES[a.state]}</Tag>}
        sub={<>{may(desk.actor, 'centre.read', target) ? <Link href={fileHref}>{a.centre.name}</Link> : a.centre.name}{a.host ? `，挂靠${a.host}` : ''}；考核专家 {a.assessorName ?? '未分配'}{a.dueOn && <>，<span className="nw">{formatDate(a.dueOn)}前完成</span></>}{profile.structure.hostCycle ? `；计入第 ${a.cycle} 个周期` : ''}</>}
        actions={<PrintButton />}
      />
      {a.state === 'returned' && <Banner severity="block" title={`退回理由：${a.returnReason}`} />}
      {a.state === 'confirmed' && <Banner severity={a.grade === 'unqualified' ? 'warn' : 'ok'} title={`${a.confirmedByName ?? ''}确认为${GRADES[a.grade!]}${a.grounds === 'quota' ? '，依据比例' : ''}`} aside={a.decision && may(desk.actor, 'decision.read', target) && <Link href={`/${jurisdiction}/decisions/${a.decision.id}`}>{a.decision.state === 'pending' ? '去裁定' : '裁定卡'}</Link>} />}

      {editable ? (
        <CommandForm {...common} action={proposeGradeAction} draft={saveAssessmentAction} formKey={newId()} className={sheet ? 'form wide' : 'form'}>
          {entry}
          <UnsavedGuard kept={kept} />
          {sheet
            ? (
              <SheetTotal
                items={sheet.sections.flatMap((x) => x.items).map(({ number, points }) => ({ number, points }))} kept={kept} maximum={grades.byScore?.maximum ?? 100}
                bands={[...(grades.byScore?.bands ?? [])].reverse().map((b) => ({ from: b.from, word: GRADES[b.grade] }))}
              >
                <DraftButton>保存</DraftButton>
                <SubmitButton>提交考核结果</SubmitButton>
              </SheetTotal>
            )
            : (
              <div className="acts">
                <DraftButton>保存</DraftButton>
                <SubmitButton>提出等次</SubmitButton>
              </div>
            )}
        </CommandForm>
      ) : (
        <>
          {sheet && !a.withheld && <ScoreSheet sheet={sheet} scores={a.items} editable={false} letter={letter} articleHref={href} />}
          <Section title="考核结果">
            <KeyValue items={[
              ...(a.withheld ? [{ label: '结果', value: <span className="muted">{a.state === 'proposed' ? '已提交，确认后公布' : '考核专家尚未提交'}</span> }] : [
                ...(sheet ? [{ label: '合计', value: total === null ? '未评分' : <>{total} 分{a.grade || year?.settled ? <>，<b>{GRADES[(a.grade ?? year!.settled)!]}</b></> : ''}</> }] : []),
                ...(year ? [
                  { label: '按分数', value: <>{year.byScore ? GRADES[year.byScore] : '未评分'} {grades.byScore && chip(grades.byScore.article)}</> },
                  ...(grades.byProportion ? [{ label: '按比例', value: <>{year.byProportion ? GRADES[year.byProportion] : '本年度评完才能排名'} {chip(grades.byProportion.article)}</> }] : []),
                  { label: '认定', value: rule?.gradeRule ? `按${rule.gradeRule === 'score' ? '分数' : '比例'}` : year.conflict ? '两种办法不同，尚未选定' : grades.byProportion && !year.byProportion ? `待定：还有${unscored}个中心未评分，评完才能比较两种办法` : grades.byProportion ? '两种办法一致' : '按分数' },
                ] : []),
                ...(a.proposedGrade ? [{ label: '拟定等次', value: GRADES[a.proposedGrade] }] : []),
                { label: '考核意见', value: a.comment ?? undefined },
              ]),
              { label: '提交', value: a.proposedAt ? formatInstant(a.proposedAt) : '尚未' },
            ]} />
          </Section>
        </>
      )}

      {can('assessment.confirm') && (
        <>
          <Section title="历年等次" link={{ href: `${fileHref}/years`, label: '历年考核' }}>
            {earlier.length > 0
              ? <GradeStrip cells={[...earlier.slice(-4).map((e) => ({ label: `${e.year}年度${profile.structure.hostCycle && e.cycle !== a.cycle ? '（上一周期）' : ''}`, grade: e.grade })), { label: `${a.year}年度`, grade: 'open' as const, word: '待确认' }]} />
              : <p className="muted">此前没有已确认的结果</p>}
          </Section>
          {follows && (
            <Section title="确认后的去留" aside={follows.atExpiry ? '周期届满' : undefined}>
              <ForecastTable jurisdiction={jurisdiction} profile={profile} forecast={follows} proposed={year?.settled ?? a.proposedGrade} />
            </Section>
          )}
          <div className="fg">
            <Section title="确认等次" aside={chip(grades.article)}>
              {sheet && !year?.settled
                ? (
                  <Banner
                    severity="warn" title={year?.conflict ? '按分数与按比例所得等次不同，选定一种办法后才能确认' : `还有${unscored}个中心未评分，按比例的等次要全部评完才能确定`}
                    aside={mayChoose ? <Link href={`/${jurisdiction}/assessments?year=${a.year}`}>选定认定办法</Link> : unscored > 0 ? <Link href={`/${jurisdiction}/assessments?year=${a.year}&state=assigned`}>未评分的中心</Link> : undefined}
                  />
                )
                : (
                  <CommandForm {...common} action={confirmGradeAction} formKey={newId()} prefix="confirm-" className="form">
                    {!sheet && <FormSelect name="grade" label="等次" defaultValue={a.proposedGrade ?? undefined} options={grades.list.map((g) => ({ value: g, label: GRADES[g] }))} />}
                    {!sheet && <FormArea name="reason" label="改动理由" rows={2} hint="与拟定等次不同时必填" />}
                    <div className="acts">
                      <ConfirmGradeButton label={sheet ? `确认为${GRADES[year!.settled!]}` : '确认等次'} centre={a.centre.name} year={a.year} grade={(sheet ? year!.settled : a.proposedGrade)!} choosable={!sheet} outcomes={outcomes} />
                    </div>
                  </CommandForm>
                )}
            </Section>
            <Section title="退回">
              <CommandForm {...common} action={returnAssessmentAction} formKey={newId()} prefix="return-" className="form">
                <FormArea name="reason" label="退回理由" required rows={2} />
                <div className="acts"><SubmitButton variant="default">退回考核专家</SubmitButton></div>
              </CommandForm>
            </Section>
          </div>
        </>
      )}
    </>
  );
}
