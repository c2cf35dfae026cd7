import type { ReactNode } from 'react';

/** Drawn on a grid of 16, stroke 1.5, in the colour of the text. */
const SHAPES = {
  ok: <><circle cx="8" cy="8" r="6.2" /><path d="m5.2 8.2 2 2 3.6-4.2" /></>,
  warn: <><path d="M8 2.2 14.4 13.4H1.6z" /><path d="M8 6.6v3.2M8 11.6v.1" /></>,
  block: <><path d="M5.4 1.8h5.2l3.6 3.6v5.2l-3.6 3.6H5.4l-3.6-3.6V5.4z" /><path d="M5.2 8h5.6" /></>,
  note: <><circle cx="8" cy="8" r="6.2" /><path d="M8 7.4v3.6M8 5v.1" /></>,
  search: <><circle cx="7" cy="7" r="4.4" /><path d="m10.4 10.4 3.2 3.2" /></>,
  down: <path d="m4 6 4 4 4-4" />,
  right: <path d="m6 4 4 4-4 4" />,
  left: <path d="m10 4-4 4 4 4" />,
  menu: <path d="M2.5 4.5h11M2.5 8h11M2.5 11.5h11" />,
  close: <path d="m4 4 8 8M12 4l-8 8" />,
  print: <><path d="M4.5 6V2.2h7V6M4.5 11.5H2.6V6h10.8v5.5h-1.9" /><path d="M4.5 9.6h7v4.2h-7z" /></>,
  file: <><path d="M4 1.8h5.2L12.4 5v9.2H4z" /><path d="M9 2v3.2h3.2M6 8.4h4.4M6 11h4.4" /></>,
  clock: <><circle cx="8" cy="8" r="6.2" /><path d="M8 4.6V8l2.4 1.6" /></>,
  calendar: <path d="M2.4 3.6h11.2v10H2.4zM2.4 6.8h11.2M5.4 2v3M10.6 2v3" />,
  plus: <path d="M8 3v10M3 8h10" />,
  minus: <path d="M4 8h8" />,
  lock: <path d="M3.6 7.2h8.8v6.4H3.6zM5.4 7.2V5a2.6 2.6 0 0 1 5.2 0v2.2" />,
  pin: <><path d="M8 14s4.6-4.2 4.6-7.6a4.6 4.6 0 0 0-9.2 0C3.4 9.8 8 14 8 14z" /><circle cx="8" cy="6.4" r="1.6" /></>,
  person: <><circle cx="8" cy="5.2" r="2.8" /><path d="M2.6 13.8c.6-3 2.6-4.4 5.4-4.4s4.8 1.4 5.4 4.4" /></>,
  leave: <path d="M9.5 2.5h-6v11h6M7 8h7M11.4 5.4 14 8l-2.6 2.6" />,
  download: <path d="M8 2.5v8M4.8 7.6 8 10.8l3.2-3.2M3 13.5h10" />,
  edit: <path d="m3 13 .6-2.8 7-7 2.2 2.2-7 7z" />,
  differs: <path d="M3 6h10M3 10h10M10.6 3 5.4 13" />,
  same: <path d="M3.4 6h9.2M3.4 10h9.2" />,
} satisfies Record<string, ReactNode>;

export type IconName = keyof typeof SHAPES;

interface IconProps {
  name: IconName;
  /** 14 beside small text and inside buttons. */
  size?: 14 | 16;
  /** Only where no word stands beside it. */
  label?: string;
  className?: string;
}

export function Icon({ name, size = 16, label, className = '' }: IconProps) {
  return (
    <svg
      className={`i ${size === 14 ? 'i-14' : ''} ${className}`}
      viewBox="0 0 16 16"
      {...(label ? { role: 'img', 'aria-label': label } : { 'aria-hidden': true })}
    >
      {SHAPES[name]}
    </svg>
  );
}
