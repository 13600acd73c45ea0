import type { PendingMail } from '#actions/ask-to-confirm.ts';
import { deployedTitle, deployedSite } from '#deploy/deployed-content.ts';
import { type Campaign, organizationOf } from '#domain/campaign.ts';
import { toConfirmationToken, toShownCode } from '#domain/confirmation-token.ts';
import type { Entries } from '#domain/entry-kind.ts';
import type { Reader } from '#domain/news.ts';
import { confirmPath, withdrawPath } from '#domain/page-paths.ts';
import type { OpenSignature } from '#domain/signature.ts';
import { type MailFacts, newsMail, signingMail } from '#mail/compose.ts';
import { padded, toSealedJson } from '#sealing/sealed-text.ts';
import { codeOf } from '#secret/confirmation-code.ts';
import { type Pending, toPendingRecord } from '#secret/pending-record.ts';
import { toWithdrawalToken } from '#secret/withdrawal-token.ts';
import { signatureSecret } from './entry-ids.ts';
import type { Place } from './invocation.ts';
import { mailSender } from './mailing.ts';
import { ownOrigin } from './own-origin.ts';
import { toSealedFile } from './sealing.ts';
import { tokenPlace } from './token-place.ts';

/** The record of a signature that waits for its confirmation, and the mail that asks for it. */
export async function pendingSignature(
  campaign: Campaign,
  signature: OpenSignature,
  context: Place,
): Promise<PendingMail> {
  const { id, signedAt, supporter } = signature;
  const asked = { kind: 'signature', id, at: signedAt, locale: supporter.locale } as const;
  const file = await toSealedFile(toSealedJson(supporter));
  const head = file ? asked : { ...asked, supporter };
  return pendingMail(campaign, { head, sealed: file }, supporter.email, context);
}

/** A wish for news, before its mailbox confirms it. */
export interface AskedNews {
  readonly id: string;
  readonly at: Date;
  readonly reader: Reader;
  readonly wording: string;
}

/** The record of a wish for news that waits for its confirmation, and the mail that asks for it. */
export async function pendingNews(
  campaign: Campaign,
  { id, at, reader, wording }: AskedNews,
  context: Place,
): Promise<PendingMail> {
  const asked = { kind: 'news', id, at: at.toISOString(), locale: reader.locale, wording } as const;
  const file = await toSealedFile(padded(JSON.stringify(reader)));
  const head = file ? asked : { ...asked, reader };
  return pendingMail(campaign, { head, sealed: file }, reader.email, context);
}

async function pendingMail(
  campaign: Campaign,
  pending: Pending,
  to: string,
  context: Place,
): Promise<PendingMail> {
  const secret = signatureSecret();
  const { kind, id, locale, at } = pending.head;
  const record = toPendingRecord(secret, tokenPlace(campaign, context), pending);
  const code = codeOf(secret, record);
  const withdrawable = { kind, ids: [id] };
  const facts = await mailFacts(campaign, { to, locale, at: new Date(at), withdrawable }, context);
  const compose = kind === 'news' ? newsMail : signingMail;
  const confirmUrl = await urlOf(confirmPath, campaign, locale, toConfirmationToken({ record, code }));
  return { record, mail: compose({ ...facts, code: toShownCode(code), confirmUrl }) };
}

/** Whom a mail goes to, and what its link takes back. */
interface MailWish {
  readonly to: string;
  readonly locale: string;
  readonly at: Date;
  readonly withdrawable: Entries;
}

/** What every mail of a campaign says. A discreet campaign's mail names neither its topic nor its sender. */
export async function mailFacts(
  campaign: Campaign,
  { to, locale, at, withdrawable }: MailWish,
  context: Place,
): Promise<MailFacts> {
  const { address, name } = mailSender();
  const token = toWithdrawalToken(signatureSecret(), tokenPlace(campaign, context), withdrawable);
  return {
    to,
    from: { address, name: campaign.discreet ? '' : name },
    locale,
    organization: organizationOf(campaign, await deployedSite()),
    title: campaign.discreet ? null : await deployedTitle(campaign, locale),
    askedAt: at,
    withdrawUrl: await urlOf(withdrawPath, campaign, locale, token),
  };
}

/** A page's address on the site's own origin, with a token that no server ever sees in an address. */
async function urlOf(path: typeof confirmPath, { slug }: Campaign, locale: string, token: string) {
  const url = new URL(path(locale, slug, await deployedSite()), ownOrigin());
  url.hash = token;
  return url.href;
}
