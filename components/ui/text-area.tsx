import type { TextareaHTMLAttributes } from 'react';
import { describe, Field, type FieldProps } from './field';

interface TextAreaProps extends FieldProps, Omit<TextareaHTMLAttributes<HTMLTextAreaElement>, 'name'> {
  name: string;
}

export function TextArea({ label, hint, error, aside, className, id, rows = 3, ...area }: TextAreaProps) {
  const field = id ?? area.name;
  return (
    <Field {...{ label, hint, error, aside, className }} id={field} required={area.required}>
      <textarea {...area} {...describe(field, { hint, error })} rows={rows} id={field} className="in" />
    </Field>
  );
}
