import { ArticleChip } from '@/components/regulation/article-chip';
import { articleOf, hasStage } from '@/lib/selection/roads';
import type { Metadata } from 'next';
import Link from 'next/link';
import { CommandForm, FormArea, FormDate, FormSelect, FormText } from '@/components/form/command-form';
import { PageHead } from '@/components/ui/page-head';
import { SubmitButton } from '@/components/ui/submit-button';
import { openCentreAction } from '@/lib/centre/actions';
import { CENTRE_CLASSES } from '@/lib/glossary';
import { loadDeskFor, readAs } from '@/lib/jurisdiction/loaders';
import { listInstitutions } from '@/lib/institution/data';
import { newId } from '@/lib/kernel/ids';
import { queryOf, type RawQuery } from '@/lib/kernel/text';
import { mayDepart } from '@/lib/specialty/change';
import { loadDirectionsToOpen } from '@/lib/specialty/loaders';

export const metadata: Metadata = { title: '设立' };

export default async function OpenCentrePage({ params, searchParams }: { params: Promise<{ jurisdiction: string }>; searchParams: Promise<RawQuery> }) {
  const { jurisdiction } = await params;
  const { specialty } = queryOf(await searchParams);
  const desk = await loadDeskFor(jurisdiction, 'centre.open');
  const { profile } = desk.rules;
  const { centreShort, host } = profile.vocabulary;
  const forms = hasStage(profile, 'forming');
  const word = forms ? '组建' : '设立';
  const { directions, free, isEmpty, isHard } = await loadDirectionsToOpen(jurisdiction);
  const institutions = host ? await readAs(desk.actor, (tx) => listInstitutions(tx, desk.actor.tenantId)) : [];
  return (
    <>
      <PageHead crumb={[{ label: centreShort, href: `/${jurisdiction}/centres` }, { label: '设立' }]} title={<>{word}{centreShort} {forms && <ArticleChip letter={profile.jurisdiction.letter} article={articleOf(profile, 'forming')} annexes={profile.instrument.annexes} href={`/${jurisdiction}/rules#${encodeURIComponent(articleOf(profile, 'forming'))}`} />}</>} sub={`登记已经决定${word}的${centreShort}，随即可以提出${profile.vocabulary.bodies[profile.structure.bodies[0]!.body] ?? '人员'}名单`} />
      <CommandForm action={openCentreAction} jurisdiction={jurisdiction} formKey={newId()} className="form" letter={profile.jurisdiction.letter}>
        <FormSelect
          name="specialtyId" label="专业方向" required empty="请选择" defaultValue={specialty ?? ''}
          options={directions.map((s) => ({ value: s.id, label: `${s.number ? `${s.number}. ` : ''}${s.direction}（${CENTRE_CLASSES[s.class]}${s.isSet ? '，已设' : ''}）` }))}
          hint={isEmpty ? <>规划还是空的，先到<Link href={`/${jurisdiction}/specialties`}>设置规划</Link>增加方向</> : free === 0 ? '规划中的方向均已设立' : `未设的方向 ${free} 个${isHard ? '；同一方向只设一个' : ''}`}
        />
        {host && <FormSelect name="institutionId" label={host} required empty="请选择" options={institutions.map((i) => ({ value: i.id, label: `${i.name}（${i.region}）` }))} {...(institutions.length === 0 ? { hint: <>还没有机构，先到<Link href={`/${jurisdiction}/institutions`}>医疗机构</Link>登记</> } : {})} />}
        <FormDate name="openedOn" label="设立日期" required defaultValue={desk.today} hint={profile.structure.hostCycle ? `挂靠周期 ${profile.structure.hostCycle.years} 年，自这一日起算` : undefined} />
        <FormText name="name" label="名称" hint={`不填则为方向加“${profile.vocabulary.centreSuffix}”，已有同名的再加序号`} />
        <FormText name="document" label="文号" hint="可以不填" />
        {mayDepart(profile) && <FormArea name="departure" label="偏离的理由" rows={2} hint="只在与原则性规定不一致时填写" />}
        <div className="acts"><SubmitButton>{word}{centreShort}</SubmitButton></div>
      </CommandForm>
    </>
  );
}
