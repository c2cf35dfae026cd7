import { tz } from '@date-fns/tz';
import { format } from 'date-fns';
import type { LocalDate } from './local-date';

/** The jurisdictions' time zone; every regulation counts its days there. */
export const ZONE = 'Asia/Shanghai';

/** A source of the present moment, so that tests can stop it. */
export interface Clock {
  now(): Date;
}

/** The machine's clock; `ZHIKONG_NOW` (an ISO instant) stops it, in demo and tests only. */
export const systemClock: Clock = {
  now() {
    const fixed = process.env.ZHIKONG_NOW;
    return fixed && process.env.ZHIKONG_MODE !== 'production' ? new Date(fixed) : new Date();
  },
};

/** The calendar date of an instant in China. */
export const dateInChina = (instant: Date): LocalDate =>
  format(instant, 'yyyy-MM-dd', { in: tz(ZONE) }) as LocalDate;

/** Today in China. */
export const today = (clock: Clock = systemClock): LocalDate => dateInChina(clock.now());
