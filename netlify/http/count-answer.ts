import { type Campaign, stateOf } from '#domain/campaign.ts';
import type { SignatureCount } from '#domain/count.ts';
import type { Site } from '#domain/site.ts';
import { translator } from '#i18n/translate.ts';
import { liveNumber } from '#number/page-number.ts';

/** A count as JSON. With a locale it brings what the campaign's page says of it in that one. */
export function countResponse(
  count: SignatureCount,
  { campaign, site }: { readonly campaign: Campaign; readonly site: Site },
  locale: string | null,
): Response {
  if (locale === null) return Response.json(count);
  const now = new Date();
  const state = stateOf(campaign, site.timeZone, now);
  const page = liveNumber(count, { campaign, site, state, now }, translator(locale));
  return Response.json({ ...count, page });
}
