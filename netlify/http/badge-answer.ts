import type { SignatureCount } from '#domain/count.ts';
import { translator } from '#i18n/translate.ts';
import { badgeWords } from './badge-words.ts';
import { type BadgeWords, drawBadge } from './badge.ts';

/** Headers of a picture that other sites show. Opened by itself it may load nothing and run nothing. */
export const PICTURE_HEADERS = {
  'cross-origin-resource-policy': 'cross-origin',
  'content-security-policy':
    "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; sandbox",
} as const;

/** A count as a picture. The slug stands for a title that is missing. */
export function badgeResponse(
  count: SignatureCount,
  title: BadgeWords['title'] | null,
  locale: string,
): Response {
  const words = badgeWords(count, title ?? { text: count.campaign, locale }, translator(locale));
  return new Response(drawBadge(words), { headers: { 'content-type': 'image/svg+xml' } });
}
