import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { CommandForm, FormArea, FormDate, FormRadio, FormText } from '@/components/form/command-form';
import { ArticleChip } from '@/components/regulation/article-chip';
import { ChangeButton } from '@/components/specialty/change-button';
import { JudgedFields } from '@/components/specialty/judged-fields';
import { Banner } from '@/components/ui/banner';
import { Button } from '@/components/ui/button';
import { DataTable } from '@/components/ui/data-table';
import { Empty } from '@/components/ui/empty';
import { ErrorSummary } from '@/components/ui/error-summary';
import { PageHead } from '@/components/ui/page-head';
import { newId } from '@/lib/kernel/ids';
import { queryListOf, queryOf, type RawQuery } from '@/lib/kernel/text';
import { changePlanAction } from '@/lib/specialty/actions';
import { articleOfChange, directionLabel, groupLabel, PLAN_CHANGES } from '@/lib/specialty/change';
import { centreNameOf } from '@/lib/centre/name';
import { loadChange } from '@/lib/specialty/loaders';

export const metadata: Metadata = { title: '变更规划' };

const KINDS = ['rename', 'merge', 'split', 'withdraw'] as const;
type Kind = (typeof KINDS)[number];

export default async function ChangePlanPage({ params, searchParams }: { params: Promise<{ jurisdiction: string }>; searchParams: Promise<RawQuery> }) {
  const { jurisdiction } = await params;
  const query = queryOf(await searchParams);
  const kind = KINDS.find((k) => k === query.kind) ?? notFound();
  const ids = queryListOf(await searchParams, 'd');
  const { desk, directions: found, peers, version } = await loadChange(jurisdiction, ids);
  const { profile } = desk.rules;
  const { centreShort, host } = profile.vocabulary;
  const directions = kind === 'merge' ? found.filter((d) => d.class === found[0]!.class) : found.slice(0, 1);
  const first = directions[0]!;
  const path = `/${jurisdiction}/specialties`;
  const letter = profile.jurisdiction.letter;
  const article = articleOfChange(profile, kind);
  const centres = directions.flatMap((d) => d.centres.map((c) => ({ ...c, specialtyId: d.id })));
  const head = (
    <PageHead
      crumb={[{ label: '设置规划', href: path }, { label: first.direction, href: `${path}/${first.id}` }, { label: PLAN_CHANGES[kind] }]}
      title={`${PLAN_CHANGES[kind]}${directions.map((d) => d.direction).join('、')}`}
      sub={<>{groupLabel(first)} <ArticleChip letter={letter} article={article} annexes={profile.instrument.annexes} href={`/${jurisdiction}/rules#${encodeURIComponent(article)}`} /></>}
    />
  );

  if (kind === 'merge' && directions.length < 2) {
    return (
      <>
        {query.step === 'chosen' && <ErrorSummary errors={[{ text: '请至少选择一个方向', href: '#peers' }]} />}
        {head}
        <form action={`${path}/change`} className="form wide" id="peers">
          <input type="hidden" name="kind" value="merge" />
          <input type="hidden" name="step" value="chosen" />
          <input type="hidden" name="d" value={first.id} />
          <p>选择与{first.direction}合并的方向，只列同一类别的：</p>
          <DataTable
            caption="可以合并的方向" rows={peers} rowKey={(p) => p.id}
            columns={[
              {
                key: 'direction', head: '方向', phone: 'primary',
                cell: (p) => (p.selections[0] ? <span className="muted">{directionLabel(p)}</span> : <label className="check"><input type="checkbox" name="d" value={p.id} /><span>{directionLabel(p)}</span></label>),
              },
              { key: 'centre', head: centreShort, phone: 'bare', cell: (p) => p.centres.map((c) => c.name).join('、') || <span className="muted">未设</span> },
              ...(peers.some((p) => p.selections.length > 0) ? [{ key: 'round', head: '轮次', phone: 'aside' as const, align: 'right' as const, cell: (p: (typeof peers)[number]) => p.selections[0] && <span className="nw">{p.selections[0].number} 进行中，暂不能合并</span> }] : []),
            ]}
            empty={<Empty title="同一类别没有其他方向">不能合并。</Empty>}
          />
          <div className="acts"><button type="submit" className="btn primary" disabled={peers.every((p) => p.selections.length > 0)}>下一步</button><Button variant="quiet" href={`${path}/${first.id}`}>返回</Button></div>
        </form>
      </>
    );
  }

  const running = directions.flatMap((d) => d.rounds);
  if (running.length > 0) {
    return (
      <>
        {head}
        <Banner severity="warn" title={`${running.map((r) => r.number).join('、')}还没有结束，暂不能变更`} aside={<a href={`/${jurisdiction}/selections/${running[0]!.id}`}>查看</a>}>轮次办完或者终止以后再来办理。</Banner>
        <div className="acts"><Button variant="quiet" href={`${path}/${first.id}`}>返回</Button></div>
      </>
    );
  }

  const affected = centres.map((c) => `${c.name}${c.host ? `（${c.host}）` : ''}`).join('、');
  const fields: Record<string, string> = { kind, ...(kind === 'merge' ? Object.fromEntries(directions.map((d, i) => [`specialtyIds[${i}]`, d.id])) : { specialtyId: first.id }) };
  return (
    <>
      {head}
      <CommandForm action={changePlanAction} jurisdiction={jurisdiction} formKey={newId()} version={version} fields={fields} letter={letter} className="form">
        <Effects kind={kind} affected={affected} centreShort={centreShort} host={host} />
        {kind === 'rename' && (
          <>
            <FormText name="direction" label="新的名称" required defaultValue={first.direction} />
            <FormText name="field" label="专业领域" defaultValue={first.field} hint="可以不填" />
            {centres.length === 1 && <FormText name="centreName" label={`${centreShort}的名称`} hint={`不填的，由方向得出，如${centreNameOf(profile, first.direction)}；现为${centres[0]!.name}`} />}
          </>
        )}
        {kind === 'merge' && (
          <>
            <FormRadio name="into" label="合并为" required options={[...directions.map((d) => ({ value: d.id, label: d.direction, hint: d.centres[0] ? `已设${d.centres[0].name}` : '未设' })), { value: 'new', label: '新的方向', hint: '在下面填写名称' }]} />
            <div className="fg">
              <FormText name="direction" label="新方向的名称" hint="合并为新的方向时填写" />
              <FormText name="field" label="新方向的专业领域" hint="可以不填" defaultValue={first.field} />
            </div>
            {centres.length > 0 && (
              <FormRadio name="keepCentreId" label={`保留的${centreShort}`} hint="不选的，保留所并入方向的一个" options={[...centres.map((c) => ({ value: c.id, label: c.name, ...(c.host ? { hint: c.host } : {}) })), { value: 'none', label: '都不保留' }]} />
            )}
          </>
        )}
        {kind === 'split' && (
          <>
            <FormArea name="directions" label="新的方向" required rows={4} hint="每行一个" />
            <FormText name="field" label="专业领域" defaultValue={first.field} hint="可以不填" />
            <FormRadio name="original" label={`原方向${first.direction}`} required options={[{ value: 'stays', label: '保留', ...(centres.length > 0 ? { hint: `${centreShort}不变` } : {}) }, { value: 'ends', label: '退出规划', ...(centres.length > 0 ? { hint: `${affected}随之撤销` } : {}) }]} />
          </>
        )}
        <FormArea name="reason" label="理由" required rows={3} />
        <div className="fg">
          <FormDate name="on" label="生效日期" required defaultValue={desk.today} hint="不晚于今天" />
          <FormText name="document" label="文号" hint="可以不填" />
        </div>
        {kind !== 'withdraw' && <JudgedFields profile={profile} />}
        <div className="acts">
          <ChangeButton kind={kind} directions={directions.map(({ id, direction }) => ({ id, direction }))} centres={centres.map(({ id, name, specialtyId, host: h }) => ({ id, name, specialtyId, host: h }))} words={{ centre: centreShort, host: host ?? '所在单位', suffix: profile.vocabulary.centreSuffix }} today={desk.today} />
          <Button variant="quiet" href={`${path}/${first.id}`}>返回</Button>
        </div>
      </CommandForm>
    </>
  );
}

/** What the change will do, before anything is filled in. */
function Effects({ kind, affected, centreShort, host }: { kind: Kind; affected: string; centreShort: string; host: string | null }) {
  const carried = host ? '登记在原方向上的处理决定，对新的方向继续有效。' : '';
  const text: Record<Kind, string> = {
    rename: affected ? `方向更名，${affected}随之改称；${host ?? '成员'}和任期不变。` : '方向更名。',
    merge: `${affected ? `除保留的以外，其他方向退出规划，其${centreShort}撤销。所涉${centreShort}：${affected}。` : '除并入的以外，其他方向退出规划。'}${carried}`,
    split: `新的方向列入规划，尚未设立。${carried}`,
    withdraw: affected ? `方向退出规划，${affected}随之撤销。` : '方向退出规划。',
  };
  return <p>{text[kind]}</p>;
}
