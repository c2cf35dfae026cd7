import type { Metadata } from 'next';
import { CommandForm, FormArea, FormDate, FormRadio, FormSelect, FormText } from '@/components/form/command-form';
import { ArticleChip } from '@/components/regulation/article-chip';
import { ConfirmDialog } from '@/components/ui/confirm-dialog';
import { Empty } from '@/components/ui/empty';
import { FilterBar } from '@/components/ui/filter-bar';
import { KeyValue } from '@/components/ui/key-value';
import { PageHead } from '@/components/ui/page-head';
import { BareSelect, optionsOf } from '@/components/ui/select';
import { banLength } from '@/lib/conduct/bans';
import { registerEventAction, registerSanctionAction } from '@/lib/conduct/actions';
import { loadEntry } from '@/lib/conduct/loaders';
import { EVENT_KINDS, SANCTION_GROUNDS } from '@/lib/glossary';
import { formatDate } from '@/lib/kernel/chinese';
import { newId } from '@/lib/kernel/ids';
import { queryOf, type RawQuery } from '@/lib/kernel/text';

export const metadata: Metadata = { title: '登记' };

export default async function NewEntryPage({ params, searchParams }: { params: Promise<{ jurisdiction: string }>; searchParams: Promise<RawQuery> }) {
  const { jurisdiction } = await params;
  const query = queryOf(await searchParams);
  const isEvent = query.kind === 'event';
  const { desk, institutions, chosen, periods, directions } = await loadEntry(jurisdiction, isEvent ? 'event.register' : 'sanction.register', query.institution);
  const { profile } = desk.rules;
  const { centreShort, host } = profile.vocabulary;
  const path = `/${jurisdiction}/sanctions`;
  const list = isEvent ? { label: '影响资格的事件', href: `${path}/events` } : { label: '处理决定', href: path };
  const grounds = profile.sanctions.map((s) => ({ ...s, words: s.bans.map(banLength).join('；') }));
  const directionOptions = directions.map((d) => ({ value: d.id, label: `${d.direction}${d.field ? `（${d.field}）` : ''}${d.endedOn ? '，已退出规划' : ''}` }));
  const hosted = [...new Map(periods.map((p) => [p.centre.id, p])).values()];
  const title = isEvent ? '登记影响资格的事件' : '登记处理决定';
  return (
    <>
      <PageHead crumb={[{ label: '处理登记', href: path }, list, { label: '登记' }]} title={title} sub={chosen?.name} />
      <FilterBar action={`${path}/new`} keep={{ kind: isEvent ? 'event' : undefined }} label="选择单位">
        <BareSelect name="institution" label="单位" empty="请选择单位" defaultValue={chosen?.id ?? ''} options={institutions.map((i) => ({ value: i.id, label: `${i.name}（${i.region}）` }))} />
      </FilterBar>
      {!chosen ? (
        <Empty title="请先选择单位" links={institutions.length === 0 ? [{ href: `/${jurisdiction}/institutions`, label: '登记医疗机构' }] : []}>选择后填写登记内容。</Empty>
      ) : isEvent ? (
        <CommandForm key={chosen.id} action={registerEventAction} jurisdiction={jurisdiction} formKey={newId()} fields={{ institutionId: chosen.id }} className="form">
          <FormRadio name="kind" label="种类" required options={optionsOf(EVENT_KINDS)} />
          <div className="fg">
            <FormDate name="on" label="发生日期" required />
            <FormSelect name="specialtyId" label="所涉专业" empty="全院，不限于一个专业" options={directionOptions} />
          </div>
          <FormArea name="note" label="情况说明" required rows={3} />
          <FormText name="document" label="认定文号" hint="可以不填" />
          <div className="acts"><ConfirmDialog label="登记事件" variant="primary" title={`登记${chosen.name}的事件？`}><p>规定年限内，该单位的资格审核都会计入这一事件。登记后不能修改，有误的撤销后重新登记。</p></ConfirmDialog></div>
        </CommandForm>
      ) : grounds.length === 0 ? (
        <Empty title={`${profile.instrument.title}没有规定受处理后的限制`}>没有需要登记的处理决定。</Empty>
      ) : (
        <CommandForm key={chosen.id} action={registerSanctionAction} jurisdiction={jurisdiction} formKey={newId()} fields={{ institutionId: chosen.id }} className="form">
          <FormRadio
            name="ground" label="处理原因" required
            options={grounds.map((g) => ({ value: g.ground, label: <>{SANCTION_GROUNDS[g.ground]} <ArticleChip letter={profile.jurisdiction.letter} article={g.article} /></>, hint: `限制参与：${g.words}` }))}
          />
          {hosted.length > 0 && (
            <FormSelect
              name="centreId" label={`所涉${centreShort}`} empty={`不涉及其承担的${centreShort}`}
              options={hosted.map((p) => ({ value: p.centre.id, label: `${p.centre.name}（${formatDate(p.startsOn)}起${p.endedOn ? `，至${formatDate(p.endedOn)}` : ''}）` }))}
              hint="当时的负责人由平台查出后一并登记"
            />
          )}
          <FormSelect name="specialtyId" label="所涉专业" empty="请选择" options={directionOptions} hint={hosted.length > 0 ? `选了${centreShort}的不必填` : `${chosen.name}没有担任过${host ?? centreShort}，请选择专业`} />
          <div className="fg">
            <FormDate name="decidedOn" label="决定日期" required hint="限制期自这一日起算" />
            <FormText name="document" label="文号" hint="可以不填" />
          </div>
          <FormArea name="reason" label="事由" required rows={3} />
          <div className="acts">
            <ConfirmDialog label="登记处理决定" variant="primary" title={`登记对${chosen.name}的处理决定？`}>
              <p>登记后按规则限制该单位参与，并通知其联系人：</p>
              <KeyValue items={grounds.map((g) => ({ label: SANCTION_GROUNDS[g.ground], value: g.words }))} wide />
              <p>登记后不能修改，有误的写明理由撤销。</p>
            </ConfirmDialog>
          </div>
        </CommandForm>
      )}
    </>
  );
}
