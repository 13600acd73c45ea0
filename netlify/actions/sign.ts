import type { CanonicalAddress } from '#domain/address.ts';
import { type Campaign, type CampaignState, stateOf } from '#domain/campaign.ts';
import { type FieldMistake, parseSignForm, type SignFormResult } from '#domain/sign-form.ts';
import type { OpenSignature, Signature } from '#domain/signature.ts';
import type { Site } from '#domain/site.ts';
import type { SignatureStore } from '#store/signature-store.ts';

/** What signing needs from outside. */
export interface SigningServices {
  /** A signature's id. Throws where there is no secret. */
  readonly idOf: (campaign: string, address: CanonicalAddress) => string;
  /** A signature as it is to be stored: sealed where there are recipients. */
  readonly toStored: (signature: OpenSignature) => Promise<Signature>;
  readonly record: SignatureStore['record'];
  readonly now: () => Date;
}

/** One request to sign. `campaign` is `null` where the address names none. */
export interface Signing {
  readonly campaign: Campaign | null;
  readonly site: Site;
  /** What was typed, by field. */
  readonly typed: Readonly<Record<string, unknown>>;
  readonly locale: string;
  /** Asked only for a draft, which takes signatures by organizers alone. */
  readonly isOrganizer: () => Promise<boolean>;
}

/** What came of it. `unavailable`: whether the signature is stored is not known. */
export type SignOutcome =
  | { readonly kind: 'recorded' }
  | { readonly kind: 'unknown' }
  | { readonly kind: 'closed'; readonly state: Exclude<CampaignState, 'active' | 'draft'> }
  | { readonly kind: 'invalid'; readonly mistakes: readonly FieldMistake[] }
  | { readonly kind: 'unavailable'; readonly cause: unknown };

/** Signs: one conditional write, and nothing read before it. Who signed before is told the same. */
export async function sign(signing: Signing, services: SigningServices): Promise<SignOutcome> {
  const { campaign, site, typed, locale, isOrganizer } = signing;
  if (!campaign) return { kind: 'unknown' };
  const state = stateOf(campaign, site.timeZone, services.now());
  // Nobody learns of a draft without a token.
  if (state === 'draft' && !(await isOrganizer())) return { kind: 'unknown' };
  if (state !== 'draft' && state !== 'active') return { kind: 'closed', state };
  const form = parseSignForm(typed, { ask: campaign.ask, locale });
  if (form.kind === 'invalid') return form;
  try {
    await record(form, campaign, services);
    return { kind: 'recorded' };
  } catch (cause) {
    return { kind: 'unavailable', cause };
  }
}

type ValidForm = Extract<SignFormResult, { kind: 'valid' }>;

/** Resolves once the store confirmed that it holds the signature, this one or one of the same person. */
async function record(
  { supporter, address }: ValidForm,
  { slug }: Campaign,
  { idOf, toStored, record, now }: SigningServices,
): Promise<void> {
  const id = idOf(slug, address);
  const signedAt = now().toISOString();
  await record(await toStored({ version: 1, id, campaign: slug, signedAt, supporter }));
}
