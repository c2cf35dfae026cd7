import Link from 'next/link';
import { useId, type ButtonHTMLAttributes, type ReactNode } from 'react';

/** Why an act is not open now; a link leads to what would mend it. */
export interface Reason {
  text: string;
  href?: string;
  /** The article, as a chip. */
  chip?: ReactNode;
}

export type ButtonVariant = 'primary' | 'default' | 'quiet' | 'danger';

export interface ButtonProps extends Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'disabled'> {
  variant?: ButtonVariant;
  /** Makes it a link that looks like a button. */
  href?: string;
  wide?: boolean;
  disabled?: boolean;
  /** If there are any, the button is disabled and they stand below it. */
  reasons?: readonly Reason[];
  /** Above the reasons. */
  reasonsTitle?: string;
}

export function buttonClass(variant: ButtonVariant = 'default', wide = false, className = ''): string {
  return ['btn', variant === 'default' ? '' : variant, wide ? 'wide' : '', className].filter(Boolean).join(' ');
}

export function Button({
  variant, href, wide, reasons = [], reasonsTitle = '暂不能办理', disabled, className, type = 'button', children, ...rest
}: ButtonProps) {
  const id = useId();
  const classes = buttonClass(variant, wide, className);
  if (reasons.length) {
    return (
      <div className="held">
        <button type={type} className={classes} disabled aria-describedby={id}>{children}</button>
        <Reasons id={id} title={reasonsTitle} reasons={reasons} />
      </div>
    );
  }
  if (href && !disabled) return <Link href={href} className={classes}>{children}</Link>;
  return <button type={type} className={classes} disabled={disabled} {...rest}>{children}</button>;
}

function Reasons({ id, title, reasons }: { id: string; title: string; reasons: readonly Reason[] }) {
  return (
    <div className="why" id={id}>
      <b>{title}</b>
      <ol>
        {reasons.map(({ text, href, chip }) => (
          <li key={text}>{href ? <a href={href}>{text}</a> : text}{chip}</li>
        ))}
      </ol>
    </div>
  );
}
