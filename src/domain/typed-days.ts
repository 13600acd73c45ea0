/** The number of days that words such as “6 months” mean; `null` if that is not certain. */
export function meantDays(typed: unknown): number | null {
  if (typeof typed !== 'string') return null;
  const match = /^(?<count>[0-9]{1,4})\s*(?<unit>\p{L}+)\.?$/u.exec(typed.normalize('NFKC').trim());
  const { count = '', unit = '' } = match?.groups ?? {};
  const days = UNITS.find(([names]) => names.test(unit))?.[1];
  const meant = days === undefined ? 0 : Math.round(Number(count) * days);
  return meant > 0 ? meant : null;
}

const UNITS: readonly (readonly [names: RegExp, days: number])[] = [
  [/^(?:d|days?|d[ií]as?|tage?|jours?)$/iu, 1],
  [/^(?:w|weeks?|semanas?|wochen?)$/iu, 7],
  [/^(?:months?|mes|meses|monate?|mois)$/iu, 365 / 12],
  [/^(?:y|years?|años?|jahre?|ans?)$/iu, 365],
];
