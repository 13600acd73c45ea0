import { packIds } from '#store/id-set.ts';
import { type Asides, toAsidesText } from '#store/stored-asides.ts';

/** The stored text of asides that hold these ids, in so many groups of one size. */
export function asidesOf(ids: readonly string[], groups: number): string {
  const size = Math.ceil(ids.length / groups);
  const asides: Asides['asides'] = Array.from({ length: groups }, (_, index) => ({
    aside: index.toString(16).padStart(32, '0'),
    reason: 'Sent by a script'.padEnd(200, '.'),
    at: '2016-01-31T12:00:00.000Z',
    by: 'ana',
    ids: packIds(ids.slice(index * size, (index + 1) * size)),
  }));
  return toAsidesText({ version: 1, asides });
}
