import Link from 'next/link';
import type { ReactNode } from 'react';
import { CommandForm, FormArea, FormDate, FormRadio, FormText } from '@/components/form/command-form';
import { Button } from '@/components/ui/button';
import { ConfirmDialog } from '@/components/ui/confirm-dialog';
import { DataTable } from '@/components/ui/data-table';
import { KeyValue } from '@/components/ui/key-value';
import { Section } from '@/components/ui/section';
import type { LoadedCentre } from '@/lib/centre/loaders';
import { formatDate } from '@/lib/kernel/chinese';
import { newId } from '@/lib/kernel/ids';
import { addMonths, daysBetween, type LocalDate } from '@/lib/kernel/local-date';
import { redetermineAction } from '@/lib/redetermination/actions';
import type { LoadedRedetermination } from '@/lib/redetermination/loaders';
import { REDETERMINATIONS, type RedeterminationOutcome } from '@/lib/redetermination/schema';

interface RedeterminationProps {
  jurisdiction: string;
  found: LoadedRedetermination;
  earlier: LoadedCentre['redeterminations'];
  today: LocalDate;
  letter: string;
  /** What this jurisdiction calls a host. */
  host: string;
  chip: (article: string) => ReactNode;
}

/** When a centre's host has to be looked at anew, what came of it before, and, for whoever may decide, the form that does it. */
export function Redetermination({ jurisdiction, found, earlier, today, letter, host, chip }: RedeterminationProps) {
  const { dates, against, reading } = found;
  const left = dates && daysBetween(today, dates.due);
  return (
    <Section id="redetermination" title={<>定期评估 {chip(found.article)} 与重新确定{found.anew && <> {chip(found.anew)}</>}</>}>
      <KeyValue
        lined
        items={[
          { label: '上次确定', value: dates && formatDate(dates.last) },
          { label: '本次最迟', value: dates && left !== null && <>{formatDate(dates.due)}，{left < 0 ? <span className="c-block">已超期 {-left} 天</span> : <span className={left <= 60 ? 'c-warn' : 'muted'}>还有 {left} 天</span>}</> },
          { label: '口径', value: reading && <><span className="muted">{reading.entry}</span> {reading.takes}。{reading.because}。</> },
        ]}
      />
      {earlier.length > 0 && (
        <DataTable
          caption="历次评估结论" rows={earlier} rowKey={(r) => r.id}
          columns={[
            { key: 'on', head: '决定日期', cell: (r) => <span className="nw">{formatDate(r.decidedOn)}</span>, width: 130, phone: 'bare' },
            { key: 'outcome', head: '结论', cell: (r) => <>{REDETERMINATIONS[r.outcome as RedeterminationOutcome]}{r.selectionId && <> <Link className="nw" href={`/${jurisdiction}/selections/${r.selectionId}`}>办理情况</Link></>}</>, phone: 'primary' },
            { key: 'document', head: '文号', cell: (r) => r.documentNumber, phone: 'bare' },
            { key: 'reason', head: '理由', cell: (r) => r.reason, phone: 'full' },
            { key: 'by', head: '办理', cell: (r) => r.decidedByName },
          ]}
        />
      )}
      {found.mayDecide && (against
        ? <Button reasons={[{ text: against }]}>登记评估结论</Button>
        : (
          <details className="folded noprint" open={left !== null && left <= 60}>
            <summary>登记评估结论</summary>
            <CommandForm action={redetermineAction} jurisdiction={jurisdiction} formKey={newId()} version={found.version} letter={letter} prefix="redetermine-" className="form" fields={{ centreId: found.id }}>
              <FormRadio
                name="outcome" label="评估结论" required
                options={[
                  { value: 'continued', label: REDETERMINATIONS.continued, hint: `由${found.host?.institution.name ?? ''}继续承担，下次至${formatDate(addMonths(today, found.everyMonths))}` },
                  { value: 'anew', label: REDETERMINATIONS.anew, hint: `随即建立一轮，重新确定${host}；决定以前现${host}和委员会不变` },
                ]}
              />
              <FormText name="documentNumber" label="文号" required maxLength={60} />
              <FormDate name="decidedOn" label="决定日期" defaultValue={today} {...(dates ? { min: dates.last } : {})} hint="不填为今天" />
              <FormArea name="reason" label="理由" required rows={3} hint="考核评估的情况和依据" />
              <div className="acts"><ConfirmDialog label="登记" variant="primary" title={`登记${found.name}的评估结论？`} confirmLabel="登记"><p>登记后不能修改，告知现{host}。</p></ConfirmDialog></div>
            </CommandForm>
          </details>
        ))}
    </Section>
  );
}
