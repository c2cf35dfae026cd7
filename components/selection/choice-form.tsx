import Link from 'next/link';
import { CommandForm, FormArea, FormRadio, FormSelect } from '@/components/form/command-form';
import { ArticleChip } from '@/components/regulation/article-chip';
import { FindingsPanel } from '@/components/regulation/findings-panel';
import type { FindingView } from '@/components/regulation/rule-row';
import { Severity } from '@/components/regulation/severity';
import { ConfirmDialog } from '@/components/ui/confirm-dialog';
import { DataTable, type Column } from '@/components/ui/data-table';
import { Empty } from '@/components/ui/empty';
import { Section } from '@/components/ui/section';
import type { Condition } from '@/lib/application/conditions';
import { HOSPITAL_LEVELS, ROAD_WORDS, TITLES, type HospitalLevel, type Post, type Title } from '@/lib/glossary';
import { newId } from '@/lib/kernel/ids';
import type { LoadedResult } from '@/lib/notice/loaders';
import { postLabel } from '@/lib/regulation/profile';
import { chooseResultAction } from '@/lib/selection/actions';
import type { LoadedRound } from '@/lib/selection/loaders';
import type { Candidate } from '@/lib/selection/result';
import { articleOf, designationArticle, roadsOf } from '@/lib/selection/roads';

interface ChoiceFormProps {
  jurisdiction: string;
  round: LoadedRound;
  result: LoadedResult;
  query: { application?: string | undefined; q?: string | undefined };
  articleHref: (article: string) => string;
  wordsFor: (article: string) => string | undefined;
}

/** Where an official puts a result forward: what there is to choose from, and what he has to write. */
export function ChoiceForm(props: ChoiceFormProps) {
  switch (props.round.road) {
    case 'selection': return <HostChoice {...props} />;
    case 'designation': return <Designation {...props} />;
    case 'recommendation': return <MembersChoice {...props} />;
  }
}

const departures = (conditions: readonly Condition[]) => conditions.filter((c) => c.status === 'departed');

/** Whether a candidate meets the conditions, and from which of those that hold in principle the review has departed. */
function Conditions({ conditions }: Pick<Candidate, 'conditions'>) {
  const departed = departures(conditions);
  return departed.length > 0 ? <><Severity severity="note">{departed.length} 项已说明</Severity><small className="muted ln">{departed.map((c) => c.label).join('、')}</small></> : <Severity severity="ok">符合</Severity>;
}

const formOf = ({ jurisdiction, round }: ChoiceFormProps, prefix: string) => ({
  action: chooseResultAction, jurisdiction, formKey: newId(), version: round.version, letter: round.rules.profile.jurisdiction.letter, prefix, className: 'form',
});

const headOptions = (staff: LoadedResult['staff'], institutionId: string) =>
  staff.filter((p) => p.institutionId === institutionId).map((p) => ({ value: p.id, label: p.title === 'none' ? p.name : `${p.name}（${TITLES[p.title as Title]}）` }));

function Standing({ candidate: { standing } }: { candidate: Candidate }) {
  if (!standing) return null;
  return <>第 {standing.rank} 名</>;
}

