import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { ReviewForm } from '@/components/application/review-form';
import { CommandForm, DraftButton, FormArea } from '@/components/form/command-form';
import { Autosave } from '@/components/panel/autosave';
import { keptEntries, ScoreSheet } from '@/components/panel/score-sheet';
import { ScoreTotal, SubmitScoreButton } from '@/components/panel/score-total';
import { Banner } from '@/components/ui/banner';
import { KeyValue } from '@/components/ui/key-value';
import { PageHead } from '@/components/ui/page-head';
import { PrintButton } from '@/components/ui/print-button';
import { Section } from '@/components/ui/section';
import { Tag } from '@/components/ui/tag';
import { UnsavedGuard } from '@/components/ui/unsaved-guard';
import { formFor } from '@/lib/application/form';
import { TITLES } from '@/lib/glossary';
import { newId } from '@/lib/kernel/ids';
import { formatInstant } from '@/lib/kernel/instant';
import { saveScoreAction, submitScoreAction } from '@/lib/panel/actions';
import { loadSheet } from '@/lib/panel/loaders';
import { fullPoints } from '@/lib/selection/scheme';

type Props = { params: Promise<{ jurisdiction: string; selection: string; application: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { jurisdiction, selection, application } = await params;
  return { title: `评分 ${(await loadSheet(jurisdiction, selection, application)).application.institution}` };
}

export default async function SheetPage({ params }: Props) {
  const { jurisdiction, selection, application: id } = await params;
  const { round, application, sheet, conflicts: bars } = await loadSheet(jurisdiction, selection, id);
  const { content } = application;
  const rubric = round.rubric ?? notFound();
  const { profile } = round.rules;
  const maximum = fullPoints(rubric);
  const entries = sheet?.items ?? {};
  const editable = round.state === 'scoring' && sheet?.state !== 'submitted' && bars.length === 0;
  const items = rubric.items.map(({ id: item, label, points }) => ({ id: item, label, points }));
  const kept = { ...keptEntries(rubric.items, entries), veto: sheet?.veto ?? '' };
  return (
    <>
      <PageHead
        crumb={[{ label: '评审', href: `/${jurisdiction}/reviews` }, { label: round.number, href: `/${jurisdiction}/reviews/${round.id}` }, { label: application.institution }]}
        title={application.institution}
        tag={<Tag tone={sheet?.state === 'submitted' ? 'ok' : sheet ? 'warn' : 'plain'}>{sheet?.state === 'submitted' ? '评分已提交' : sheet ? '评分已保存' : '未评分'}</Tag>}
        sub={<>{`拟任负责人 ${application.head ?? '未填写'}`}；<span className="nw">{application.receipt}</span>{rubric.defence && application.defenceOrder !== null ? `；答辩第 ${application.defenceOrder} 位` : ''}</>}
        actions={<>{editable && <a className="btn noprint" href="#sheet">去评分</a>}<PrintButton /></>}
      />
      {bars.length > 0 && <Banner severity="block" title="应当回避，不能再评分" aside={<a href={`/${jurisdiction}/reviews/${round.id}#withdraw`}>去办理回避</a>}>{bars.map((c) => c.note).join('；')}</Banner>}
      {content ? (
        <ReviewForm
          form={formFor(profile, round)} answers={content.answers} files={content.files}
          person={content.person && `${content.person.name}，${TITLES[content.person.title]}，${content.person.institution.name}`}
          letter={profile.jurisdiction.letter} annexes={profile.instrument.annexes} articleHref={(article) => `/${jurisdiction}/rules#${encodeURIComponent(article)}`}
          fileHref={(file) => `/api/${jurisdiction}/applications/${application.applicationId}/files/${file}`}
        />
      ) : <Banner severity="note" title="本轮已经结束">申请书和材料不再可以查看，只保留您本人的评分表</Banner>}
      {editable ? (
        <Section title="评分表" id="sheet" aside="评审结束以前，只有您能看到这份评分">
          <CommandForm
            jurisdiction={jurisdiction} action={submitScoreAction} draft={saveScoreAction} formKey={newId()} fields={{ applicationId: application.applicationId }} className="form wide" order={Object.keys(kept)}
            {...(sheet ? { version: sheet.version } : {})}
          >
            <ScoreSheet items={rubric.items} entries={entries} editable />
            <FormArea name="veto" label="否决" rows={2} defaultValue={sheet?.veto ?? undefined} hint="认为无论得分多少都不应确定该单位的，写明事实和理由；不否决的不填" />
            <UnsavedGuard kept={kept} />
            <ScoreTotal items={items} kept={kept} maximum={maximum}>
              <Autosave action={saveScoreAction} formKey={newId()} />
              <DraftButton>保存</DraftButton>
              <SubmitScoreButton items={items} institution={application.institution} maximum={maximum} />
            </ScoreTotal>
          </CommandForm>
        </Section>
      ) : (
        <Section title="评分表" aside={sheet?.submittedAt ? `${formatInstant(sheet.submittedAt)}提交，不能更改` : '没有提交'}>
          <ScoreSheet items={rubric.items} entries={entries} editable={false} />
          <KeyValue items={[{ label: '合计', value: sheet?.total === undefined || sheet.total === null ? '未提交' : `${sheet.total} / ${maximum} 分` }, { label: '否决', value: sheet?.veto ?? '无' }]} />
        </Section>
      )}
    </>
  );
}
