import type { Finding } from '../finding.ts';

/** Clocks that differ by less are the same for codes, links and last days. */
const MOST_MS = 60_000;

/** When an answer was asked for and came, by this machine, and what the site says meanwhile. */
export interface Moments {
  readonly askedMs: number;
  readonly answeredMs: number;
  /** The clock of the functions. */
  readonly now: string;
  /** The `Date` header, in whole seconds. */
  readonly date: string | null;
}

/** Is the site's time this machine's? */
export function checkClock({ askedMs, answeredMs, now, date }: Moments): Finding {
  const clocks = [
    ['The clock of the functions', Date.parse(now)],
    ['The clock of the server', Date.parse(date ?? now)],
  ] as const;
  for (const [which, ms] of clocks) {
    const aheadMs = ms < askedMs ? ms - askedMs : Math.max(0, ms - answeredMs);
    if (Math.abs(aheadMs) <= MOST_MS) continue;
    return {
      level: 'error',
      what: `${which} is ${inWords(Math.abs(aheadMs))} ${aheadMs < 0 ? 'behind' : 'ahead of'} the clock of this machine: codes, last days and retention go by it.`,
      mend: 'Compare both with a phone. On a machine of your own: timedatectl set-ntp true',
    };
  }
  return { level: 'fine', what: 'The clock of the site is that of this machine.' };
}

/** A span of time in its largest unit: “3 minutes”. */
export function inWords(ms: number): string {
  const minutes = Math.round(ms / 60_000);
  const [count, unit] = minutes < 120 ? [minutes, 'minute'] : [Math.round(minutes / 60), 'hour'];
  return `${count.toLocaleString('en')} ${unit}${count === 1 ? '' : 's'}`;
}
