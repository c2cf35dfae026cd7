'use client';

import { useEffect, useRef, useState, type InputHTMLAttributes } from 'react';
import { formatDate } from '@/lib/kernel/chinese';
import { describe, Field, type FieldProps } from './field';

interface DateInputProps extends FieldProps, Omit<InputHTMLAttributes<HTMLInputElement>, 'name' | 'type' | 'value' | 'defaultValue'> {
  name: string;
  /** `YYYY-MM-DD` */
  defaultValue?: string;
}

/** A calendar date. Browsers write it as their system does, so the hint repeats it as 2026年3月1日. */
export function DateInput({ label, hint, error, aside, className, id, defaultValue = '', onChange, ...input }: DateInputProps) {
  const field = id ?? input.name;
  const ref = useRef<HTMLInputElement>(null);
  const [value, setValue] = useState(defaultValue);
  // A form that React resets after its action puts the field back without a change event.
  useEffect(() => {
    const form = ref.current?.form;
    const reset = () => setTimeout(() => setValue(ref.current?.value ?? ''));
    form?.addEventListener('reset', reset);
    return () => form?.removeEventListener('reset', reset);
  }, []);
  const shown = value && hint ? <>{formatDate(value)}，{hint}</> : value ? formatDate(value) : hint;
  return (
    <Field {...{ label, error, aside, className }} hint={shown} id={field} required={input.required}>
      <input
        {...input} {...describe(field, { hint: shown, error })} ref={ref} id={field} type="date" className="in" defaultValue={defaultValue}
        onChange={(event) => { setValue(event.target.value); onChange?.(event); }}
      />
    </Field>
  );
}
