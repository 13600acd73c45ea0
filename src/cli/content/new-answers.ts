import { CommandError } from '#cli/command/command.ts';
import type { Dialog } from '#cli/command/dialog.ts';
import { type Field, readField } from './new-fields.ts';

/** Flags as they were typed, by their names. */
export type Flags = Readonly<Record<string, string | readonly string[] | boolean | undefined>>;

/** Values by key: only those that were given. */
export type Answers = Readonly<Record<string, unknown>>;

/** Reads the flags of fields. Throws a `CommandError` that names every wrong one. */
export function readFlags(fields: readonly Field[], flags: Flags): Answers {
  const answers: Record<string, unknown> = {};
  const wrong: string[] = [];
  for (const field of fields) {
    const typed = flags[field.flag];
    if (typeof typed !== 'string') continue;
    const read = readField(field, typed);
    if (read.kind === 'read') answers[field.key] = read.value;
    else wrong.push(`--${field.flag} ${read.message}.`);
  }
  if (wrong.length > 0) throw new CommandError(2, wrong.join('\n'));
  return answers;
}

/**
 * Asks for the fields that have a question. An empty answer takes the `presets`’ text, or leaves the field out.
 * A wrong one is asked again.
 */
export async function askFields(
  fields: readonly Field[],
  dialog: Dialog,
  presets: Readonly<Record<string, string>> = {},
): Promise<Answers> {
  const answers: Record<string, unknown> = {};
  for (const field of fields) {
    if (field.question === null) continue;
    const answer = await askField({ ...field, question: field.question }, dialog, presets[field.key]);
    if (answer !== undefined) answers[field.key] = answer;
  }
  return answers;
}

/** The preset of a question that wants an answer: its schema refuses an empty text. */
export const REQUIRED = '';

/** Asks until the answer is right; `undefined` for an empty one without a preset. */
export async function askField(
  field: Pick<Field, 'schema' | 'read'> & { readonly question: string },
  dialog: Dialog,
  preset?: string,
): Promise<unknown> {
  for (;;) {
    const typed = await dialog.ask(`${field.question}${preset ? ` [${preset}]` : ''}\n> `);
    const given = typed === '' ? preset : typed;
    if (given === undefined) return undefined;
    const read = readField(field, given);
    if (read.kind === 'read') return read.value;
    dialog.say(`This ${read.message}.`);
  }
}
