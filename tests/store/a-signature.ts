import { createHash } from 'node:crypto';
import type { OpenSignature } from '#domain/signature.ts';
import type { Supporter } from '#domain/supporter.ts';

/** An example signature, not sealed. `changes` replaces some of its fields. */
export function aSignature(
  changes: Partial<Omit<OpenSignature, 'supporter'>> & Partial<Supporter> = {},
): OpenSignature {
  const {
    id = '0'.repeat(32),
    campaign = 'clean-river',
    signedAt = '2016-01-31T12:00:00.000Z',
    ...supporter
  } = changes;
  return {
    version: 1,
    id,
    campaign,
    signedAt,
    supporter: {
      name: 'Ada Lovelace',
      email: 'ada@example.org',
      postalCode: '',
      country: '',
      comment: '',
      updates: false,
      locale: 'en',
      nameShown: 'counted',
      text: '',
      via: '',
      ...supporter,
    },
  };
}

/** Ids that are spread as a keyed hash spreads them. They are the same in every run. */
export function someIds(count: number): string[] {
  return Array.from({ length: count }, (_, index) =>
    createHash('sha256').update(String(index)).digest('hex').slice(0, 32),
  );
}
