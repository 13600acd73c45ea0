import { toFileText } from '#domain/file-text.ts';

/** One line of NDJSON. */
export function toFileLine(columns: Readonly<Record<string, string | boolean>>): string {
  const written = Object.entries(columns).map(
    ([key, value]) => [key, typeof value === 'string' ? toFileText(value) : value] as const,
  );
  return `${JSON.stringify(Object.fromEntries(written))}\n`;
}
