/*
 * Reads the lines above a text as an editor does, and knows nothing of YAML. What it cannot read is `null`, and
 * no file with such a line may pass.
 */

/** A key and the words behind it, over all its lines. `value` is `null` where only the words are certain. */
export interface PlainEntry {
  readonly key: string;
  readonly raw: string;
  readonly value: string | null;
}

/** A file split at its lines of dashes, each half as it stands. */
export interface PlainFile {
  readonly entries: readonly PlainEntry[];
  readonly body: string;
}

/** A Markdown file as its lines say; a text if it cannot be read. */
export function plainFile(text: string): PlainFile | string {
  const lines = linesOf(text);
  if (!/^---[ \t]*$/u.test(lines[0] ?? '')) return 'the first line is not ---';
  const end = lines.findIndex((line, index) => index > 0 && /^---[ \t]*$/u.test(line));
  if (end < 0) return 'no second line is ---';
  const entries = plainEntries(movedOut(lines.slice(1, end)));
  return typeof entries === 'string' ? entries : { entries, body: lines.slice(end + 1).join('\n') };
}

/** The keys of some lines, with their values; a text if a line cannot be read. */
export function plainEntries(lines: readonly string[]): PlainEntry[] | string {
  const found: { key: string; first: string; more: string[] }[] = [];
  for (const line of lines) {
    const current = found.at(-1);
    const isBlock = current !== undefined && /^[|>][+-]?\d?[ \t]*$/u.test(current.first);
    if (isBlock && /^(?:[ \t]|$)/u.test(line)) current.more.push(line);
    else if (/^[ \t]*(?:#.*)?$/u.test(line)) continue;
    else if (/^(?:[ \t]|- )/u.test(line)) {
      if (current === undefined) return `a line belongs to no key: ${line}`;
      current.more.push(line);
    } else {
      const match =
        /^(?:(?<plain>[A-Za-z]+)|"(?<double>[A-Za-z]+)"|'(?<single>[A-Za-z]+)')[ \t]*:(?:[ \t]+(?<value>.*))?$/u.exec(
          line,
        );
      const { plain, double, single, value } = match?.groups ?? {};
      const key = plain ?? double ?? single;
      if (key === undefined) return `a line is no key and no value: ${line}`;
      found.push({ key, first: (value ?? '').trim(), more: [] });
    }
  }
  return found.map(({ key, first, more }) => {
    const raw = [first, ...more].join('\n');
    return { key, raw, value: valueOf(first, more) };
  });
}

/** The value that a line means, in quotes or without. */
function valueOf(first: string, more: readonly string[]): string | null {
  if (/^[|>]/u.test(first)) return null;
  const whole = [first, ...more.map((line) => line.trim())].join(' ').trim();
  const double = /^"(?<inner>(?:[^"\\]|\\["\\/])*)"[ \t]*(?:[ \t]#.*)?$/u.exec(whole)?.groups?.['inner'];
  if (double !== undefined) return double.replaceAll(/\\(.)/gu, '$1');
  const single = /^'(?<inner>(?:[^']|'')*)'[ \t]*(?:[ \t]#.*)?$/u.exec(whole)?.groups?.['inner'];
  if (single !== undefined) return single.replaceAll("''", "'");
  if (/^["']/u.test(whole)) return null;
  return whole;
}

/** A number, a date or a word of a list, without the remark behind it. */
export function withoutRemark(value: string): string {
  return value.replace(/[ \t]+#.*$/u, '');
}

/**
 * What is left of the words behind a key. The names and values of `data` are taken out, and the signs between
 * them. Nothing is left where nothing was lost.
 */
export function leftOver(raw: string, data: unknown): string {
  const parts = partsOf(data).sort((a, b) => b.length - a.length);
  let rest = oneSpaced(
    raw
      .split('\n')
      .filter((line) => !/^[ \t]*#/u.test(line))
      .map((line) => line.replace(/(?<=["'\]}\d])[ \t]+#.*$/u, ''))
      .join('\n'),
  );
  for (const part of parts) {
    const written = [part, part.replaceAll("'", "''"), part.replaceAll(/["\\]/gu, '\\$&')].find((form) =>
      rest.includes(form),
    );
    if (written === undefined) return `no ${JSON.stringify(part)} in ${JSON.stringify(rest)}`;
    rest = rest.replace(written, () => ' ');
  }
  return rest.replaceAll(/[\s[\]{},:"'|>-]/gu, '');
}

/** Every name and value in some data, as text. */
function partsOf(data: unknown): string[] {
  if (Array.isArray(data)) return data.flatMap(partsOf);
  if (typeof data === 'object' && data !== null)
    return Object.entries(data).flatMap(([key, value]) =>
      value === undefined ? [] : [key, ...partsOf(value)],
    );
  if (data === null || data === undefined) return [];
  return [oneSpaced(typeof data === 'string' ? data : JSON.stringify(data))];
}

/** A text in one line, with single spaces. */
export function oneSpaced(text: string): string {
  return text.replaceAll(/\s+/gu, ' ').trim();
}

/** The lines of a file, without the marks of Windows. */
export function linesOf(text: string): string[] {
  return text.replace(/^\uFEFF/u, '').split(/\r\n|\n/u);
}

/** Lines without the spaces before all of them. */
export function movedOut(lines: readonly string[]): string[] {
  const depths = lines.filter((line) => line.trim() !== '').map((line) => /^ */u.exec(line)?.[0].length ?? 0);
  return lines.map((line) => line.slice(Math.min(...depths)));
}
