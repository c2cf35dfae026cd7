import type { ReactNode } from 'react';
import { Icon } from './icon';

/** What every field takes besides the attributes of its own control. */
export interface FieldProps {
  label: ReactNode;
  /** Under the control: a condition or an example, never the label. */
  hint?: ReactNode;
  /** Above the control, in the words of the error summary. */
  error?: string;
  /** At the right end of the label, such as a link. */
  aside?: ReactNode;
}

/** The attributes that tie a control to its hint and error; ids follow conform. */
export function describe(id: string, { hint, error }: Pick<FieldProps, 'hint' | 'error'>) {
  const by = [error && `${id}-error`, hint && `${id}-description`].filter(Boolean).join(' ');
  return { 'aria-describedby': by || undefined, 'aria-invalid': error ? true : undefined };
}

export function Required() {
  return <span className="req" aria-hidden="true"> *</span>;
}

export function FieldError({ id, children }: { id: string; children?: string }) {
  return children ? <p className="em" id={`${id}-error`}><Icon name="block" size={14} />{children}</p> : null;
}

export function FieldHint({ id, children }: { id: string; children?: ReactNode }) {
  return children ? <p className="hint" id={`${id}-description`}>{children}</p> : null;
}

interface FieldFrameProps extends FieldProps {
  id: string;
  required?: boolean;
  className?: string;
  children: ReactNode;
}

/** Label, error, control, hint. Controls of the kit bring it along; use it for a control of your own. */
export function Field({ id, label, hint, error, aside, required, className = '', children }: FieldFrameProps) {
  return (
    <div className={`field ${error ? 'bad' : ''} ${className}`}>
      <div className="f"><label htmlFor={id}>{label}{required && <Required />}</label>{aside}</div>
      <FieldError id={id}>{error}</FieldError>
      {children}
      <FieldHint id={id}>{hint}</FieldHint>
    </div>
  );
}
