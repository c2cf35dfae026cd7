import type { Metadata } from 'next';
import Link from 'next/link';
import { CommandForm, FormArea, FormRadio, FormSelect } from '@/components/form/command-form';
import { ArticleChip } from '@/components/regulation/article-chip';
import { FindingsPanel } from '@/components/regulation/findings-panel';
import type { FindingView } from '@/components/regulation/rule-row';
import { Banner } from '@/components/ui/banner';
import { Button } from '@/components/ui/button';
import { Empty } from '@/components/ui/empty';
import { FilterBar } from '@/components/ui/filter-bar';
import { KeyValue } from '@/components/ui/key-value';
import { PageHead } from '@/components/ui/page-head';
import { Segments } from '@/components/ui/segments';
import { BareSelect } from '@/components/ui/select';
import { SubmitButton } from '@/components/ui/submit-button';
import { CENTRE_STATUSES } from '@/lib/centre/states';
import { CENTRE_CLASSES, SELECTION_STAGES } from '@/lib/glossary';
import { loadWords } from '@/lib/jurisdiction/loaders';
import { formatDate } from '@/lib/kernel/chinese';
import { newId } from '@/lib/kernel/ids';
import { queryOf, type RawQuery } from '@/lib/kernel/text';
import { bodyLabel } from '@/lib/regulation/profile';
import { saveRoundAction } from '@/lib/selection/actions';
import { loadBeginning } from '@/lib/selection/loaders';
import { articleOf, hasStage, purposeWord, roadsOf, roundsWord } from '@/lib/selection/roads';
import { ROADS } from '@/lib/selection/states';

export const metadata: Metadata = { title: '发起' };

