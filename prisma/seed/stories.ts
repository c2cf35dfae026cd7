import type { Grade, HostOutcome } from '../../lib/glossary';
import { addDays, addMonths, addYears, dateOf, yearOf, type LocalDate } from '../../lib/kernel/local-date';
import type { Random } from './random';

// What has happened to a centre: its hosts, its years and what was decided of them. Dates count from today, so that a demo
// made on any day shows hosts that are about to expire, have just expired or have years to go.

/** One institution hosting the centre for one management cycle. */
export interface Spell {
  startsOn: LocalDate;
  /** Last day by the regulation; null where there is no cycle. */
  dueToEndOn: LocalDate | null;
  endedOn: LocalDate | null;
  endReason: string | null;
  /** Whether the host is the one of the spell before. */
  sameHost: boolean;
}

export interface Story {
  kind: StoryKind;
  spells: Spell[];
  /** Confirmed grade of each recorded year; years of a spell before the first are older than the records. */
  grades: ReadonlyMap<number, Grade>;
  /** The decision on the newest year still waits for the official. */
  isPending: boolean;
  /** The official decided otherwise than computed. */
  decidedOtherwise?: { host: HostOutcome; reason: string };
}

export type StoryKind =
  | 'showpiece' | 'expiring' | 'expiring-reselect' | 'expired-retained' | 'expired-reselect' | 'expired-removed' | 'second-unqualified'
  | 'two-apart' | 'across-cycles' | 'newly-unqualified' | 'rectifying' | 'rectified' | 'once-unqualified' | 'retained' | 'two-excellent'
  | 'reselected-same' | 'reselected-other' | 'reselecting' | 'removed' | 'undecided' | 'incomplete' | 'closed'
  | 'older-host-share' | 'older-size' | 'older-both' | 'chair-left' | 'ordinary';

export interface StoryFrame {
  today: LocalDate;
  random: Random;
  /** Length of a management cycle; null where hosts have none. */
  cycleYears: number | null;
  /** Length of the committee's term where hosts have no cycle. */
  termYears: number | null;
  /** How the ordinary year is graded; null where years are not graded. */
  usual: Readonly<Partial<Record<Grade, number>>> | null;
}

/** The years of which the last day falls into the spell: a full cycle of four years has exactly four. */
export function yearsOf({ startsOn, dueToEndOn, endedOn }: Spell, today: LocalDate): number[] {
  const end = [dueToEndOn, endedOn, dateOf(yearOf(today) - 1, 12, 31)].filter((d) => d !== null).reduce((a, b) => (a < b ? a : b));
  const years: number[] = [];
  for (let year = yearOf(startsOn); dateOf(year, 12, 31) <= end; year += 1) years.push(year);
  return years;
}

/** Writes one story. */
export function tell(kind: StoryKind, frame: StoryFrame): Story {
  return frame.cycleYears === null ? withoutCycle(kind, frame) : withCycle(kind, frame, frame.cycleYears);
}

