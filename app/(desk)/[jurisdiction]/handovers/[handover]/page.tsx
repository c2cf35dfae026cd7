import type { Metadata } from 'next';
import Link from 'next/link';
import { CommandForm, FormArea } from '@/components/form/command-form';
import { FillButton } from '@/components/handover/fill-button';
import { HandoverTag } from '@/components/handover/handover-tag';
import { InventoryTable } from '@/components/handover/inventory-table';
import { WholeDialog } from '@/components/handover/whole-dialog';
import { ArticleChip } from '@/components/regulation/article-chip';
import { Banner } from '@/components/ui/banner';
import { KeyValue } from '@/components/ui/key-value';
import { PageHead } from '@/components/ui/page-head';
import { PrintButton } from '@/components/ui/print-button';
import { Section } from '@/components/ui/section';
import { Stepper, type Step } from '@/components/ui/stepper';
import { SubmitButton } from '@/components/ui/submit-button';
import { UnsavedGuard } from '@/components/ui/unsaved-guard';
import { giveHandoverAction, overrideHandoverAction, receiveHandoverAction, returnHandoverAction, saveInventoryAction } from '@/lib/handover/actions';
import { USUAL } from '@/lib/handover/inventory';
import { loadHandover } from '@/lib/handover/loaders';
import { may } from '@/lib/identity/actor';
import { loadWords } from '@/lib/jurisdiction/loaders';
import { formatDate, formatShortDate } from '@/lib/kernel/chinese';
import { dateInChina } from '@/lib/kernel/clock';
import { newId } from '@/lib/kernel/ids';
import { formatInstant } from '@/lib/kernel/instant';

