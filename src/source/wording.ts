/** Keys that a sentence can begin with: “The title holds a colon”. */
const NOUNS = new Set([
  ...['title', 'summary', 'target', 'organization', 'status', 'goal', 'name', 'contact', 'reason', 'source'],
  ...['link', 'address', 'controller', 'basis', 'authority', 'retention', 'confirmation', 'count', 'date'],
]);

/** The subject of a sentence about the value of a key: “The title”, “`closes`”, “This entry”. */
export function subject(key: string | null): string {
  if (key === null) return 'This entry';
  return NOUNS.has(key) ? `The ${key}` : `\`${key}\``;
}

/** The line to write for a value, in quotes. */
export function lineOf(key: string | null, text: string): string {
  return key === null ? inQuotes(text) : `${key}: ${inQuotes(text)}`;
}

/** A text in the quotes that need the fewest signs of their own. */
export function inQuotes(text: string): string {
  const plain = text.replaceAll(/\s*\n\s*/gu, ' ').trim();
  if (!/["\\]/u.test(plain)) return `"${plain}"`;
  return plain.includes("'") ? `"${escaped(plain)}"` : `'${plain}'`;
}

/** A text as it stands between double quotes. */
export function escaped(text: string): string {
  return text.replaceAll(/["\\]/gu, String.raw`\$&`);
}