function withCycle(kind: StoryKind, { today, random, usual }: StoryFrame, cycleYears: number): Story {
  const year = yearOf(today);
  const spellTo = (due: LocalDate, sameHost = true): Spell => ({ startsOn: addYears(addDays(due, 1), -cycleYears), dueToEndOn: due, endedOn: null, endReason: null, sameHost });
  const spellFrom = (startsOn: LocalDate, sameHost = true): Spell => ({ startsOn, dueToEndOn: addDays(addYears(startsOn, cycleYears), -1), endedOn: null, endReason: null, sameHost });
  const RESELECTED = '周期届满，重新遴选';
  const ended = (spell: Spell, endReason: string, endedOn = spell.dueToEndOn): Spell => ({ ...spell, endedOn, endReason });
  const before = (spell: Spell, sameHost = true): Spell[] => [
    ended(spellTo(addDays(spell.startsOn, -1)), sameHost ? '周期届满，不作调整' : RESELECTED),
    { ...spell, sameHost },
  ];
  const grade = (): Grade => random.weighted(usual ?? { qualified: 1 });

  /** Grades from the newest year backwards as given, the ones before as usual; only the last four years unless more are given. */
  const graded = (spells: Spell[], newest: (Grade | null)[] = []): Map<number, Grade> => {
    const years = spells.flatMap((spell) => yearsOf(spell, today)).toReversed();
    const recorded = years.filter((y, i) => y >= year - 4 || i < newest.length);
    return new Map(
      recorded
        .map((y, i) => [y, i < newest.length ? newest[i]! : grade()] as const)
        .filter((entry) => entry[1] !== null)
        .toReversed(),
    );
  };
  const running = (spells: Spell[], newest?: (Grade | null)[], rest: Partial<Story> = {}): Story => ({ kind, spells, grades: graded(spells, newest), isPending: false, ...rest });
  /** The given grades are those of the cycle before the running one. */
  const atExpiry = (spells: Spell[], newest: (Grade | null)[], rest?: Partial<Story>): Story =>
    running(spells, [...yearsOf(spells.at(-1)!, today).map(() => 'good' as const), ...newest], rest);
  /** A day in that span of months ago, but no cycle that ends this year: its last grade would already have decided. */
  const monthsAgo = (from: number, to: number): LocalDate => {
    const earliest = addMonths(today, -to);
    const cycleOfNextYear = dateOf(year + 1 - cycleYears, 1, 5);
    return random.day(earliest > cycleOfNextYear ? earliest : cycleOfNextYear, addMonths(today, -from));
  };
  const recently = (from: number, to: number): LocalDate => addDays(today, -random.int(from, to));
  /** A last day soon after today, after the end of the year if that is near enough, so that this year's grade decides. */
  const soon = (): LocalDate => {
    const far = addDays(today, 88);
    const newYear = dateOf(year + 1, 1, 2);
    return random.day(newYear < far && newYear > today ? newYear : addDays(today, 14), far);
  };
  /** A day at least so many years ago by which `count` years have been graded in the spell. */
  const inCycle = (count: number): LocalDate => random.day(dateOf(year - count, 1, 5), dateOf(year - count, 12, 20));

  switch (kind) {
    case 'showpiece': {
      // In its last year: this year's grade will decide at expiry.
      const near = addDays(today, 62);
      const due = near > dateOf(year + 1, 1, 10) ? near : dateOf(year + 1, 1, 18);
      return running(before(spellTo(due)), ['excellent', 'excellent', 'good']);
    }
    case 'expiring': {
      const due = soon();
      return running(random.chance(0.5) ? before(spellTo(due)) : [spellTo(due)], due < dateOf(year, 12, 31) ? ['good', 'qualified', 'good', 'good'] : []);
    }
    case 'expiring-reselect': {
      // Its four grades are in: the selection is prepared while the host runs to its last day.
      const from = addDays(today, 8);
      return running([spellTo(random.day(from, dateOf(year, 12, 30)))], ['good', 'qualified', 'good', 'good']);
    }
    case 'expired-retained':
      return running([spellTo(recently(18, 40))], ['excellent', 'good', 'good', 'good'], { isPending: true });
    case 'expired-reselect':
      return running([spellTo(recently(18, 40))], ['good', 'qualified', 'excellent', 'qualified'], { isPending: true });
    case 'expired-removed':
      return running([spellTo(recently(18, 40))], ['unqualified', 'qualified', 'unqualified', 'good'], { isPending: true });
    case 'second-unqualified':
      return running([spellFrom(inCycle(random.int(2, 3)))], ['unqualified', 'unqualified'], { isPending: true });
    case 'two-apart':
      return running([spellFrom(inCycle(3))], ['unqualified', 'qualified', 'unqualified'], { isPending: true });
    case 'across-cycles':
      return running(before(spellFrom(random.day(dateOf(year - 1, 2, 10), dateOf(year - 1, 5, 10)))), ['unqualified', 'unqualified', 'qualified'], { isPending: true });
    case 'newly-unqualified':
      return running([spellFrom(inCycle(random.int(2, 3)))], ['unqualified', 'good'], { isPending: true });
    case 'rectifying':
      return running([spellFrom(inCycle(random.int(1, 3)))], ['unqualified', 'qualified', 'good']);
    case 'rectified':
      return running([spellFrom(inCycle(3))], ['good', 'unqualified', 'qualified']);
    case 'once-unqualified':
      return running([spellFrom(inCycle(random.int(1, 3)))], ['unqualified', 'good', 'qualified']);
    case 'retained':
      return atExpiry(before(spellFrom(recently(40, 300))), ['good', 'excellent', 'good', random.pick(['good', 'excellent'] as const)]);
    case 'two-excellent':
      return atExpiry(before(spellFrom(recently(40, 300))), ['excellent', 'qualified', 'excellent', 'qualified']);
    case 'reselected-same':
    case 'reselected-other': {
      const first = spellTo(recently(130, 300));
      const next = spellFrom(addDays(first.dueToEndOn!, random.int(40, 80)), kind === 'reselected-same');
      return atExpiry([ended(first, RESELECTED), next], ['qualified', 'good', 'good', 'qualified']);
    }
    case 'reselecting':
      return running([ended(spellTo(recently(20, 60)), RESELECTED)], ['good', 'qualified', 'good', 'qualified']);
    case 'removed': {
      const spell = spellFrom(inCycle(3));
      const on = random.day(dateOf(year, 4, 20), addDays(today, -60) > dateOf(year, 4, 20) ? dateOf(year, 5, 20) : dateOf(year, 4, 20));
      return running([ended(spell, '解除挂靠关系', on < today ? on : addDays(today, -5))], ['unqualified', 'unqualified', 'qualified']);
    }
    case 'undecided':
      return running([spellTo(recently(24, 60))], ['good', 'good', null, 'qualified'], { isPending: true });
    case 'incomplete':
      return atExpiry(before(spellFrom(recently(60, 240))), ['good', 'excellent', null, 'good'], {
        decidedOtherwise: { host: 'retained', reason: '该中心第二年度因考核工作调整未组织考核，其余三个年度均为良好及以上，经委务会研究，挂靠单位不作调整' },
      });
    case 'closed': {
      const spell = ended(spellTo(recently(420, 600)), '质控中心设置调整，不再单独设置');
      return { kind, spells: [spell], grades: new Map(), isPending: false };
    }
    case 'older-host-share':
    case 'older-size':
    case 'older-both':
      return running([spellFrom(monthsAgo(33, 43))]);
    case 'chair-left':
      return running([spellFrom(monthsAgo(14, 36))]);
    default: {
      const spell = spellFrom(monthsAgo(3, 43));
      // Only a spell whose end lies before the records may have gone to another house without a decision that says so.
      return running(random.chance(0.45) ? before(spell, yearOf(spell.startsOn) >= year || random.chance(0.7)) : [spell]);
    }
  }
}

