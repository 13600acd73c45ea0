import type { CanonicalAddress } from '#domain/address.ts';
import { type Campaign, type CampaignState, keySlugOf, stateOf } from '#domain/campaign.ts';
import { type FieldMistake, parseSignForm, type SignFormResult } from '#domain/sign-form.ts';
import type { OpenSignature, Signature } from '#domain/signature.ts';
import type { Site } from '#domain/site.ts';
import type { SignatureStore } from '#store/signature-store.ts';

/** What signing needs from outside. */
export interface SigningServices {
  /** A signature's id. Throws if the secret is missing. */
  readonly idOf: (campaign: Campaign, address: CanonicalAddress) => string;
  /** A signature in its stored form: sealed if there are recipients. */
  readonly toStored: (signature: OpenSignature) => Promise<Signature>;
  readonly record: SignatureStore['record'];
  readonly now: () => Date;
}

/** One request to sign. `campaign` is `null` if the address names no campaign. */
export interface Signing {
  readonly campaign: Campaign | null;
  readonly site: Site;
  /** The typed values by field. */
  readonly typed: Readonly<Record<string, unknown>>;
  readonly locale: string;
  /** True in a preview that takes no signatures. */
  readonly isClosedPreview: boolean;
  /** Called only for a draft, which only organizers can sign, and where no campaign is. */
  readonly isOrganizer: () => Promise<boolean>;
}

/** The result of a request. `unavailable`: it is unknown whether the store has the signature. */
export type SignOutcome =
  | { readonly kind: 'recorded'; readonly slug: string }
  | { readonly kind: 'unknown' }
  | { readonly kind: 'closed'; readonly state: Exclude<CampaignState, 'active' | 'draft'> | 'preview' }
  | { readonly kind: 'invalid'; readonly mistakes: readonly FieldMistake[] }
  | { readonly kind: 'unavailable'; readonly cause: unknown };

/**
 * Signs with one conditional write and no read before it. A second signature of one person has the same
 * result.
 */
export async function sign(signing: Signing, services: SigningServices): Promise<SignOutcome> {
  const { campaign, site, typed, locale, isClosedPreview, isOrganizer } = signing;
  const state = campaign ? stateOf(campaign, site.timeZone, services.now()) : 'draft';
  // A draft stays hidden without a token. Where there is no campaign, the same is asked and noted.
  if (state === 'draft' && !(await isOrganizer())) return { kind: 'unknown' };
  if (!campaign) return { kind: 'unknown' };
  if (state !== 'draft' && state !== 'active') return { kind: 'closed', state };
  if (isClosedPreview) return { kind: 'closed', state: 'preview' };
  const form = parseSignForm(typed, { ask: campaign.ask, locale });
  if (form.kind === 'invalid') return form;
  try {
    await record(form, campaign, services);
    return { kind: 'recorded', slug: campaign.slug };
  } catch (cause) {
    return { kind: 'unavailable', cause };
  }
}

type ValidForm = Extract<SignFormResult, { kind: 'valid' }>;

/** Resolves when the store confirms that it holds this signature or an earlier one of the same person. */
async function record(
  { supporter, address }: ValidForm,
  campaign: Campaign,
  { idOf, toStored, record, now }: SigningServices,
): Promise<void> {
  const id = idOf(campaign, address);
  const signedAt = now().toISOString();
  await record(await toStored({ version: 1, id, campaign: keySlugOf(campaign), signedAt, supporter }));
}
