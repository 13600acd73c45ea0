import { createHash } from 'node:crypto';
import type { NewsServices } from '#actions/ask-for-news.ts';
import { translator } from '#i18n/translate.ts';
import { idOf } from './entry-ids.ts';
import type { Invocation } from './invocation.ts';
import { mailingServices } from './mailing.ts';
import { pendingNews } from './pending.ts';

/** What asking for news needs from this deploy. */
export function newsServices(locale: string, context: Invocation): NewsServices {
  return {
    toPending: (campaign, { address, email, at }) => {
      const id = idOf('news', campaign, address);
      const asked = { id, at, reader: { email, locale }, wording: wordingDigest(locale) };
      return pendingNews(campaign, asked, context);
    },
    mailing: () => mailingServices(context),
    now: () => new Date(),
  };
}

/** The words beside the field for news, in their order: whoever sends it agrees to them. */
const WORDING = ['news.title', 'news.hint', 'news.submit', 'news.privacy'] as const;

/** The start of the SHA-256 of the words that somebody agrees to, in their language, as 16 hex digits. */
function wordingDigest(locale: string): string {
  const t = translator(locale);
  const words = WORDING.map((key) => t(key));
  return createHash('sha256')
    .update(JSON.stringify([t.locale, ...words]))
    .digest('hex')
    .slice(0, 16);
}
