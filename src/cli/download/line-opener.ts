import { CommandError } from '#cli/command/command.ts';
import type { Row, RowKind } from '#download/row-kind.ts';
import { SealOpener } from '#sealing/seal-opener.ts';

/**
 * Returns a function that reads a line of NDJSON and opens its seal. Without a fitting key the seal stays.
 */
export function lineOpener<Kept extends Row>(
  kind: RowKind<Kept>,
  keys: readonly string[],
): (line: string) => Promise<Kept> {
  const opener = keys.length > 0 ? new SealOpener(keys) : null;
  return async (line) => {
    const row = kind.parseLine(line);
    const seal = kind.sealOf(row);
    if (!opener || seal === null) return row;
    const opened = await opener.open(seal);
    if (opened.kind === 'otherKey') return row;
    const readable = opened.kind === 'opened' ? kind.opened(row, opened.text) : null;
    if (!readable) throw damaged(row);
    return readable;
  };
}

function damaged({ id }: Row): CommandError {
  return new CommandError(
    1,
    `The seal of ${id} is damaged: nobody can open it. Erase it, or take NDJSON without --identity.`,
  );
}
