import type { InputHTMLAttributes } from 'react';
import { describe, Field, type FieldProps } from './field';

interface TextInputProps extends FieldProps, Omit<InputHTMLAttributes<HTMLInputElement>, 'name'> {
  name: string;
  /** Of the input itself; `className` goes to the whole field. */
  inputClassName?: string;
}

/** One line of text. `id` defaults to `name`, so that an error summary can link to `#name`. */
export function TextInput({ label, hint, error, aside, className, inputClassName = '', id, ...input }: TextInputProps) {
  const field = id ?? input.name;
  return (
    <Field {...{ label, hint, error, aside, className }} id={field} required={input.required}>
      <input autoComplete="off" {...input} {...describe(field, { hint, error })} id={field} className={`in ${inputClassName}`} />
    </Field>
  );
}
