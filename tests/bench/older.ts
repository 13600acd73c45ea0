import { join } from 'node:path';
import type * as Functions from './functions.ts';

/** The functions of an older checkout, with its own packages; `null` without one. */
export async function olderFunctions(checkout: string | null): Promise<typeof Functions | null> {
  if (checkout === null) return null;
  return (await import(join(checkout, 'tests/bench/functions.ts'))) as typeof Functions;
}
