import type { ReactNode } from 'react';
import { FieldError, FieldHint, Required, type FieldProps } from './field';

export interface Choice {
  value: string;
  label: ReactNode;
  /** What follows from it, under the label. */
  hint?: ReactNode;
  disabled?: boolean;
}

interface RadioGroupProps extends Omit<FieldProps, 'aside'> {
  name: string;
  /** Of the first choice, to which an error summary links; defaults to `name`. */
  id?: string;
  options: readonly Choice[];
  defaultValue?: string;
  required?: boolean;
  /** Bordered rows, for a few weighty choices. */
  cards?: boolean;
  /** The legend is spoken, not shown. */
  hideLabel?: boolean;
  className?: string;
}

export function RadioGroup({
  name, id = name, label, hint, error, options, defaultValue, required, cards, hideLabel, className = '',
}: RadioGroupProps) {
  const by = [error && `${id}-error`, hint && `${id}-description`].filter(Boolean).join(' ') || undefined;
  return (
    <fieldset className={`field ${error ? 'bad' : ''} ${className}`} aria-describedby={by}>
      <legend className={hideLabel ? 'vh' : undefined}>{label}{required && <Required />}</legend>
      <FieldError id={id}>{error}</FieldError>
      <div className={cards ? 'opts' : 'checks'}>
        {options.map((choice, i) => (
          <label key={choice.value} className={cards ? 'opt' : 'check'}>
            <input
              type="radio" name={name} value={choice.value} id={i ? `${id}-${choice.value}` : id}
              defaultChecked={choice.value === defaultValue} disabled={choice.disabled} required={required}
            />
            <span>{cards ? <b>{choice.label}</b> : choice.label}{choice.hint && <small>{choice.hint}</small>}</span>
          </label>
        ))}
      </div>
      <FieldHint id={id}>{hint}</FieldHint>
    </fieldset>
  );
}
