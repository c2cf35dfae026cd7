'use client';

import type { ComponentProps } from 'react';
import { DraftDialog } from '@/components/form/command-form';
import { ConfirmDialog } from '@/components/ui/confirm-dialog';

type Props = Omit<ComponentProps<typeof ConfirmDialog>, 'formAction' | 'prepare'> & {
  /** Whether it does the second act of the form. */
  second?: boolean;
};

/** Puts its question when every text of the form is written; before that the server names what is missing. */
export function WholeDialog({ second, ...props }: Props) {
  const prepare = (form: HTMLFormElement) => ([...form.querySelectorAll('textarea')].every((area) => area.value.trim() !== '') ? { title: props.title, body: props.children } : null);
  return second ? <DraftDialog {...props} prepare={prepare} /> : <ConfirmDialog {...props} prepare={prepare} />;
}
