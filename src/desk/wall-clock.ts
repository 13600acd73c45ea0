/**
 * The moment at which the clocks of an IANA time zone show `2016-01-31T14:00`. A browser gives a typed day and
 * hour in this form. A time that the clocks skip gives the moment after the gap.
 */
export function momentAt(wall: string, timeZone: string): Date {
  const shown = Date.parse(`${wall}Z`);
  const format = new Intl.DateTimeFormat('en', { ...PARTS, timeZone });
  const guess = shown - offsetAt(new Date(shown), format);
  // The guess is off where the offset changes between the two.
  return new Date(shown - offsetAt(new Date(guess), format));
}

const PARTS = {
  year: 'numeric',
  month: 'numeric',
  day: 'numeric',
  hour: 'numeric',
  minute: 'numeric',
  hourCycle: 'h23',
} as const;

/** How far the clocks are ahead of UTC, in milliseconds. */
function offsetAt(moment: Date, format: Intl.DateTimeFormat): number {
  const parts = format.formatToParts(moment);
  const read = (type: string) => Number(parts.find((part) => part.type === type)?.value ?? 0);
  const shown = Date.UTC(read('year'), read('month') - 1, read('day'), read('hour'), read('minute'));
  return shown - Math.floor(moment.getTime() / 60_000) * 60_000;
}
