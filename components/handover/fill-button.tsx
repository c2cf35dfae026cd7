'use client';

import type { MouseEvent } from 'react';

/** Writes the usual words into every empty line of one side of the inventory; what has been written stays. Where the scripts have not come, the form is saved so. */
export function FillButton({ side, text, children }: { side: 'given' | 'received'; text: string; children: string }) {
  const fill = (event: MouseEvent<HTMLButtonElement>) => {
    event.preventDefault();
    for (const input of event.currentTarget.form?.querySelectorAll<HTMLTextAreaElement>(`textarea[name^="${side}-"]`) ?? []) if (input.value.trim() === '') input.value = text;
  };
  return <button type="submit" name="rest" value="true" className="btn quiet" onClick={fill}>{children}</button>;
}
