import type { Metadata } from 'next';
import Link from 'next/link';
import { ScoreSheet } from '@/components/assessment/score-sheet';
import { CommandForm, FormArea, FormRadio, FormSelect } from '@/components/form/command-form';
import { ArticleChip } from '@/components/regulation/article-chip';
import { ScoreBands } from '@/components/regulation/score-bands';
import { Banner } from '@/components/ui/banner';
import { ConfirmDialog } from '@/components/ui/confirm-dialog';
import { KeyValue } from '@/components/ui/key-value';
import { PageHead } from '@/components/ui/page-head';
import { PrintButton } from '@/components/ui/print-button';
import { Section } from '@/components/ui/section';
import { SubmitButton } from '@/components/ui/submit-button';
import { Tag } from '@/components/ui/tag';
import { confirmGradeAction, proposeGradeAction, returnAssessmentAction, saveAssessmentAction } from '@/lib/assessment/actions';
import { loadAssessment } from '@/lib/assessment/loaders';
import { totalOf } from '@/lib/assessment/sheet';
import { ASSESSMENT_STATES, assessmentAfter, type AssessmentAct } from '@/lib/assessment/states';
import { GRADES } from '@/lib/glossary';
import { may } from '@/lib/identity/actor';
import { formatDate } from '@/lib/kernel/chinese';
import { newId } from '@/lib/kernel/ids';
import { formatInstant } from '@/lib/kernel/instant';

