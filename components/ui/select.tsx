import type { SelectHTMLAttributes } from 'react';
import { describe, Field, type FieldProps } from './field';

export interface Option {
  value: string;
  label: string;
  disabled?: boolean;
}

/** The choices of a list of words by their values. */
export const optionsOf = (labels: Readonly<Record<string, string>>): Option[] => Object.entries(labels).map(([value, label]) => ({ value, label }));

interface SelectProps extends FieldProps, Omit<SelectHTMLAttributes<HTMLSelectElement>, 'name'> {
  name: string;
  options: readonly Option[];
  /** An empty first choice, such as 请选择. */
  empty?: string;
}

export function Select({ label, hint, error, aside, className, id, options, empty, ...select }: SelectProps) {
  const field = id ?? select.name;
  return (
    <Field {...{ label, hint, error, aside, className }} id={field} required={select.required}>
      <select {...select} {...describe(field, { hint, error })} id={field} className="in">
        <Options options={options} empty={empty} />
      </select>
    </Field>
  );
}

interface BareSelectProps extends Omit<SelectHTMLAttributes<HTMLSelectElement>, 'name'> {
  name: string;
  /** Spoken, not shown: for filters, where the first choice says what it is. */
  label: string;
  options: readonly Option[];
  empty?: string;
}

/** A select without a visible label, for filter bars. */
export function BareSelect({ label, options, empty, className = '', ...select }: BareSelectProps) {
  return (
    <select {...select} aria-label={label} className={`in ${className}`}>
      <Options options={options} empty={empty} />
    </select>
  );
}

function Options({ options, empty }: { options: readonly Option[]; empty?: string }) {
  return (
    <>
      {empty !== undefined && <option value="">{empty}</option>}
      {options.map(({ value, label, disabled }) => <option key={value} value={value} disabled={disabled}>{label}</option>)}
    </>
  );
}
