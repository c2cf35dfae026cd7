'use client';

import { createContext, useActionState, useContext, useEffect, useId, useState, type ComponentProps, type ReactNode } from 'react';
import { ArticleChip } from '@/components/regulation/article-chip';
import { Severity } from '@/components/regulation/severity';
import type { FormAction, FormState } from '@/lib/command';
import { CheckboxField } from '@/components/ui/checkbox-field';
import { ConfirmDialog, NameMissing, type MissingField } from '@/components/ui/confirm-dialog';
import { DateInput } from '@/components/ui/date-input';
import { Banner } from '@/components/ui/banner';
import { ErrorSummary, type FieldFault } from '@/components/ui/error-summary';
import { RadioGroup } from '@/components/ui/radio-group';
import { Select } from '@/components/ui/select';
import { SubmitButton } from '@/components/ui/submit-button';
import { TextArea } from '@/components/ui/text-area';
import { TextInput } from '@/components/ui/text-input';
import { Notice, useNotices } from './notices';

interface Answered {
  errors: Record<string, string[]>;
  /** What was submitted, so that nothing has to be typed twice. */
  values: Record<string, unknown> | null;
  prefix: string;
  /** Does the second act of the form; null where it has none. */
  save: ((form: FormData) => void) | null;
}

const Form = createContext<Answered>({ errors: {}, values: null, prefix: '', save: null });

export interface CommandFormProps {
  action: FormAction;
  /** What a `DraftButton` or a `DraftDialog` inside does instead. */
  draft?: FormAction;
  jurisdiction: string;
  /** Made on the server for each rendering, so that a repeated submission is recognised. */
  formKey: string;
  /** Version of what is changed, as it was read. */
  version?: number;
  /** Hidden fields. */
  fields?: Readonly<Record<string, string>>;
  /** The sign before an article, for refusals that cite one. */
  letter?: string;
  /** Distinguishes the field ids of several forms in one page. */
  prefix?: string;
  /** Of the form itself, for buttons that stand outside it. */
  formId?: string;
  className?: string;
  /** Names of fields in the order in which they stand; where it is missing, numbered fields stand in the order of their numbers. */
  order?: readonly string[];
  /** Small forms inside tables: nothing is said beside them when they are done, the list itself tells. */
  inline?: boolean;
  children: ReactNode;
}

/**
 * A form for one act: envelope, error summary, refusals with their articles, and the word that it is done. What is wrong
 * stands above the heading of the page, the forms of one page one at a time. Works without scripts.
 */
export function CommandForm({ action, draft, jurisdiction, formKey, version, fields = {}, letter, prefix = '', formId, className, order, inline, children }: CommandFormProps) {
  const id = useId();
  const { last, submitted } = useNotices();
  // An action of the server each: so both work without scripts.
  const [acted, submit, isActing] = useActionState<FormState | null, FormData>(action, null);
  const [saved, save, isSaving] = useActionState<FormState | null, FormData>(draft ?? action, null);
  // Keys rise with time: the later reply counts.
  const replied = saved && (!acted || saved.key > acted.key) ? saved : acted;
  const isPending = isActing || isSaving;
  useEffect(() => {
    if (isPending) submitted(id);
  }, [isPending, id, submitted]);
  // What was empty when its question was to be put; until the form is sent.
  const [missing, setMissing] = useState<FormState | null>(null);
  const nameMissing = (fields: readonly MissingField[]) => {
    submitted(id);
    setMissing({ key: `missing ${Number(missing?.key.slice(8) ?? 0) + 1}`, submission: { error: Object.fromEntries(fields.map(({ name, text }) => [name, [text]])) } });
  };
  // What this form was told before another one was submitted is told no more.
  const state = last === null || last === id ? (missing ?? replied) : null;
  const errors = state?.submission?.error ?? {};
  const answered: Answered = {
    errors: Object.fromEntries(Object.entries(errors).flatMap(([name, list]) => (list?.length ? [[name, list]] : []))),
    values: (replied?.submission?.initialValue as Record<string, unknown> | undefined) ?? null,
    prefix,
    save: draft ? save : null,
  };
  const numberOf = (name: string) => order ? (order.indexOf(name) + 1 || order.length + 1) : Number(/(?<![0-9a-f])\d{1,3}$/.exec(name)?.[0] ?? 0);
  const faults: FieldFault[] = Object.entries(answered.errors).sort(([a], [b]) => numberOf(a) - numberOf(b)).flatMap(([name, list]) => list.map((text) => ({ text, ...(name && !inline && !(name in fields) ? { href: `#${prefix}${name}` } : {}) })));
  return (
    <form id={formId} action={submit} className={inline ? 'inline' : undefined} noValidate onSubmit={() => setMissing(null)}>
      <input type="hidden" name="_jurisdiction" value={jurisdiction} />
      <input type="hidden" name="_key" value={replied?.key ?? formKey} />
      {version !== undefined && <input type="hidden" name="_version" value={version} />}
      {Object.entries(fields).map(([name, value]) => <input key={name} type="hidden" name={name} value={value} />)}
      {(faults.length > 0 || state?.message) && (
        <Notice>
          <ErrorSummary errors={faults} attempt={state!.key} {...(state!.message ? { title: state!.message } : {})}>
            {state!.findings && state!.findings.length > 0 && (
              <ul>
                {state!.findings.map((f) => (
                  <li key={`${f.rule} ${f.message}`}>
                    <Severity severity={f.severity} /> {f.message} {letter && <ArticleChip letter={letter} article={f.article} />}
                  </li>
                ))}
              </ul>
            )}
          </ErrorSummary>
        </Notice>
      )}
      {state?.done && !inline && <Banner severity="ok" title={state.done} role="status" />}
      <Form value={answered}>
        <NameMissing value={nameMissing}>
          {/* React empties a form after its action; a new key lets the fields start again from what was submitted. */}
          <div className={className ?? 'contents'} key={replied?.submission ? replied.key : 'first'}>{children}</div>
        </NameMissing>
      </Form>
    </form>
  );
}

