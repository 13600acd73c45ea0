import { isDeepStrictEqual } from 'node:util';
import { idSetOf, unpackIds } from '#store/id-set.ts';
import type { SignatureStore } from '#store/signature-store.ts';
import type { Numbers, NumberStore } from '#store/stored-numbers.ts';

/** The batch that retention is erasing: packed ids. */
export type Pending = NonNullable<Numbers['pending']>;

/** A run takes half a minute at most. A batch that is older was broken off. */
const BROKEN_OFF_MS = 60_000;

/** What settling needs from outside. */
export interface SettlingServices {
  readonly signatures: Pick<SignatureStore, 'eachPage'>;
  readonly numbers: Pick<NumberStore, 'read' | 'update'>;
  readonly now: () => Date;
}

/**
 * Settles the batch that a run of retention left half erased, and gives the numbers that stand then. What is gone of it
 * stays in the number; what is still there is an ordinary signature again. So one that was given anew at the same id
 * counts once, and nothing is erased here. `erasing`: another run is at it just now.
 */
export async function settlePending(
  key: string,
  { signatures, numbers, now }: SettlingServices,
): Promise<Numbers | null | 'erasing'> {
  const standing = await numbers.read(key);
  if (standing === null || standing.pending === null) return standing;
  const { pending, erased } = standing;
  if (Date.parse(erased ?? '') > now().valueOf() - BROKEN_OFF_MS) return 'erasing';
  const left = new Set<string>();
  const batch = idSetOf([pending.counted, pending.aside]);
  await signatures.eachPage(key, (ids) => {
    for (const id of ids) if (batch.has(id)) left.add(id);
  });
  const goneOf = (packed: string) => unpackIds(packed).filter((id) => !left.has(id)).length;
  const gone = { counted: goneOf(pending.counted), aside: goneOf(pending.aside) };
  return numbers.update(key, (found) =>
    found?.erased === erased ? moveToGone(found, pending, gone) : found,
  );
}

/** Takes a batch for erased, so far as `gone` says. The same object if this batch is not the one under way. */
export function moveToGone(numbers: Numbers | null, pending: Pending, gone: Numbers['gone']): Numbers | null {
  if (numbers === null || !isDeepStrictEqual(numbers.pending, pending)) return numbers;
  const counted = numbers.gone.counted + gone.counted;
  return { ...numbers, pending: null, gone: { counted, aside: numbers.gone.aside + gone.aside } };
}
