import type { CanonicalAddress } from '#domain/address.ts';
import { type Campaign, keySlugOf } from '#domain/campaign.ts';
import { parseSignForm, type SignFormResult } from '#domain/sign-form.ts';
import type { OpenSignature, Signature } from '#domain/signature.ts';
import type { SignatureStore } from '#store/signature-store.ts';
import type { MailingServices } from './ask-by-mail.ts';
import { askToConfirm, type PendingMail, type PendingOutcome } from './ask-to-confirm.ts';

/** What signing needs from outside. */
export interface SigningServices {
  /** A signature's id. Throws if the secret is missing. */
  readonly idOf: (campaign: Campaign, address: CanonicalAddress) => string;
  /** A signature in its stored form: sealed if there are recipients. */
  readonly toStored: (signature: OpenSignature) => Promise<Signature>;
  readonly record: SignatureStore['record'];
  /** The record that the supporter keeps until it is confirmed, and the mail that asks to confirm it. */
  readonly toPending: (campaign: Campaign, signature: OpenSignature) => Promise<PendingMail>;
  /** Called only if a mail is needed. Throws if there is no mail service. */
  readonly mailing: () => MailingServices;
  readonly now: () => Date;
}

/** One request to sign, in a campaign that takes signatures. */
export interface Signing {
  readonly campaign: Campaign;
  /** The typed values by field. */
  readonly typed: Readonly<Record<string, unknown>>;
  readonly locale: string;
}

/** The result of a request. `unavailable`: it is unknown whether the store has the signature. */
export type SignOutcome = { readonly kind: 'recorded' } | PendingOutcome;

/**
 * Signs with one conditional write and no read before it. A second signature of one person has the same
 * result. Where the campaign demands confirmation nothing is written: a mail asks for it.
 */
export async function sign(
  { campaign, typed, locale }: Signing,
  services: SigningServices,
): Promise<SignOutcome> {
  const form = parseSignForm(typed, { ask: campaign.ask, partners: campaign.partners, locale });
  if (form.kind === 'invalid') return form;
  try {
    const signature = toSignature(form, campaign, services);
    if (campaign.confirmation === 'required') return await wait(form, campaign, signature, services);
    await services.record(await services.toStored(signature));
    return { kind: 'recorded' };
  } catch (cause) {
    return { kind: 'unavailable', cause };
  }
}

type ValidForm = Extract<SignFormResult, { kind: 'valid' }>;

function toSignature(
  { supporter, address }: ValidForm,
  campaign: Campaign,
  { idOf, now }: SigningServices,
): OpenSignature {
  const id = idOf(campaign, address);
  return { version: 1, id, campaign: keySlugOf(campaign), signedAt: now().toISOString(), supporter };
}

function wait(
  { address }: ValidForm,
  campaign: Campaign,
  signature: OpenSignature,
  { toPending, mailing }: SigningServices,
): Promise<PendingOutcome> {
  const at = new Date(signature.signedAt);
  const prepare = () => toPending(campaign, signature);
  return askToConfirm({ kind: 'signing', address, at, prepare }, mailing);
}
