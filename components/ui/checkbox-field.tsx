import type { InputHTMLAttributes } from 'react';
import { describe, FieldError, FieldHint, Required, type FieldProps } from './field';

interface CheckboxFieldProps extends Omit<FieldProps, 'aside'>, Omit<InputHTMLAttributes<HTMLInputElement>, 'name' | 'type'> {
  name: string;
}

export function CheckboxField({ label, hint, error, className = '', id, ...input }: CheckboxFieldProps) {
  const field = id ?? input.name;
  return (
    <div className={`field ${error ? 'bad' : ''} ${className}`}>
      <FieldError id={field}>{error}</FieldError>
      <label className="check">
        <input {...input} {...describe(field, { hint, error })} type="checkbox" id={field} />
        <span>{label}{input.required && <Required />}</span>
      </label>
      <FieldHint id={field}>{hint}</FieldHint>
    </div>
  );
}
