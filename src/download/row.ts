import { signaturesPath } from '#domain/api-paths.ts';
import {
  FRAME_KEYS,
  frameOf,
  isOpenSignature,
  isSealedSignature,
  type Signature,
  withSupporter,
} from '#domain/signature.ts';
import { inOrder, parseSupporter, SUPPORTER_KEYS } from '#domain/supporter.ts';
import { parseLine } from './download-line.ts';
import { toFileLine } from './file-line.ts';
import type { RowKind } from './row-kind.ts';

/** Columns of a download, in the contract's order. */
export const COLUMNS: readonly string[] = [...FRAME_KEYS, ...SUPPORTER_KEYS];

/** A signature as one line of NDJSON: its columns in order. A sealed signature has its frame and its seal. */
export function toLine(signature: Signature): string {
  const personal = isOpenSignature(signature) ? inOrder(signature.supporter) : { sealed: signature.sealed };
  return toFileLine({ ...frameOf(signature), ...personal });
}

/** Signatures, as organizers download them. */
export const SIGNATURES: RowKind<Signature> = {
  name: 'signatures',
  path: signaturesPath,
  columns: COLUMNS,
  toLine,
  toTexts: (signature) =>
    isOpenSignature(signature)
      ? Object.values({ ...frameOf(signature), ...inOrder(signature.supporter) }).map(String)
      : null,
  parseLine,
  sealOf: (signature) => (isSealedSignature(signature) ? signature.sealed : null),
  opened: (signature, text) => {
    const supporter = parseSupporter(text);
    return supporter && withSupporter(signature, supporter);
  },
};
