import { neededWhen, type Note } from './notes.ts';

/** A value that a new file can hold. */
export type YamlValue = string | number | boolean | readonly string[];

/** As wide as the lines of the project’s own files. */
const WIDTH = 108;

/** A key and its value as one line of YAML, which reads back exactly. */
export function yamlLine(key: string, value: YamlValue): string {
  if (typeof value === 'string') return `${key}: ${isName(key, value) ? value : quoted(value)}`;
  return `${key}: ${typeof value === 'object' ? `[${value.join(', ')}]` : String(value)}`;
}

/** A text in the quotes that Prettier chooses: double ones, unless single ones spare all backslashes. */
export function quoted(text: string): string {
  const double = JSON.stringify(text);
  const needsEscapes = /\\[^"]/u.test(double.slice(1, -1));
  return needsEscapes || !text.includes('"') ? double : `'${text.replaceAll("'", "''")}'`;
}

/** Keys whose values are names, dates and addresses. Words of people are always quoted. */
const NAMES = new Set([
  'status',
  'opens',
  'closes',
  'defaultLocale',
  'timeZone',
  'quickExit',
  'link',
  'confirmation',
]);

function isName(key: string, value: string): boolean {
  return NAMES.has(key) && /^[A-Za-z0-9][\w./:~+-]*[\w/]$/u.test(value);
}

/** Lines of a comment, broken between words. Line breaks in the text stay. */
export function comment(text: string): string {
  return text
    .split('\n')
    .flatMap(wrapped)
    .map((line) => `# ${line}`.trimEnd())
    .join('\n');
}

/** Lines as a comment, each as it is. */
export function commentedOut(lines: string): string {
  return lines.replaceAll(/^/gmu, '# ').replaceAll(/[ \t]+$/gmu, '');
}

/** A key under the comment that explains it: with its line, or with its example as a comment. */
export function explained(note: Note, line: string | null): string {
  return `${comment([note.what, ...neededWhen(note)].join(' '))}\n${line ?? commentedOut(note.example)}`;
}

function wrapped(line: string): string[] {
  const lines = [''];
  for (const word of line.split(' ')) {
    const last = lines.at(-1) ?? '';
    if (last === '') lines[lines.length - 1] = word;
    else if (last.length + word.length < WIDTH) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}
