import type { LocalDate } from '../kernel/local-date';
import type { Profile } from '../regulation/profile';

/**
 * Whether a result is judged at the expiry of the host's cycle: the cycle has its full number of results, or its last day
 * has passed with fewer. Never where the text knows no cycle.
 */
export function isAtExpiry(profile: Profile, resultsInCycle: number, dueToEndOn: LocalDate | null, on: LocalDate): boolean {
  const full = profile.cycle?.resultsPerCycle;
  if (!profile.structure.hostCycle || full === null || full === undefined) return false;
  return resultsInCycle >= full || (dueToEndOn !== null && dueToEndOn < on);
}
