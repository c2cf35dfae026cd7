/** The mark beside the name; decorative. */
export function Logo() {
  return (
    <svg viewBox="0 0 26 26" aria-hidden="true">
      <rect width="26" height="26" rx="5" fill="var(--brand)" />
      <path d="M7 13.4 11 17.4 19.2 8.4" fill="none" stroke="var(--on-brand)" strokeWidth="2.2" strokeLinecap="round" strokeLinejoin="round" />
      <path d="M7 20.2h12" stroke="var(--brand-line)" strokeWidth="1.4" strokeLinecap="round" />
    </svg>
  );
}
