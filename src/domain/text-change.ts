import type { Change } from './campaign-schema.ts';

/** The change of a text to name beside it: the latest of its sense, else the latest of its spelling, or `null`. */
export function changeToName(changes: readonly Change[]): Change | null {
  const byDate = changes.toSorted((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : 0));
  return byDate.findLast(({ kind }) => kind === 'sense') ?? byDate.at(-1) ?? null;
}