function withoutCycle(kind: StoryKind, { today, random, usual, termYears }: StoryFrame): Story {
  const year = yearOf(today);
  // The running committee began some months ago; the centre may be one or two terms older.
  const months = (termYears ?? 4) * 12;
  const since = kind === 'showpiece' ? months - 3 : random.int(4, months + (random.chance(0.08) ? 0 : -2));
  const older = kind === 'showpiece' || random.chance(0.55) ? months * (termYears === 3 && random.chance(0.3) ? 2 : 1) : 0;
  const startsOn = addDays(addMonths(today, -since - older), random.int(-12, 4));
  const spell: Spell = { startsOn, dueToEndOn: null, endedOn: null, endReason: null, sameHost: true };
  const newest: Partial<Record<StoryKind, Grade[]>> = {
    'second-unqualified': ['unqualified', 'unqualified', 'qualified'],
    'newly-unqualified': ['unqualified', 'qualified'],
    rectifying: ['unqualified', 'qualified'],
    rectified: ['qualified', 'unqualified', 'qualified'],
  };
  const given = newest[kind] ?? [];
  if (given.length > 0) {
    const needed = dateOf(year - given.length, 3, 1);
    if (spell.startsOn > needed) spell.startsOn = addDays(needed, -random.int(0, 200));
  }
  const years = usual ? yearsOf(spell, today).filter((y) => y >= year - 4).toReversed() : [];
  const grades = new Map(years.map((y, i) => [y, given[i] ?? random.weighted(usual ?? { qualified: 1 })] as const).toReversed());
  return { kind, spells: [spell], grades, isPending: kind === 'second-unqualified' || kind === 'newly-unqualified' };
}
