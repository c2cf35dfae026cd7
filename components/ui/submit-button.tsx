'use client';

import type { MouseEvent } from 'react';
import { useFormStatus } from 'react-dom';
import { Button, type ButtonProps } from './button';

interface SubmitButtonProps extends Omit<ButtonProps, 'href' | 'type'> {
  /** Shown while the form is under way. */
  pendingText?: string;
}

/** Submits its form once: while that is under way it says so and takes no second click, but keeps the focus. */
export function SubmitButton({ pendingText = '正在提交', variant = 'primary', children, onClick, ...rest }: SubmitButtonProps) {
  const { pending } = useFormStatus();
  const once = (event: MouseEvent<HTMLButtonElement>) => {
    if (pending) event.preventDefault();
    else onClick?.(event);
  };
  return (
    <Button {...rest} type="submit" variant={variant} aria-disabled={pending || undefined} onClick={once}>
      {pending ? pendingText : children}
    </Button>
  );
}
