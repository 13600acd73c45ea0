import { readFileSync } from 'node:fs';

export interface CorpusEntry {
  readonly address: string;
  readonly category: string;
}

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

const xml = readFileSync(new URL('../corpora/is_email-tests.xml', import.meta.url), 'utf8');

/** The addresses of the is_email corpus. Its symbols for control characters become those characters again. */
export const corpus: readonly CorpusEntry[] = Array.from(
  xml.matchAll(
    /<test id="\d+">\s*<address>(?<address>[^<]*)<\/address>.*?<category>(?<category>\w+)<\/category>/gsu,
  ),
  ({ groups }) => ({
    address: toCharacters(groups?.['address'] ?? ''),
    category: groups?.['category'] ?? '',
  }),
);

function toCharacters(text: string): string {
  return text
    .replace(/&#x([0-9a-f]+);/giu, (_, hex: string) => String.fromCodePoint(Number.parseInt(hex, 16)))
    .replace(/&(\w+);/gu, (entity, name: string) => ENTITIES[name] ?? entity)
    .replace(/[\u2400-\u241F]/gu, (symbol) => String.fromCodePoint((symbol.codePointAt(0) ?? 0) - 0x2400));
}