type Props = { params: Promise<{ jurisdiction: string; handover: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { jurisdiction, handover } = await params;
  return { title: `${(await loadHandover(jurisdiction, handover)).handover.centre.name}交接` };
}

export default async function HandoverPage({ params }: Props) {
  const { jurisdiction, handover: id } = await params;
  const { desk, handover: h, profile, isOld, can } = await loadHandover(jurisdiction, id);
  const wordsFor = await loadWords(jurisdiction, profile.id);
  const host = profile.vocabulary.host ?? '单位';
  const article = profile.handover?.article ?? profile.instrument.article;
  const ended = h.sealedAt !== null;
  const writes = can('handover.give') ? 'given' : can('handover.receive') ? 'received' : null;
  const items = Object.fromEntries((profile.handover?.items ?? []).map((i) => [i.id, i.label]));
  const form = { jurisdiction, version: h.version, fields: { handoverId: h.id }, letter: profile.jurisdiction.letter };
  const day = (at: Date) => formatShortDate(dateInChina(at), desk.today);
  const signed = (name: string | null, at: Date | null) => (name && at ? <><b>{name}</b>，<span className="nw">{formatInstant(at)}</span></> : <span className="muted">未签字</span>);
  const steps: Step[] = [
    { label: '决定更换', state: 'done', ...(h.selection.decidedOn ? { note: formatShortDate(h.selection.decidedOn, desk.today) } : {}) },
    { label: '原单位移交', state: h.state === 'open' ? 'now' : h.oldSignedAt ? 'done' : 'todo', ...(h.oldSignedAt ? { note: day(h.oldSignedAt) } : h.dueOn && !ended ? { note: `至${formatShortDate(h.dueOn, desk.today)}` } : {}) },
    { label: '新单位接收', state: h.state === 'given' ? 'now' : h.newSignedAt ? 'done' : 'todo', ...(h.newSignedAt ? { note: day(h.newSignedAt) } : {}) },
    { label: '新的挂靠期开始', state: ended ? 'done' : 'todo', ...(h.sealedAt ? { note: day(h.sealedAt) } : {}) },
  ];
  const table = <InventoryTable rows={h.inventory} items={items} writes={writes} />;
  const late = !ended && h.dueOn !== null && h.dueOn < desk.today;
  const readsRound = may(desk.actor, 'selection.read', { tenantId: desk.actor.tenantId });

  return (
    <>
      <PageHead
        crumb={[{ label: '交接', href: `/${jurisdiction}/handovers` }, { label: h.centre.name }]}
        title={`${h.centre.name}交接`}
        tag={<HandoverTag state={h.state} />}
        sub={`${h.from.institution.name}移交，${h.toInstitution.name}接收`}
        actions={<>{ended && <a className="btn noprint" href={`/api/${jurisdiction}/handovers/${h.id}`} download>下载封存档案</a>}<PrintButton label="打印清单" /></>}
      />
      <Stepper label="进度" steps={steps} />
      {h.state === 'open' && h.returnReason && <Banner severity="warn" title="已退回，补正后重新签字移交">{h.returnReason}</Banner>}
      {late && !h.returnReason && <Banner severity="warn" title={`交接时限${formatDate(h.dueOn!)}已过`}>{can('handover.override') ? '仍不能签收的，可以写明理由批准先行起算。' : '请尽快办理。'}</Banner>}
      {h.state === 'overridden' && <Banner severity="note" title={`${h.overriddenByName}于${formatInstant(h.overriddenAt!)}批准先行起算`}>{h.overrideReason}</Banner>}
      {h.state === 'done' && isOld && <Banner severity="ok" title="交接已完成，档案已封存">原单位可以随时在此查看和下载封存档案，内容不会再变动。</Banner>}
      <KeyValue
        wide
        items={[
          { label: '决定', value: <>{h.selection.documentNumber}{h.selection.decidedOn && `，${formatDate(h.selection.decidedOn)}`}{readsRound && <>，<Link href={`/${jurisdiction}/selections/${h.selectionId}/result`}>{h.selection.number}</Link></>}</> },
          { label: '依据', value: <ArticleChip letter={profile.jurisdiction.letter} article={article} annexes={profile.instrument.annexes} href={`/${jurisdiction}/rules#${encodeURIComponent(article)}`} words={wordsFor(article)} /> },
          { label: '交接时限', value: h.dueOn ? formatDate(h.dueOn) : '主管部门未定' },
          { label: '移交签字', value: signed(h.oldSignedByName, h.oldSignedAt) },
          { label: '接收签字', value: signed(h.newSignedByName, h.newSignedAt) },
          ...(h.sealedSha256 ? [{ label: '档案摘要', value: <span className="small digest">{h.sealedSha256}</span> }] : []),
        ]}
      />
      <Section title="交接清单" aside={`${h.inventory.length} 项，数量取自平台记录`}>
        {writes ? (
          <CommandForm {...form} action={saveInventoryAction} draft={writes === 'given' ? giveHandoverAction : receiveHandoverAction} formKey={newId()}>
            <p className="small">{writes === 'given' ? '逐项写明移交的内容、载体和存放处；没有的写明没有。平台没有记录的，请按实际补写。' : '逐项核对后写明是否收到、是否齐全；不齐的请退回。'}</p>
            {table}
            <UnsavedGuard kept={Object.fromEntries(h.inventory.map((r) => [`${writes}-${r.id}`, r[writes]]))} />
            <div className="acts">
              <FillButton side={writes} text={USUAL[writes]}>{`空白项填写“${USUAL[writes]}”`}</FillButton>
              <SubmitButton variant="default" pendingText="正在保存">保存</SubmitButton>
              <WholeDialog
                second label={writes === 'given' ? '签字移交' : '签字接收'} variant="primary" confirmLabel="签字"
                title={writes === 'given' ? `签字移交给${h.toInstitution.name}？` : `签字接收${h.centre.name}？`}
              >
                <p>{writes === 'given' ? '签字后由对方核对，退回以前不能再改。' : `签字后清单封存，不能再改；${h.toInstitution.name}的挂靠期即日开始，原负责人和秘书的权限同时结束。`}</p>
              </WholeDialog>
            </div>
          </CommandForm>
        ) : table}
        {!ended && !writes && <p className="small">{h.state === 'open' ? `等待${h.from.institution.name}填写并签字移交。` : `等待${h.toInstitution.name}核对并签字接收。`}</p>}
      </Section>
      {can('handover.return') && (
        <details className="folded">
          <summary>退回原单位补正</summary>
          <CommandForm {...form} action={returnHandoverAction} formKey={newId()} prefix="return-" className="form">
            <FormArea name="reason" label="退回理由" required rows={3} hint="写明哪几项不齐，告知原单位" />
            <div className="acts"><SubmitButton variant="default">退回</SubmitButton></div>
          </CommandForm>
        </details>
      )}
      {can('handover.override') && (
        <details className="folded">
          <summary>未签收先行起算</summary>
          <CommandForm {...form} action={overrideHandoverAction} formKey={newId()} prefix="override-" className="form">
            <FormArea name="reason" label="先行起算的理由" required rows={3} hint="写明为何不等双方签字，告知两家单位并记入封存档案" />
            <div className="acts">
              <WholeDialog label="批准先行起算" title={`${h.toInstitution.name}先行开始挂靠？`} confirmLabel="批准">
                <p>清单按现有内容封存，不能再改；新{host}即日开始挂靠，原负责人和秘书的权限同时结束。</p>
              </WholeDialog>
            </div>
          </CommandForm>
        </details>
      )}
      <section className="sec sign" aria-hidden="true">{['移交单位（盖章）', '接收单位（盖章）', '日期'].map((label) => <p key={label}>{label}：<u /></p>)}</section>
    </>
  );
}
