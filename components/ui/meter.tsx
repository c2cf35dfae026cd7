/** How much of what is owed has been done; the numbers stand beside it as text. */
export function Meter({ value, max }: { value: number; max: number }) {
  const share = max > 0 ? Math.min(1, Math.max(0, value / max)) : 0;
  return <span className="meter" aria-hidden="true"><i style={{ width: `${Math.round(share * 100)}%` }} /></span>;
}