function HostChoice(props: ChoiceFormProps) {
  const { jurisdiction, round, result, query, articleHref, wordsFor } = props;
  const { profile } = round.rules;
  const host = profile.vocabulary.host ?? '承担单位';
  const path = `/${jurisdiction}/selections/${round.id}`;
  const ranked = result.candidates.some((c) => c.standing);
  const previous = round.choice?.kind === 'host' ? round.choice : null;
  const picked = result.candidates.find((c) => c.id === query.application) ?? (result.candidates.length === 1 ? result.candidates[0] : undefined);
  const columns: Column<Candidate>[] = [
    { key: 'unit', head: '申请单位', cell: (c) => <>{c.institution.name}{c.institution.level !== 'none' && <span className="muted">（{HOSPITAL_LEVELS[c.institution.level as HospitalLevel]}）</span>}</>, phone: 'primary' },
    { key: 'head', head: '推荐的负责人', cell: (c) => (c.person ? `${c.person.name}（${TITLES[c.person.title as Title]}）` : null), phone: 'bare' },
    ...(ranked ? [
      { key: 'rank', head: '评审名次', cell: (c: Candidate) => <Standing candidate={c} />, phone: 'aside' as const, width: 84 },
      { key: 'score', head: '得分', cell: (c: Candidate) => c.standing?.score.toFixed(2), phone: 'line' as const, align: 'right' as const, width: 72 },
      { key: 'veto', head: '否决意见', cell: (c: Candidate) => (c.standing?.vetoes ? <Severity severity="warn">{c.standing.vetoes} 名评委</Severity> : '无'), phone: 'line' as const, width: 96 },
    ] : []),
    { key: 'conditions', head: '资格', cell: (c) => <Link href={`${path}/applications/${c.id}`}><Conditions conditions={c.conditions} /></Link>, phone: 'line', width: 112 },
    { key: 'pick', head: '', cell: (c) => (c.id === picked?.id ? <b>已选</b> : <Link href={`${path}/result?application=${c.id}#choose`} scroll={false}>选择<span className="vh">{c.institution.name}</span></Link>), phone: 'bare', align: 'right', width: 56 },
  ];
  const options = picked ? headOptions(result.staff, picked.institutionId) : [];
  return (
    <>
      <Section title="符合条件的申请" aside={ranked ? <Link href={`${path}/comparison`}>评审对比表</Link> : undefined}>
        <DataTable caption="符合条件的申请" rows={result.candidates} rowKey={(c) => c.id} columns={columns} empty={<Empty title="没有符合条件的申请" links={[{ href: `${path}/applications`, label: '申请与资格' }]}>可以重新审核申请，或者终止这一轮。</Empty>} />
      </Section>
      <Section id="choose" title={<>提出拟定结果 <ArticleChip letter={profile.jurisdiction.letter} article={articleOf(profile, 'choice')} annexes={profile.instrument.annexes} href={articleHref(articleOf(profile, 'choice'))} words={wordsFor(articleOf(profile, 'choice'))} /></>}>
        {!picked ? <p className="muted">在上表选择一个单位后填写。</p> : (
          <CommandForm {...formOf(props, 'choose-')} fields={{ selectionId: round.id, applicationId: picked.id }}>
            <p>拟定{host}：<b>{picked.institution.name}</b>{picked.standing && <span className="muted">，评审第 {picked.standing.rank} 名，{picked.standing.score.toFixed(2)} 分</span>}</p>
            {options.length > 0 && <FormSelect name="headPersonId" label="拟任负责人" required empty="请选择" options={options} defaultValue={picked.personId ?? ''} hint={picked.person ? `申请书推荐${picked.person.name}，改任他人须写明理由` : undefined} />}
            {options.length > 0 && <FormArea name="headReason" label="另定负责人的理由" rows={2} hint="与申请书推荐的人选相同的，不填写" defaultValue={previous?.headReason} />}
            {options.length > 0 && <FormArea name="judgement" label="另定负责人的条件：认定意见" rows={2} hint="另定的负责人在提出时检验，须由人认定的会逐项列出" defaultValue={previous?.judgement} />}
            {picked.standing && (picked.standing.rank > 1 || picked.standing.vetoes > 0) && (
              <FormArea name="rankReason" label={picked.standing.rank > 1 ? '未按评审名次择优的理由' : '有否决意见仍然择优的理由'} required rows={3} defaultValue={previous?.applicationId === picked.id ? previous.rankReason : undefined} />
            )}
            <FormArea name="reason" label="择优理由" required rows={4} hint="与其他申请相比，为何最合适；不公开，供复核和查证" defaultValue={previous?.applicationId === picked.id ? previous.reason : undefined} />
            <div className="acts">
              <ConfirmDialog label="提出拟定结果" variant="primary" title={`拟定${picked.institution.name}为${host}？`} confirmLabel="提出">
                <p>提出后由另一名经办人复核。{profile.notice ? '发布公示' : '作出决定'}以前，申请单位和评委看不到结果。</p>
              </ConfirmDialog>
            </div>
          </CommandForm>
        )}
      </Section>
    </>
  );
}

