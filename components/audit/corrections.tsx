import type { ReactNode } from 'react';
import { CommandForm, FormArea } from '@/components/form/command-form';
import { DataTable } from '@/components/ui/data-table';
import { Section } from '@/components/ui/section';
import { SubmitButton } from '@/components/ui/submit-button';
import type { Correction, EntryValue } from '@/lib/audit/corrections';
import type { FormAction } from '@/lib/command';
import { formatDate } from '@/lib/kernel/chinese';
import { newId } from '@/lib/kernel/ids';
import { formatInstant } from '@/lib/kernel/instant';
import { isLocalDate } from '@/lib/kernel/local-date';

/** The words of the values of a field that has a few; under the empty one what stands where there is none. */
export type EntryChoices = Readonly<Record<string, Readonly<Record<string, string>>>>;

/** A value of a register as the screens say it. */
export function entryWord(choices: EntryChoices, field: string, value: EntryValue): string {
  if (typeof value === 'boolean') return value ? '是' : '否';
  return choices[field]?.[value ?? ''] ?? (value === null ? '没有登记' : isLocalDate(value) ? formatDate(value) : value);
}

interface CorrectionFormProps {
  action: FormAction;
  jurisdiction: string;
  version: number;
  fields: Readonly<Record<string, string>>;
  /** What was done on the entry as it stood, and keeps it. */
  keeps: string;
  /** The fields of the entry. */
  children: ReactNode;
}

/** Corrects an entry of a register, with the reason. */
export function CorrectionForm({ keeps, children, ...form }: CorrectionFormProps) {
  return (
    <Section title="更正登记">
      <CommandForm {...form} formKey={newId()} className="form">
        {children}
        <FormArea name="reason" label="更正理由" required hint={`已经${keeps}保留当时的登记内容，以后的检验按更正后的登记进行`} />
        <div className="acts"><SubmitButton>更正登记</SubmitButton></div>
      </CommandForm>
    </Section>
  );
}

interface CorrectionsProps {
  corrections: readonly (Correction & { seq: number; accountName: string; at: Date })[];
  /** How a field is called. */
  labels: Readonly<Record<string, string>>;
  choices: EntryChoices;
}

/** How an entry of a register was corrected, by whom and why. */
export function Corrections({ corrections, labels, choices }: CorrectionsProps) {
  return (
    <Section title="更正记录">
      {corrections.length === 0 ? <p className="small">登记后没有更正过。</p> : (
        <DataTable
          caption="更正记录"
          rows={corrections}
          rowKey={(c) => String(c.seq)}
          columns={[
            { key: 'what', head: '更正内容', cell: (c) => Object.entries(c.changed).map(([field, { from, to }]) => <div key={field}>{`${labels[field]}：${entryWord(choices, field, from)}改为${entryWord(choices, field, to)}`}</div>), phone: 'primary' },
            { key: 'why', head: '理由', cell: (c) => c.reason, phone: 'full' },
            { key: 'who', head: '更正人', cell: (c) => <span className="nw">{c.accountName}</span>, phone: 'bare' },
            { key: 'at', head: '时间', cell: (c) => <span className="nw">{formatInstant(c.at)}</span>, phone: 'aside' },
          ]}
        />
      )}
    </Section>
  );
}
