import type { Change } from './campaign-schema.ts';

/** The change to name beside a text, or `null`: the latest of its sense, else of its spelling. */
export function changeToName(changes: readonly Change[]): Change | null {
  const byDate = changes.toSorted((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : 0));
  return byDate.findLast(({ kind }) => kind === 'sense') ?? byDate.at(-1) ?? null;
}
