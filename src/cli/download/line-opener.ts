import { CommandError } from '#cli/command/command.ts';
import { isOpenSignature, type SealedSignature, type Signature, withSupporter } from '#domain/signature.ts';
import { parseLine } from '#download/download-line.ts';
import { type OpenedSeal, SealOpener } from '#sealing/seal-opener.ts';

/**
 * Returns a function that reads a line of NDJSON and opens its seal. Without a fitting key the seal stays.
 */
export function lineOpener(keys: readonly string[]): (line: string) => Promise<Signature> {
  const opener = keys.length > 0 ? new SealOpener(keys) : null;
  return async (line) => {
    const signature = parseLine(line);
    if (!opener || isOpenSignature(signature)) return signature;
    return unsealed(signature, await opener.open(signature.sealed));
  };
}

function unsealed(signature: SealedSignature, opened: OpenedSeal): Signature {
  switch (opened.kind) {
    case 'opened':
      return withSupporter(signature, opened.supporter);
    case 'otherKey':
      return signature;
    case 'damaged':
      throw new CommandError(
        1,
        `The seal of ${signature.id} is damaged: nobody can open it. Erase it, or take NDJSON without --identity.`,
      );
  }
}
