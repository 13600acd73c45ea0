import { parseAllHeaders } from '@netlify/headers-parser';
import { join } from 'node:path';

/** A block of a `_headers` file: a pattern for addresses, and the headers for them. */
export interface HeaderRule {
  readonly pattern: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** The rules in `dist/_headers`, read as Netlify reads them. Throws where a line is malformed. */
export async function readHeaderRules(dist: string): Promise<HeaderRule[]> {
  const { headers, errors } = await parseAllHeaders({
    headersFiles: [join(dist, '_headers')],
    configHeaders: [],
    minimal: true,
  });
  if (errors.length > 0) throw new AggregateError(errors, 'The file of headers has mistakes.');
  return headers.map(({ for: pattern, values }) => ({ pattern, headers: lowerCased(values) }));
}

/** Header names are the same in any case. */
export function lowerCased(headers: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
}

/**
 * The headers for an address. All matching rules apply, and a later rule replaces an earlier one, as in
 * @netlify/headers 2.
 */
export function headersFor(rules: readonly HeaderRule[], path: string): Record<string, string> {
  const matching = rules.filter(({ pattern }) => {
    const source = pattern
      .split('*')
      .map((part) => RegExp.escape(part))
      .join('.*');
    return new RegExp(`^${source}$`, 'u').test(path);
  });
  return Object.assign({}, ...matching.map(({ headers }) => headers)) as Record<string, string>;
}
