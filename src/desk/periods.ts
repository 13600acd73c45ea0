import { daysAfter } from '#domain/calendar-date.ts';

/** The stretches of days that the desk names, the nearest first. */
export const PERIODS = ['today', 'yesterday', 'week', 'all'] as const;
type PeriodName = (typeof PERIODS)[number];

/** A stretch of whole days, `2016-01-31`; an empty string for no limit. */
export interface Period {
  readonly from: string;
  readonly to: string;
}

/** The days of a period, as seen from a day. A week is that day and the six before it. */
export function periodAt(name: PeriodName, today: string): Period {
  switch (name) {
    case 'today':
      return { from: today, to: today };
    case 'yesterday': {
      const yesterday = daysAfter(today, -1);
      return { from: yesterday, to: yesterday };
    }
    case 'week':
      return { from: daysAfter(today, -6), to: today };
    case 'all':
      return { from: '', to: '' };
  }
}

/** True for a day within a period. */
export function isWithin({ from, to }: Period, day: string): boolean {
  return (from === '' || day >= from) && (to === '' || day <= to);
}
