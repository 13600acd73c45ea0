import { canonicalAddress } from '#domain/address.ts';
import { toConfirmationToken, toShownCode } from '#domain/confirmation-token.ts';
import { codeOf } from '#secret/confirmation-code.ts';
import { entryId } from '#secret/entry-id.ts';
import { toPendingRecord } from '#secret/pending-record.ts';
import { aSignature } from '../store/a-signature.ts';
import { aroha, type Typed } from './mail-steps.ts';
import { CAMPAIGN } from './mailed-site.ts';

/** The secret of the served site. */
const SECRET = 's'.repeat(32);

/** A record of any campaign and time as the site gives it out. With its code, and the token of its link. */
export function recordOf({
  name = aroha.name,
  email = aroha.email,
  locale = aroha.locale,
  campaign = CAMPAIGN,
  at = new Date(),
}: Partial<Typed> & { readonly campaign?: string; readonly at?: Date } = {}) {
  const address = canonicalAddress(email);
  if (!address) throw new TypeError('It is no address.');
  const id = entryId(SECRET, { kind: 'signature', campaign }, address);
  const { supporter } = aSignature({ name, email, locale });
  const head = { kind: 'signature', id, at: at.toISOString(), locale, supporter } as const;
  const record = toPendingRecord(SECRET, campaign, { head, sealed: null });
  const code = codeOf(SECRET, record);
  return { record, code: toShownCode(code), token: toConfirmationToken({ record, code }) };
}