/** The value that was submitted under a name such as `form.plan` or `items[0].label`. */
function valueAt(values: Record<string, unknown> | null, name: string): unknown {
  return name.split(/[.[\]]+/).filter(Boolean).reduce<unknown>((of, part) => (typeof of === 'object' && of !== null ? (of as Record<string, unknown>)[part] : undefined), values);
}

/** Error and id of a field of the form around it, and what it was submitted with: empty where it was emptied, nothing before the form was refused. */
function useField(name: string): { id: string; error?: string; value?: string } {
  const { errors, values, prefix } = useContext(Form);
  const error = errors[name]?.[0];
  const value = valueAt(values, name);
  return { id: `${prefix}${name}`, ...(error ? { error } : {}), ...(values ? { value: typeof value === 'string' ? value : '' } : {}) };
}

/** What the form around it was submitted with when it was refused, for fields that keep their own state; null before. */
export function useSubmitted(): Record<string, unknown> | null {
  return useContext(Form).values;
}

/** Does the second act of the form around it, such as saving what is not finished. */
export function DraftButton(props: Omit<ComponentProps<typeof SubmitButton>, 'formAction'>) {
  const { save } = useContext(Form);
  return <SubmitButton variant="default" pendingText="正在保存" {...props} formAction={save ?? undefined} />;
}

/** The same, after a question. */
export function DraftDialog(props: Omit<ComponentProps<typeof ConfirmDialog>, 'formAction'>) {
  const { save } = useContext(Form);
  return <ConfirmDialog {...props} formAction={save ?? undefined} />;
}

type Props<C> = C extends (props: infer P) => unknown ? P & { name: string } : never;

export function FormText(props: Props<typeof TextInput>) {
  const { id, error, value } = useField(props.name);
  return <TextInput {...props} id={id} error={error} defaultValue={value ?? props.defaultValue} />;
}

export function FormArea(props: Props<typeof TextArea>) {
  const { id, error, value } = useField(props.name);
  return <TextArea {...props} id={id} error={error} defaultValue={value ?? props.defaultValue} />;
}

export function FormSelect(props: Props<typeof Select>) {
  const { id, error, value } = useField(props.name);
  return <Select {...props} id={id} error={error} defaultValue={value ?? props.defaultValue} />;
}

export function FormDate(props: Props<typeof DateInput>) {
  const { id, error, value } = useField(props.name);
  return <DateInput {...props} id={id} error={error} defaultValue={value ?? props.defaultValue} />;
}

export function FormRadio(props: Props<typeof RadioGroup>) {
  const { id, error, value } = useField(props.name);
  return <RadioGroup {...props} id={id} error={error} defaultValue={value ?? props.defaultValue} />;
}

export function FormCheckbox(props: Props<typeof CheckboxField>) {
  const { id, error, value } = useField(props.name);
  return <CheckboxField {...props} id={id} error={error} defaultChecked={value === undefined ? props.defaultChecked : value !== ''} />;
}

export function FormFile({ accept, ...props }: Props<typeof TextInput> & { accept: string }) {
  const { id, error } = useField(props.name);
  return <TextInput {...props} id={id} error={error} type="file" accept={accept} />;
}

/** One score of a sheet: bare input with its error, for a table cell. */
export function FormPoints({ name, label, max, defaultValue }: { name: string; label: string; max: number; defaultValue?: string }) {
  const { id, error, value } = useField(name);
  return (
    <input
      id={id} name={name} aria-label={label} inputMode="decimal" autoComplete="off" className="in" size={4}
      aria-invalid={error ? true : undefined} title={error ?? `0 至 ${max} 分`} defaultValue={value ?? defaultValue}
    />
  );
}

/** The reason for points, for a table cell; with `long` it takes several lines. */
export function FormReason({ name, label, defaultValue, long }: { name: string; label: string; defaultValue?: string; long?: boolean }) {
  const { id, error, value } = useField(name);
  const field = { id, name, 'aria-label': label, autoComplete: 'off', className: 'in', 'aria-invalid': error ? true : undefined, title: error, defaultValue: value ?? defaultValue };
  return long ? <textarea {...field} rows={1} /> : <input {...field} />;
}