export default async function NewRoundPage({ params, searchParams }: { params: Promise<{ jurisdiction: string }>; searchParams: Promise<RawQuery> }) {
  const { jurisdiction } = await params;
  const query = queryOf(await searchParams);
  const { desk, directions, chosen, findings } = await loadBeginning(jurisdiction, query.specialty);
  const { profile } = desk.rules;
  const { letter } = profile.jurisdiction;
  const { centreShort, host } = profile.vocabulary;
  const roads = roadsOf(profile);
  const path = `/${jurisdiction}/selections`;
  const wordsFor = await loadWords(jurisdiction, profile.id);
  const title = `发起${roundsWord(profile)}`;
  // What is to be filled: a new centre, or the place of one that stands.
  const named = chosen?.centres.find((c) => c.id === query.centre) ?? chosen?.centres[0] ?? null;
  const replaces = named !== null && query.purpose !== 'establish';
  const at = (purpose: string, centre?: string) => `${path}/new?${new URLSearchParams({ specialty: chosen!.id, ...(query.road ? { road: query.road } : {}), purpose, ...(centre ? { centre } : {}) })}`;
  const blocked = !replaces && findings.some((f) => f.severity === 'block');
  const departs = !replaces && findings.some((f) => f.severity === 'warn');
  const views: FindingView[] = [
    ...findings.map((f) => {
      const rule = profile.rules.find((r) => f.rule === `centre.${r.id}`);
      return { ...f, label: rule?.label ?? f.message, ...(rule ? { force: rule.force } : {}) };
    }),
    ...profile.rules.filter((r) => r.kind.startsWith('centre.') && !findings.some((f) => f.rule === `centre.${r.id}`)).map((r) => ({ rule: `centre.${r.id}`, label: r.label, severity: 'ok' as const, article: r.article, force: r.force, message: '' })),
  ];
  const needsGround = replaces ? !named.due : departs;
  return (
    <>
      <PageHead crumb={[{ label: roundsWord(profile), href: path }, { label: '发起' }]} title={title} sub={roads.every((r) => r === 'designation') ? '先选专业方向，再提出拟指定的单位' : `先选专业方向；公告、材料和工作方案由条文${profile.applicationForm ? '和申请书' : ''}生成草稿，随后修改`} />
      <FilterBar action={`${path}/new`} label="专业方向" submit="选定" keep={{ road: query.road }}>
        <BareSelect
          name="specialty" label="专业方向" className="q" empty="请选择专业方向" defaultValue={chosen?.id ?? ''}
          options={directions.map((s) => {
            const waiting = s.centres.some((c) => c.status === 'reselecting' || c.status === 'without-host');
            return { value: s.id, label: `${s.number ? `${s.number}. ` : ''}${s.direction}（${CENTRE_CLASSES[s.class]}${waiting ? `，待${roundsWord(profile)}` : s.centres.length > 0 ? '，已设' : '，未设'}）` };
          })}
        />
      </FilterBar>
      {roads.length === 0 ? (
        <Empty title="本办法没有遴选、指定或者推荐的程序" />
      ) : !chosen ? (
        <Empty title={directions.length === 0 ? '没有可以发起的专业方向' : '请先选择专业方向'} links={[{ href: `/${jurisdiction}/specialties`, label: '设置规划' }]}>正在进行的方向不再列出，一个方向同时只进行一轮。</Empty>
      ) : chosen.running ? (
        <Banner severity="warn" title={`“${chosen.direction}”的${chosen.running.number}还没有结束`} aside={<a href={`${path}/${chosen.running.id}`}>查看</a>}>结束或者终止后才能另行发起。</Banner>
      ) : (
        <div className="cols">
          <div className="form wide">
            {chosen.centres.length > 0 && (
              <Segments
                label="新设或者更换"
                items={[
                  ...chosen.centres.map((c) => ({ href: at('replace', c.id), label: `${purposeWord(profile, 'replace')}：${c.name}`, current: replaces && c.id === named?.id })),
                  { href: at('establish'), label: `${purposeWord(profile, 'establish')}${centreShort}`, current: !replaces },
                ]}
              />
            )}
            {replaces && (
              <KeyValue
                lined
                items={[
                  { label: centreShort, value: named.name },
                  { label: '状态', value: CENTRE_STATUSES[named.status] },
                  ...(host ? [{ label: named.period?.endedOn ? `原${host}` : host, value: named.period?.institution.name ?? '空缺' }] : []),
                  ...(named.period?.dueToEndOn ? [{ label: '周期届满', value: formatDate(named.period.dueToEndOn) }] : []),
                ]}
              />
            )}
            <CommandForm
              action={saveRoundAction} jurisdiction={jurisdiction} formKey={newId()} letter={letter} className="form"
              fields={{ step: 'begin', specialtyId: chosen.id, purpose: replaces ? 'replace' : 'establish', ...(replaces ? { centreId: named.id } : {}), ...(roads.length === 1 ? { road: roads[0]! } : {}) }}
            >
              {roads.length > 1 && (
                <FormRadio
                  name="road" label="方式" required cards defaultValue={roads.find((r) => r === query.road) ?? roads[0]!}
                  options={roads.map((value) => ({ value, label: ROADS[value], hint: value === 'designation' ? '不公开申报，须写明指定的理由，由另一人复核' : '发布公告，公开申报，择优确定' }))}
                />
              )}
              {roads[0] === 'recommendation' && (
                <FormSelect name="body" label="推荐到" required empty="请选择" options={profile.structure.bodies.map((b) => ({ value: b.body, label: bodyLabel(profile, b.body) }))} />
              )}
              <FormArea
                name="ground" label={replaces ? `${purposeWord(profile, 'replace')}的理由` : '设置的理由'} rows={3} required={needsGround}
                hint={needsGround ? (replaces ? '须写明' : '与原则上的规定不一致，须写明') : '可以不填'}
              />
              <div className="acts">
                {blocked || (!replaces && chosen.ended) ? (
                  <Button variant="primary" reasons={[...(chosen.ended ? [{ text: '这个方向已经不在规划之内' }] : []), ...findings.filter((f) => f.severity === 'block').map((f) => ({ text: f.message }))]}>建立草稿</Button>
                ) : (
                  <SubmitButton>建立草稿</SubmitButton>
                )}
                <Button variant="quiet" href={path}>取消</Button>
              </div>
            </CommandForm>
          </div>
          <aside className="rail">
            {replaces ? (
              <>
                <h3>说明</h3>
                <p className="small">{!host ? `推荐的人选经审核、确定后，列入${named.name}的名单。` : <>{named.due ? '可以发起：已届满、一年内届满或者须重新遴选。' : `${host}未届满，也没有须重新确定的裁定。`}{profile.structure.hostCycle && `新${host}重新起算周期。`}{profile.handover && `原${host}办理交接。`}</>}</p>
              </>
            ) : (
              <>
                <FindingsPanel findings={views} letter={letter} title="设置检验" wordsFor={wordsFor} articleHref={(article) => `/${jurisdiction}/rules#${encodeURIComponent(article)}`} />
                {hasStage(profile, 'forming') && (
                  <>
                    <h3>{SELECTION_STAGES.forming}</h3>
                    <p className="small">已经决定组建的，不经这一轮，<Link href={`/${jurisdiction}/centres/new?specialty=${chosen.id}`}>直接组建{centreShort}</Link> <ArticleChip letter={letter} article={articleOf(profile, 'forming')} annexes={profile.instrument.annexes} href={`/${jurisdiction}/rules#${encodeURIComponent(articleOf(profile, 'forming'))}`} words={wordsFor(articleOf(profile, 'forming'))} /></p>
                  </>
                )}
              </>
            )}
          </aside>
        </div>
      )}
    </>
  );
}
