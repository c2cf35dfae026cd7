'use client';

import { useEffect, useRef, type MouseEvent, type ReactNode } from 'react';
import { Icon } from './icon';

export interface FieldFault {
  text: string;
  /** `#` and the field's id. */
  href?: string;
}

const PREFIX = '错误：';

interface ErrorSummaryProps {
  errors: readonly FieldFault[];
  /** Why the whole was refused, where no single field is at fault. */
  title?: string;
  /** Distinguishes one attempt from the next, so that the same words are heard again. */
  attempt?: string;
  children?: ReactNode;
}

/** Stands above the h1, takes the focus when it appears or changes, and links each fault to its field. */
export function ErrorSummary({ errors, title, attempt = '', children }: ErrorSummaryProps) {
  const ref = useRef<HTMLDivElement>(null);
  const words = [...(title ? [title] : []), ...errors.map(({ text }) => text)].join('\n');
  const key = words && `${attempt} ${words}`;
  useEffect(() => {
    if (!key) return;
    ref.current?.focus();
    if (!document.title.startsWith(PREFIX)) document.title = PREFIX + document.title;
    return () => {
      document.title = document.title.replace(PREFIX, '');
    };
  }, [key]);
  if (!words) return null;
  return (
    <div className="errs" role="alert" tabIndex={-1} ref={ref}>
      <Icon name="block" />
      <div>
        <b>{title ?? `有 ${errors.length} 处需要更正`}</b>
        {children}
        <ul>
          {errors.map(({ text, href }) => (
            <li key={`${href} ${text}`}>{href ? <a href={href} onClick={focusField}>{text}</a> : text}</li>
          ))}
        </ul>
      </div>
    </div>
  );
}

/** Shows the field together with its label, which the browser's own jump would leave under the top bar. */
export function focusField(event: MouseEvent<HTMLAnchorElement>) {
  const field = document.getElementById(event.currentTarget.hash.slice(1));
  if (!field) return;
  event.preventDefault();
  (field.closest('.field') ?? field).scrollIntoView({ block: 'start' });
  field.focus({ preventScroll: true });
}
