import type { ContentMistake } from '#source/mistake.ts';
import type { Named } from './former-slugs.ts';
import { toRecord } from './record.ts';

/** What is known of the sender of a site's mails. */
export interface Sending {
  /** False for a site that sends no mail. */
  readonly sendsMail: boolean;
  /** What is wrong with its sender, to finish “MAIL_FROM …”; `null` for one that works. */
  readonly senderFault: string | null;
}

/** The mistakes of a site whose mails cannot go: campaigns that demand confirmation by mail, drafts too. */
export function mistakesWithoutMail(
  campaigns: readonly Named[],
  { sendsMail, senderFault }: Sending,
): ContentMistake[] {
  if (sendsMail && senderFault === null) return [];
  const why =
    senderFault === null
      ? 'and this site sends none: set MAIL_FROM (README, Deploy), or write confirmation: none'
      : `and MAIL_FROM ${senderFault}, or write confirmation: none`;
  return campaigns
    .filter(({ frontMatter }) => toRecord(frontMatter.data)['confirmation'] === 'required')
    .map(({ frontMatter }) =>
      frontMatter.mistakeAt(['confirmation'], `\`confirmation\` demands mails, ${why}`),
    );
}

/** The notice of a sender that no mail service would take. The site's other mails need it as well. */
export function senderNotices({
  senderFault = null,
}: {
  readonly senderFault?: string | null;
}): ContentMistake[] {
  if (senderFault === null) return [];
  return [{ file: 'content/site.yaml', line: 1, column: 1, message: `MAIL_FROM ${senderFault}` }];
}