type Props = { params: Promise<{ jurisdiction: string; assessment: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { jurisdiction, assessment: id } = await params;
  const { assessment } = await loadAssessment(jurisdiction, id);
  return { title: `${assessment.centre.name} ${assessment.year} 年度考核` };
}

export default async function AssessmentPage({ params }: Props) {
  const { jurisdiction, assessment: id } = await params;
  const { desk, assessment: a, target, year, rule } = await loadAssessment(jurisdiction, id);
  const { profile } = desk.rules;
  const letter = profile.jurisdiction.letter;
  const grades = profile.grades!;
  const sheet = profile.scoreSheet;
  const can = (act: AssessmentAct) => assessmentAfter(a.state, act) !== null && may(desk.actor, act, target);
  const editable = can('assessment.propose');
  const total = Object.keys(a.items).length > 0 ? totalOf(a.items) : a.score;
  const common = { jurisdiction, version: a.version, letter, fields: { assessmentId: a.id } };
  const chip = (article: string) => <ArticleChip letter={letter} article={article} href={`/${jurisdiction}/rules#${encodeURIComponent(article)}`} />;

  const entry = (
    <>
      {sheet
        ? <ScoreSheet sheet={sheet} scores={a.items} editable={editable} />
        : <FormRadio name="grade" label={<>等次 {chip(grades.article)}</>} required cards defaultValue={a.proposedGrade ?? undefined} options={grades.list.map((g) => ({ value: g, label: GRADES[g] }))} />}
      <FormArea name="comment" label="考核意见" required={!sheet} rows={3} defaultValue={a.comment ?? undefined} hint={sheet ? '可以不填' : '写明依据的事实'} />
    </>
  );

  return (
    <>
      <PageHead
        crumb={[{ label: '年度考核', href: `/${jurisdiction}/assessments?year=${a.year}` }, { label: `${a.year} 年度` }, { label: a.centre.name }]}
        title={sheet ? '考核评分表' : `${a.year} 年度考核`}
        tag={<Tag tone={a.state === 'confirmed' ? 'ok' : a.state === 'returned' ? 'block' : a.state === 'proposed' ? 'warn' : 'plain'}>{ASSESSMENT_STATES[a.state]}</Tag>}
        sub={`${a.centre.name}${a.host ? `，挂靠${a.host}` : ''}；考核专家 ${a.assessorName ?? '未分配'}${a.dueOn ? `，${formatDate(a.dueOn)}前完成` : ''}${profile.structure.hostCycle ? `；计入第 ${a.cycle} 个周期` : ''}`}
        actions={<PrintButton />}
      />
      {a.state === 'returned' && <Banner severity="block" title={`退回理由：${a.returnReason}`} />}
      {a.state === 'confirmed' && <Banner severity={a.grade === 'unqualified' ? 'warn' : 'ok'} title={`${a.confirmedByName ?? ''}确认为${GRADES[a.grade!]}${a.grounds === 'quota' ? '，依据比例' : ''}`} aside={a.decision && may(desk.actor, 'decision.read', target) && <Link href={`/${jurisdiction}/decisions/${a.decision.id}`}>{a.decision.state === 'pending' ? '去裁定' : '裁定卡'}</Link>} />}

      {editable ? (
        <CommandForm {...common} action={proposeGradeAction} draft={saveAssessmentAction} formKey={newId()} className={sheet ? 'form wide' : 'form'}>
          {entry}
          <div className={sheet ? 'total' : 'acts'}>
            {sheet && <p className="tt">已评 <b>{Object.keys(a.items).length}</b> 项，合计 <strong>{total ?? 0}</strong> / {grades.byScore?.maximum ?? 100}</p>}
            {sheet && grades.byScore && total !== null && <ScoreBands score={total} max={grades.byScore.maximum} bands={[...grades.byScore.bands].reverse().map((b) => ({ from: b.from, word: GRADES[b.grade] }))} />}
            <p className={sheet ? 'ta' : 'contents'}>
              <SubmitButton variant="default" name="_as" value="draft" pendingText="正在保存">保存</SubmitButton>
              <SubmitButton>{sheet ? '提交考核结果' : '提出等次'}</SubmitButton>
            </p>
          </div>
        </CommandForm>
      ) : (
        <>
          {sheet && <ScoreSheet sheet={sheet} scores={a.items} editable={false} />}
          <Section title="考核结果">
            <KeyValue items={[
              ...(sheet ? [{ label: '合计', value: total === null ? '未评分' : `${total} 分` }] : []),
              ...(year ? [
                { label: '按分数', value: <>{year.byScore ? GRADES[year.byScore] : '未评分'} {grades.byScore && chip(grades.byScore.article)}</> },
                ...(grades.byProportion ? [{ label: '按比例', value: <>{year.byProportion ? GRADES[year.byProportion] : '本年度评完才能排名'} {chip(grades.byProportion.article)}</> }] : []),
                { label: '认定', value: rule?.gradeRule ? `按${rule.gradeRule === 'score' ? '分数' : '比例'}` : year.conflict ? '两种办法不同，尚未选定' : '两种办法一致' },
              ] : []),
              ...(a.proposedGrade ? [{ label: '拟定等次', value: GRADES[a.proposedGrade] }] : []),
              { label: '考核意见', value: a.comment ?? undefined },
              { label: '提交', value: a.proposedAt ? formatInstant(a.proposedAt) : '尚未' },
            ]} />
          </Section>
        </>
      )}

      {can('assessment.confirm') && (
        <div className="fg">
          <Section title="确认等次">
            {sheet && !year?.settled
              ? <Banner severity="warn" title={year?.conflict ? '按分数与按比例所得等次不同' : '按比例的等次要等本年度全部评完'} aside={<Link href={`/${jurisdiction}/assessments?year=${a.year}`}>选定认定办法</Link>} />
              : (
                <CommandForm {...common} action={confirmGradeAction} formKey={newId()} prefix="confirm-" className="form">
                  {!sheet && <FormSelect name="grade" label="等次" defaultValue={a.proposedGrade ?? undefined} options={grades.list.map((g) => ({ value: g, label: GRADES[g] }))} />}
                  {!sheet && <FormArea name="reason" label="改动理由" rows={2} hint="与拟定等次不同时必填" />}
                  <div className="acts">
                    <ConfirmDialog label={sheet ? `确认为${GRADES[year!.settled!]}` : '确认等次'} variant="primary" title={`确认${a.centre.name} ${a.year} 年度等次？`} confirmLabel="确认">
                      <p>确认后不能更改；系统随即按条文算出{profile.vocabulary.host ?? ''}的去留，等待裁定。</p>
                    </ConfirmDialog>
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
      )}
    </>
  );
}
