import { formatDate, formatRange } from '@/lib/kernel/chinese';

/** A date that is never broken over two lines. */
export function Day({ on }: { on: string }) {
  return <time className="nw" dateTime={on}>{formatDate(on)}</time>;
}

/** A period that is broken before 至, if anywhere. */
export function DayRange({ from, to }: { from: string; to: string }) {
  const [first, last] = formatRange(from, to).split(' 至 ');
  return <><span className="nw">{first}</span> <span className="nw">至 {last}</span></>;
}
