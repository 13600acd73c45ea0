/** A moment (ISO 8601 UTC) in words, in an IANA time zone: “June 1, 2026 at 1:00 PM GMT+1”. */
export function momentWords(moment: string, locale: string, timeZone: string): string {
  const format = new Intl.DateTimeFormat(locale, {
    ...({ year: 'numeric', month: 'long', day: 'numeric', hour: 'numeric', minute: 'numeric' } as const),
    timeZone,
    timeZoneName: 'short',
  });
  return format.format(new Date(moment));
}
