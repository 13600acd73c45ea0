import type { Words } from '#domain/campaign-schema.ts';
import type { Campaign } from '#domain/campaign.ts';
import type { Site } from '#domain/site.ts';
import type { Text } from './content.ts';

/** Whom a campaign addresses, as a text says it. A text without a target of its own has the campaign's. */
export function targetIn(
  text: Pick<Text<Words>, 'locale' | 'words'>,
  { target }: Pick<Campaign, 'target'>,
  { defaultLocale }: Pick<Site, 'defaultLocale'>,
): { readonly name: string; readonly locale: string } | null {
  if (text.words.target !== undefined) return { name: text.words.target, locale: text.locale };
  return target === null ? null : { name: target, locale: defaultLocale };
}
