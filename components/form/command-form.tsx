'use client';

import { createContext, useActionState, useContext, useEffect, useId, type ReactNode } from 'react';
import { ArticleChip } from '@/components/regulation/article-chip';
import { Severity } from '@/components/regulation/severity';
import type { FormAction, FormState } from '@/lib/command';
import { CheckboxField } from '@/components/ui/checkbox-field';
import { DateInput } from '@/components/ui/date-input';
import { Banner } from '@/components/ui/banner';
import { ErrorSummary, type FieldFault } from '@/components/ui/error-summary';
import { RadioGroup } from '@/components/ui/radio-group';
import { Select } from '@/components/ui/select';
import { TextArea } from '@/components/ui/text-area';
import { TextInput } from '@/components/ui/text-input';
import { Notice, useNotices } from './notices';

interface Answered {
  errors: Record<string, string[]>;
  /** What was submitted, so that nothing has to be typed twice. */
  values: Record<string, unknown> | null;
  prefix: string;
}

const Form = createContext<Answered>({ errors: {}, values: null, prefix: '' });

export interface CommandFormProps {
  action: FormAction;
  /** What a submit button named `_as` with the value `draft` does instead. */
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
  className?: string;
  /** Small forms inside tables: nothing is said beside them when they are done, the list itself tells. */
  inline?: boolean;
  children: ReactNode;
}

/**
 * A form for one act: envelope, error summary, refusals with their articles, and the word that it is done. What is wrong
 * stands above the heading of the page, the forms of one page one at a time. Works without scripts.
 */
export function CommandForm({ action, draft, jurisdiction, formKey, version, fields = {}, letter, prefix = '', className, inline, children }: CommandFormProps) {
  const id = useId();
  const { last, submitted } = useNotices();
  const [replied, submit, isPending] = useActionState<FormState | null, FormData>(draft ? (was, form) => (form.get('_as') === 'draft' ? draft : action)(was, form) : action, null);
  useEffect(() => {
    if (isPending) submitted(id);
  }, [isPending, id, submitted]);
  // What this form was told before another one was submitted is told no more.
  const state = last === null || last === id ? replied : null;
  const errors = state?.submission?.error ?? {};
  const answered: Answered = {
    errors: Object.fromEntries(Object.entries(errors).flatMap(([name, list]) => (list?.length ? [[name, list]] : []))),
    values: (replied?.submission?.initialValue as Record<string, unknown> | undefined) ?? null,
    prefix,
  };
  // Numbered fields, as of a score sheet, in the order of their numbers.
  const numberOf = (name: string) => Number(/\d+$/.exec(name)?.[0] ?? 0);
  const faults: FieldFault[] = Object.entries(answered.errors).sort(([a], [b]) => numberOf(a) - numberOf(b)).flatMap(([name, list]) => list.map((text) => ({ text, ...(name && !inline && !(name in fields) ? { href: `#${prefix}${name}` } : {}) })));
  return (
    <form action={submit} className={inline ? 'inline' : undefined} noValidate>
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
        {/* React empties a form after its action; a new key lets the fields start again from what was submitted. */}
        <div className={className ?? 'contents'} key={replied?.submission ? replied.key : 'first'}>{children}</div>
      </Form>
    </form>
  );
}

/** Error, id and earlier value of a field of the form around it. */
function useField(name: string): { id: string; error?: string; value?: string } {
  const { errors, values, prefix } = useContext(Form);
  const error = errors[name]?.[0];
  const value = values?.[name];
  return { id: `${prefix}${name}`, ...(error ? { error } : {}), ...(typeof value === 'string' ? { value } : {}) };
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
  return <CheckboxField {...props} id={id} error={error} defaultChecked={value !== undefined || props.defaultChecked} />;
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

/** The reason for points taken off, for a table cell. */
export function FormReason({ name, label, defaultValue }: { name: string; label: string; defaultValue?: string }) {
  const { id, error, value } = useField(name);
  return <input id={id} name={name} aria-label={label} autoComplete="off" className="in" aria-invalid={error ? true : undefined} title={error} defaultValue={value ?? defaultValue} />;
}
