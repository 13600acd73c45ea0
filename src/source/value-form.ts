import type * as v from 'valibot';
import { isWords, schemaAt } from './known-keys.ts';
import { plainNumber } from './number-words.ts';
import { inQuotes, subject } from './wording.ts';
import type { YamlSource } from './yaml-source.ts';

/**
 * Says how to write a value that is of another kind than its key wants. `null` where only the schema’s own message
 * helps.
 */
export function formMessage(
  source: YamlSource,
  schema: v.GenericSchema,
  path: readonly PropertyKey[],
  issue: v.BaseIssue<unknown>,
): string | null {
  const last = path.at(-1);
  const name = `\`${path.join('.')}\``;
  const line = (value: string) => (typeof last === 'string' ? `${last}: ${value}` : value);
  const written = source.written(path).trim();
  // The mend below is nearer than what the schema may say.
  const [form = ''] = issue.message.split(':');
  if (issue.type === 'number' && (typeof issue.input === 'string' || Number.isNaN(issue.input))) {
    const number = plainNumber(written);
    if (number === null) return `${name} ${issue.message}, in digits alone`;
    if (last === 'retention' && /\p{L}/u.test(written) && !/^\d+ *d/iu.test(written))
      return `${name} is written ${written}: write how many days, in digits alone`;
    const isQuoted = /^["']/u.test(written);
    return `${name} is ${isQuoted ? 'in quotes' : `written ${written}`}: write digits alone, ${line(number)}`;
  }
  if (issue.type === 'boolean' && typeof issue.input === 'string') {
    const word = issue.input.trim().toLowerCase();
    if (/^(?:yes|y|on|true|1)$/u.test(word)) return `${name} ${form}: write ${line('true')}`;
    if (/^(?:no|n|off|false|0)$/u.test(word)) return `${name} ${form}: write ${line('false')}`;
    return null;
  }
  if (
    issue.type === 'array' &&
    typeof issue.input === 'string' &&
    /^\(?[\w-]+(?:[,; ]+[\w-]+)*\)?$/u.test(issue.input)
  ) {
    const entries = issue.input.replaceAll(/[()]/gu, '').split(/[,; ]+/u);
    return `${name} ${form}: write ${line(`[${entries.join(', ')}]`)}`;
  }
  if (issue.type === 'array' && typeof issue.input === 'object')
    return `${name} ${form}: write “- ” before each entry`;
  if (issue.type !== 'string' || !wantsWords(schema, path)) return null;
  const who = path.length === 1 && typeof last === 'string' ? subject(last) : name;
  const isOneLine = written !== '' && !written.includes('\n');
  if (typeof issue.input === 'object')
    return `${who} is read as a list: put it in quotes${isOneLine ? `, ${line(inQuotes(written))}` : ' behind its colon'}`;
  const what = typeof issue.input === 'number' ? 'a number' : 'yes or no';
  return `${who} is read as ${what}: put it in quotes, ${line(inQuotes(written))}`;
}

function wantsWords(schema: v.GenericSchema, path: readonly PropertyKey[]): boolean {
  let within: v.GenericSchema | null = schema;
  for (const key of path) within = within && schemaAt(within, key);
  return within !== null && isWords(within);
}
