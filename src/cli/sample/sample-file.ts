import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { CommandError } from '#cli/command/command.ts';
import type { Supporter } from '#domain/supporter.ts';
import { BYTE_ORDER_MARK, toCsvLine } from '#download/csv.ts';
import type { IdList } from './id-list.ts';

/** A drawn signature. Who did not welcome being written to is not asked; what is gone can not be. */
export type Drawn =
  | { readonly kind: 'welcome'; readonly id: string; readonly supporter: Supporter }
  | { readonly kind: 'notAsked' | 'gone' | 'unknown'; readonly id: string };

/** A draw, and what it was made from. */
export interface Sample {
  readonly list: IdList;
  readonly seed: string;
  /** In the order drawn; the whole list, in its own order, where more were wanted than there are. */
  readonly drawn: readonly Drawn[];
  readonly isAll: boolean;
}

/** What the file says of a drawn signature. */
const SAYS = { welcome: 'yes', notAsked: 'no', gone: 'gone', unknown: '' } as const;

/** The drawn signatures as CSV, in the order drawn. Only who welcomes being written to has a name in it. */
export function toSampleCsv(drawn: readonly Drawn[]): string {
  const lines = drawn.map((one, index) => {
    const { name, email } = one.kind === 'welcome' ? one.supporter : { name: '', email: '' };
    return toCsvLine([String(index + 1), one.id, SAYS[one.kind], name, email]);
  });
  return [BYTE_ORDER_MARK + toCsvLine(['drawn', 'id', 'ask', 'name', 'email']), ...lines].join('');
}

/** Writes a new file that only its owner can read. Throws if there is one: it may be what was published. */
export async function writeOwnFile(folder: string, file: string, text: string): Promise<void> {
  await writeFile(join(folder, file), text, { flag: 'wx', mode: 0o600, flush: true }).catch(
    (error: unknown) => {
      const isThere = error instanceof Error && 'code' in error && error.code === 'EEXIST';
      throw new CommandError(2, isThere ? alreadyThere(file) : `${file} cannot be written.`, error);
    },
  );
}

function alreadyThere(file: string): string {
  return `${file} is there already, and stays as it is. To begin anew, give that one another name first.`;
}
