import { describe, expect, it } from 'vitest';
import { localDate } from '@/lib/kernel/local-date';
import { builtInProfile } from '@/lib/regulations/files';
import { redeterminationDue, type Determined } from './due';

const day = (text: string | null) => text && localDate(text);
const due = (hostSince: string | null, decidedOn: string | null, continuedOn: string | null, id = 'national-2019') =>
  redeterminationDue(builtInProfile(id), { hostSince: day(hostSince), decidedOn: day(decidedOn), continuedOn: day(continuedOn) } as Determined);

describe('when a host is to be determined anew', () => {
  it.each<[string | null, string | null, string | null, string, string]>([
    ['2025-12-01', null, null, '2025-12-01', '2026-12-01'],
    ['2024-02-29', null, null, '2024-02-29', '2025-02-28'],
    ['2020-01-01', '2026-03-05', null, '2026-03-05', '2027-03-05'],
    ['2020-01-01', '2026-03-05', '2026-09-01', '2026-09-01', '2027-09-01'],
    ['2020-01-01', '2026-09-02', '2026-09-01', '2026-09-02', '2027-09-02'],
    // What was decided about the host before counts no longer.
    ['2026-10-01', '2026-03-05', '2025-09-01', '2026-10-01', '2027-10-01'],
  ])('host since %s, kept on %s, continued on %s: last %s, due %s', (hostSince, decidedOn, continuedOn, last, expected) => {
    expect(due(hostSince, decidedOn, continuedOn)).toEqual({ last, due: expected });
  });

  it('is nothing without a host, and where the text asks for nothing', () => {
    expect(due(null, '2026-03-05', null)).toBeNull();
    expect(due('2020-01-01', null, null, 'chongqing-2025')).toBeNull();
  });
});
