import { createHash } from 'node:crypto';
import type { Words } from '#domain/campaign-schema.ts';
import type { Campaign } from '#domain/campaign.ts';
import type { Text } from './content.ts';

/** The words that somebody signs, in one language, as they stand in the files. */
export interface SignedText {
  readonly locale: string;
  readonly title: string;
  readonly summary: string;
  /** `null` where none is given. */
  readonly target: string | null;
  readonly body: string;
}

/** The digest of a signed text: 16 hex digits, the start of a SHA-256 of its JSON. */
export function textDigest({ locale, title, summary, target, body }: SignedText): string {
  const json = JSON.stringify([locale, title, summary, target, body]);
  return createHash('sha256').update(json).digest('hex').slice(0, 16);
}

/** What somebody signs who reads a text of a campaign. A text without a target of its own has the campaign's. */
export function signedText(
  { locale, words, source }: Text<Words>,
  campaign: Pick<Campaign, 'target'>,
): SignedText {
  const { title, summary, target = campaign.target } = words;
  return { locale, title, summary, target, body: source.body };
}
