import type { ReactNode } from 'react';

export type Tone = 'plain' | 'brand' | 'ok' | 'warn' | 'block' | 'note';

/** The state of one thing, in a word. */
export function Tag({ tone = 'plain', className = '', children }: { tone?: Tone; className?: string; children: ReactNode }) {
  return <span className={`tag ${tone === 'plain' ? '' : `is-${tone}`} ${className}`}>{children}</span>;
}
