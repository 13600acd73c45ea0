/** Headers by path pattern, as the build writes them for Netlify. */
export type HeaderRules = Readonly<Record<string, Readonly<Record<string, string>>>>;

/** The headers for an address. All rules that match apply, and a later one replaces what an earlier one says. */
export function headersOf(rules: HeaderRules, path: string): Record<string, string> {
  const matching = Object.entries(rules).filter(([pattern]) => matches(pattern, path));
  return Object.assign({}, ...matching.map(([, headers]) => headers)) as Record<string, string>;
}

/** A pattern is an address, or the start of some with a `*` at its end. */
function matches(pattern: string, path: string): boolean {
  return pattern.endsWith('*') ? path.startsWith(pattern.slice(0, -1)) : path === pattern;
}