/** The conditions of a designation as findings; what only a person can say is left for his reason. */
const findingsOf = (conditions: readonly Condition[]): FindingView[] =>
  conditions.map((c) => ({
    rule: c.id, label: c.label, article: c.article, force: c.force, message: c.says,
    severity: c.status === 'met' ? 'ok' : c.status === 'open' || c.force === 'advisory' ? 'note' : c.force === 'mandatory' ? 'block' : 'warn',
  }));

function Designation(props: ChoiceFormProps) {
  const { jurisdiction, round, result, query, articleHref, wordsFor } = props;
  const { profile } = round.rules;
  const host = profile.vocabulary.host ?? '承担单位';
  const here = `/${jurisdiction}/selections/${round.id}/result`;
  const { letter } = profile.jurisdiction;
  const article = designationArticle(profile, round.purpose);
  const previous = round.choice?.kind === 'host' ? round.choice : null;
  const { institution } = result;
  const options = institution ? headOptions(result.staff, institution.id) : [];
  const heads = profile.structure.bodies.some((b) => b.head);
  const open = result.designation?.conditions.filter((c) => c.status === 'open') ?? [];
  const selects = roadsOf(profile).includes('selection');
  return (
    <div className={institution ? 'cols panelled' : undefined}>
      <div>
        <Section id="find" title={`选择${host}`}>
          <form method="get" action={here} className="bar" role="search">
            <input className="in q" type="search" name="q" defaultValue={query.q} placeholder="单位名称或拼音首字母" aria-label="查找单位" />
            <button type="submit" className="btn">查找</button>
          </form>
          {query.q?.trim() && (
            <DataTable
              caption="查找结果" rows={result.institutions} rowKey={(i) => i.id}
              columns={[
                { key: 'name', head: '单位', cell: (i) => i.name, phone: 'primary' },
                { key: 'level', head: '等级', cell: (i) => HOSPITAL_LEVELS[i.level as HospitalLevel], phone: 'bare' },
                { key: 'region', head: '区域', cell: (i) => i.region, phone: 'bare' },
                { key: 'pick', head: '', cell: (i) => <Link href={`${here}?institution=${i.id}#choose`}>选择<span className="vh">{i.name}</span></Link>, phone: 'aside', align: 'right' },
              ]}
              empty={<Empty title="没有找到单位" links={[{ href: `/${jurisdiction}/institutions`, label: '医疗机构' }]}>换一个词查找，或者先登记。</Empty>}
            />
          )}
          {!query.q?.trim() && !institution && <p className="muted">先查找并选择单位，再填写指定的理由。</p>}
        </Section>
        {institution && (
          <Section id="choose" title={<>提出指定 <ArticleChip letter={letter} article={article} annexes={profile.instrument.annexes} href={articleHref(article)} words={wordsFor(article)} /></>}>
            <CommandForm {...formOf(props, 'choose-')} fields={{ selectionId: round.id, institutionId: institution.id }}>
              <p>拟指定{host}：<b>{institution.name}</b></p>
              {heads && (options.length > 0
                ? <FormSelect name="headPersonId" label="拟任负责人" required empty="请选择" options={options} defaultValue={previous?.institutionId === institution.id ? (previous.headPersonId ?? '') : ''} />
                : <p>该单位没有登记人选，<Link href={`/${jurisdiction}/people/new`}>先登记负责人人选</Link></p>)}
              <FormArea name="reason" label="指定的理由" required rows={4} hint={`${selects ? '为何不经遴选而指定，' : ''}为何是这个单位`} defaultValue={previous?.institutionId === institution.id ? previous.reason : undefined} />
              <FormArea
                name="judgement" label="须由人认定的条件：认定意见" required={open.length > 0} rows={3}
                hint={`${open.length > 0 ? `${open.map((c) => c.label).join('、')}。` : ''}拟任负责人的条件在提出时一并检验，须认定的会逐项列出`}
                defaultValue={previous?.institutionId === institution.id ? previous.judgement : undefined}
              />
              {profile.notice && profile.selection?.designation?.noticeMayBeWaived && (
                <>
                  <FormRadio
                    name="notice" label="是否公示" required defaultValue={previous?.noticeWaived ? 'waived' : 'held'}
                    options={[{ value: 'held', label: '公示', hint: selects ? '期限与遴选结果相同' : undefined }, { value: 'waived', label: '不公示', hint: '须写明理由，随决定保存' }]}
                  />
                  <FormArea name="noticeWaived" label="不公示的理由" rows={2} defaultValue={previous?.noticeWaived ?? undefined} hint={<><Severity severity="warn" small>选择不公示的必须填写</Severity> <ArticleChip letter={letter} article={article} annexes={profile.instrument.annexes} href={articleHref(article)} /></>} />
                </>
              )}
              <div className="acts">
                <ConfirmDialog label="提出指定" variant="primary" title={`指定${institution.name}为${host}？`} confirmLabel="提出"><p>提出后由另一名经办人复核。</p></ConfirmDialog>
              </div>
            </CommandForm>
          </Section>
        )}
      </div>
      {institution && result.designation && (
        <aside className="panel">
          <FindingsPanel findings={findingsOf(result.designation.conditions)} letter={letter} title="条件检验" note="按登记信息" articleHref={articleHref} wordsFor={wordsFor} foldOk />
        </aside>
      )}
    </div>
  );
}

