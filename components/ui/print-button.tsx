'use client';

import { Icon } from './icon';

/** Prints the page; the shell and the buttons stay off the paper. */
export function PrintButton({ label = '打印' }: { label?: string }) {
  return <button type="button" className="btn noprint" onClick={() => window.print()}><Icon name="print" size={14} />{label}</button>;
}
