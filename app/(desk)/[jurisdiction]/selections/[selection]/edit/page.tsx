import type { Metadata } from 'next';
import { CommandForm, FormArea, FormDate, FormText } from '@/components/form/command-form';
import { AssessorFields } from '@/components/selection/assessor-fields';
import { SchemeFields } from '@/components/selection/scheme-fields';
import { Banner } from '@/components/ui/banner';
import { Button } from '@/components/ui/button';
import { PageHead } from '@/components/ui/page-head';
import { Section } from '@/components/ui/section';
import { SubmitButton } from '@/components/ui/submit-button';
import { newId } from '@/lib/kernel/ids';
import { loadAssessors } from '@/lib/panel/loaders';
import { formatArticle } from '@/lib/regulation/citation';
import { saveRoundAction } from '@/lib/selection/actions';
import { ROAD_WORDS, TITLES } from '@/lib/glossary';
import { loadRound } from '@/lib/selection/loaders';
import { articleOf, hasStage, namesPanel, roundsWord } from '@/lib/selection/roads';
import { stateWord } from '@/lib/selection/states';

type Props = { params: Promise<{ jurisdiction: string; selection: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { jurisdiction, selection } = await params;
  return { title: `修改 ${(await loadRound(jurisdiction, selection)).round.number}` };
}

const text = (value: unknown): string => (typeof value === 'string' || typeof value === 'number' ? String(value) : '');
const record = (value: unknown): Record<string, unknown> => (typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {});

export default async function EditRoundPage({ params }: Props) {
  const { jurisdiction, selection } = await params;
  const { round } = await loadRound(jurisdiction, selection);
  const { profile } = round.rules;
  const words = ROAD_WORDS[round.road];
  const path = `/${jurisdiction}/selections/${round.id}`;
  const head = (
    <PageHead
      crumb={[{ label: roundsWord(profile), href: `/${jurisdiction}/selections` }, { label: round.number, href: path }, { label: '修改' }]}
      title={round.road === 'designation' ? '修改标题' : '公告和工作方案'}
      sub={round.title}
    />
  );
  if (round.state !== 'draft') {
    return (
      <>
        {head}
        <Banner severity="note" title={`现为“${stateWord(round.road, round.state)}”，不能修改`} aside={<a href={path}>返回概况</a>}>
          {(round.state === 'scheme-submitted' || round.state === 'scheme-approved') && '需要修改的，先由医政处退回起草。'}
        </Banner>
      </>
    );
  }
  const draft = record(round.schemeDraft);
  const panel = record(draft.panel);
  const calls = round.road !== 'designation';
  const plans = hasStage(profile, 'scheme');
  const assessors = round.road === 'selection' && namesPanel(profile) ? await loadAssessors(jurisdiction) : null;
  return (
    <>
      {head}
      {round.returnReason && <Banner severity="warn" title="已退回修改">{round.returnReason}</Banner>}
      <CommandForm action={saveRoundAction} jurisdiction={jurisdiction} formKey={newId()} version={round.version} fields={{ step: 'edit', selectionId: round.id }} letter={profile.jurisdiction.letter} className="form wide">
        {/* What the Enter key does: saves, and moves no row. */}
        <button type="submit" name="stay" value="true" hidden tabIndex={-1} />
        <div className="form">
          <FormText name="title" label="标题" required defaultValue={round.title} />
        </div>
        {calls && (
          <>
            <Section title="公告">
              <div className="form">
                <FormArea name="conditions" label={`${words.answer}条件`} required rows={8} defaultValue={round.conditions} hint="一行一条；末尾用全角括号注明条文的，公告上显示为条文标签" />
                <FormArea name="materials" label={`${words.answer}材料`} required rows={6} defaultValue={round.materials} hint="一行一项" />
                <div className="line">
                  <FormDate name="opensOn" label={`${words.answer}开始`} required defaultValue={round.opensOn ?? ''} />
                  <FormDate name="closesOn" label={`${words.answer}截止`} required defaultValue={round.closesOn ?? ''} hint="当日24时截止" />
                </div>
                <FormArea name="contact" label="联系方式" required rows={2} defaultValue={round.contact} hint="部门、电话、地址，公告上可见" />
              </div>
            </Section>
            <Section title="工作方案" aside={plans ? `须经审定，${formatArticle(articleOf(profile, 'scheme'), profile.instrument.annexes)}` : undefined}>
              <div className="form">
                <FormArea name="procedure" label="办理流程" required rows={6} defaultValue={text(draft.procedure)} hint={round.road === 'selection' ? '没有改写的，保存时随评审方式和答辩变动' : undefined} />
              </div>
              {round.road === 'selection' && (
                <div className="form wide">
                  <SchemeFields
                    panel={draft.panel !== null && draft.panel !== undefined}
                    size={draft.panel ? text(panel.size) : '5'} aggregate={text(panel.aggregate) || 'mean'} outlierPercent={text(panel.outlierPercent) || '20'} defence={panel.defence !== false}
                    items={(Array.isArray(panel.items) ? panel.items : []).map(record).map((i) => ({ id: text(i.id), label: text(i.label), points: text(i.points), guide: text(i.guide) }))}
                  >
                    {assessors && (
                      <AssessorFields
                        assessors={assessors.map(({ accountId, name, person }) => ({ accountId, name, place: person ? `${person.institution}，${TITLES[person.title]}` : '未列入专家库' }))}
                        named={(Array.isArray(panel.assessors) ? panel.assessors : []).map((a) => text(record(a).accountId))}
                      />
                    )}
                  </SchemeFields>
                </div>
              )}
            </Section>
          </>
        )}
        <div className="acts">
          <SubmitButton>保存</SubmitButton>
          <SubmitButton variant="default" name="stay" value="true">保存并继续</SubmitButton>
          <Button variant="quiet" href={path}>返回概况</Button>
        </div>
      </CommandForm>
    </>
  );
}
