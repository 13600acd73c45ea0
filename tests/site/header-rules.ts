/** A block of a `_headers` file: a pattern of addresses and what is sent with them. */
export interface HeaderRule {
  readonly pattern: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** Reads a `_headers` file, https://docs.netlify.com/routing/headers/. */
export function parseHeaderRules(file: string): HeaderRule[] {
  const rules: { pattern: string; headers: Record<string, string> }[] = [];
  for (const line of file.split('\n')) {
    const colon = line.indexOf(':');
    if (/^\//u.test(line)) rules.push({ pattern: line.trim(), headers: {} });
    else if (/^\s+[^#\s]/u.test(line) && colon > 0) {
      const name = line.slice(0, colon).trim().toLowerCase();
      Object.assign(rules.at(-1)?.headers ?? {}, { [name]: line.slice(colon + 1).trim() });
    }
  }
  return rules;
}

/** What is sent with an address: every rule that matches, the later over the earlier, as @netlify/headers 2 does. */
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
