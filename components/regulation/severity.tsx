import type { ReactNode } from 'react';
import { Icon } from '@/components/ui/icon';

export type SeverityName = 'block' | 'warn' | 'note' | 'ok';

export const SEVERITY_WORDS: Record<SeverityName, string> = { block: '不符合', warn: '需说明', note: '提示', ok: '符合' };

interface SeverityProps {
  severity: SeverityName;
  /** Another word than the usual one, such as 触发. */
  children?: ReactNode;
  small?: boolean;
  className?: string;
}

/** Icon, word and colour together. */
export function Severity({ severity, children, small, className = '' }: SeverityProps) {
  return (
    <span className={`sev is-${severity} ${className}`}>
      <Icon name={severity} size={small ? 14 : 16} />
      {children ?? SEVERITY_WORDS[severity]}
    </span>
  );
}
