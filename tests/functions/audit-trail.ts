import { chained, ChainCheck, type Anchor } from '#audit/audit-chain.ts';
import type { AuditEntry } from '#audit/audit-entry.ts';

/** The mistakes in a whole log. */
export function complaintsAbout(entries: readonly AuditEntry[], anchor: Anchor | null = null): string[] {
  const check = new ChainCheck(anchor);
  return [...entries.flatMap((entry) => check.add(entry)), ...check.end()];
}

/** The name of an entry in the store. */
export function nameOf(number: number): string {
  return `entry/${String(number).padStart(10, '0')}`;
}

/** A log of this many entries, as the store holds it. */
export function aTrail(length: number): (readonly [string, string])[] {
  let previous = '';
  return Array.from({ length }, (_, index) => {
    const number = index + 1;
    const entry = chained({
      number,
      at: '2016-01-31T12:00:00.000Z',
      who: 'ana',
      what: 'download',
      campaign: 'clean-river',
      count: 3,
      nonce: 'n',
      previous,
    });
    previous = entry.hash;
    return [nameOf(number), JSON.stringify(entry)] as const;
  });
}