function MembersChoice(props: ChoiceFormProps) {
  const { round, result, jurisdiction } = props;
  const { profile } = round.rules;
  const path = `/${jurisdiction}/selections/${round.id}`;
  const previous = round.choice?.kind === 'members' ? new Set(round.choice.members.map((m) => m.applicationId)) : null;
  const article = articleOf(profile, 'choice', round.body);
  if (result.candidates.length === 0) {
    return <Section title="符合条件的人选"><Empty title="没有符合条件的人选" links={[{ href: `${path}/applications`, label: `${ROAD_WORDS[round.road].entry}与资格` }]}>可以重新审核，或者终止这一轮。</Empty></Section>;
  }
  return (
    <Section id="choose" title={<>提出拟定成员 <ArticleChip letter={profile.jurisdiction.letter} article={article} annexes={profile.instrument.annexes} href={props.articleHref(article)} words={props.wordsFor(article)} /></>}>
      <CommandForm {...formOf(props, 'choose-')} className="form wide" fields={{ selectionId: round.id }}>
        <DataTable
          caption="符合条件的人选" rows={result.candidates} rowKey={(c) => c.id}
          columns={[
            {
              key: 'name', head: '人选', phone: 'primary',
              cell: (c) => (
                <label className="check"><input type="checkbox" name="applicationIds" value={c.id} id={c === result.candidates[0] ? 'choose-applicationIds' : undefined} defaultChecked={previous?.has(c.id)} /><span>{c.person?.name}</span></label>
              ),
            },
            { key: 'post', head: '拟任职务', cell: (c) => (c.post ? postLabel(profile, c.post as Post) : null), phone: 'aside' },
            { key: 'title', head: '职称', cell: (c) => (c.person ? TITLES[c.person.title as Title] : null), phone: 'bare' },
            { key: 'unit', head: '推荐单位', cell: (c) => c.institution.name, phone: 'bare' },
            { key: 'conditions', head: '资格', cell: (c) => <Link href={`${path}/applications/${c.id}`}><Conditions conditions={c.conditions} /></Link>, phone: 'line' },
          ]}
        />
        <div className="form">
          <FormArea name="reason" label="理由" required rows={4} hint="为何是这些人选，照顾了哪些单位和专业" defaultValue={round.choice?.reason} />
          <div className="acts">
            <ConfirmDialog label="提出拟定成员" variant="primary" title="提出所选人选？" confirmLabel="提出"><p>提出后由另一名经办人复核。</p></ConfirmDialog>
          </div>
        </div>
      </CommandForm>
    </Section>
  );
}
