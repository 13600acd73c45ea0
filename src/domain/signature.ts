import type { Askable } from './campaign.ts';

/** How a name may be shown when the petition is handed over. */
export const NAME_SHOWN = ['full', 'initials', 'counted'] as const;
export type NameShown = (typeof NAME_SHOWN)[number];

/** What a supporter gave: the personal part of a signature. Not given is an empty string. */
export interface Supporter {
  readonly name: string;
  readonly email: string;
  readonly postalCode: string;
  readonly country: string;
  readonly comment: string;
  readonly updates: boolean;
  readonly locale: string;
  readonly nameShown: NameShown;
}

/** The parts of a signature that identify nobody. */
export interface SignatureFrame {
  /** 32 hex digits, from the keyed digest of the campaign and the canonical address. */
  readonly id: string;
  readonly campaign: string;
  /** ISO 8601 UTC; of a sealed signature rounded down to the hour. */
  readonly signedAt: string;
}

/** One signature as it is stored: one blob. `sealed` is a base64 age file of the supporter's JSON. */
export type Signature = SignatureFrame &
  ({ readonly version: 1; readonly supporter: Supporter } | { readonly version: 1; readonly sealed: string });

/** The fields of the form in the order a supporter meets them. */
export const FIELDS = ['name', 'email', 'postalCode', 'country', 'comment', 'updates', 'nameShown'] as const;
export type Field = (typeof FIELDS)[number];

/** Longest accepted values, in characters. */
export const MAX_CHARS = { name: 100, email: 254, postalCode: 20, comment: 1000 } as const;

/** True for a field the form shows: name and e-mail always, the others where the campaign asks for them. */
export function isAskedFor(field: Field, ask: readonly Askable[]): boolean {
  return field === 'name' || field === 'email' || ask.includes(field);
}
