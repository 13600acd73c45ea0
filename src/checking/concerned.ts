import { CAMPAIGNS } from '#campaigns/campaign-file.ts';
import type { Content } from '#campaigns/content.ts';
import { isReserved, isSlug } from '#domain/slug.ts';
import type { ContentMistake } from '#source/mistake.ts';

/** What a mistake spoils: all pages, none that there is, or those of a campaign, a language, an update. */
type Spoilt =
  | { readonly kind: 'site' }
  | { readonly kind: 'nothing' }
  | {
      readonly kind: 'campaign';
      readonly slug: string;
      /** `null` spoils every language. */
      readonly locale: string | null;
      /** `null` spoils the campaign, not only an update. */
      readonly update: string | null;
    };

/** What decides which pages a mistake is on. Without a readable site every language may be one of the site's. */
export interface Surroundings {
  readonly content: Content | null;
  /** The names of the folders of campaigns. */
  readonly folders: readonly string[];
}

/** The mistakes to show at an address instead of its page. */
export function mistakesAt(
  pathname: string,
  mistakes: readonly ContentMistake[],
  around: Surroundings,
): ContentMistake[] {
  const parts = pathname.split('/').filter((part) => part !== '');
  const locales = around.content?.site.locales ?? [];
  const isTranslated = parts[0] !== undefined && locales.includes(parts[0]);
  const locale = isTranslated ? parts[0] : around.content?.site.defaultLocale;
  const [first, ...rest] = isTranslated ? parts.slice(1) : parts;
  return mistakes.filter(({ file }) => {
    const spoilt = spoiltBy(file, around);
    if (spoilt.kind === 'site') return true;
    if (first === undefined) return spoilt.kind === 'nothing' || isUnseen(spoilt.slug, around);
    if (spoilt.kind === 'nothing') return false;
    if (around.content === null) return parts.includes(spoilt.slug);
    if (first !== spoilt.slug || ![null, locale].includes(spoilt.locale)) return false;
    return spoilt.update === null || showsUpdate(rest, spoilt.update);
  });
}

/** The content without what has mistakes: a campaign, a translation, or the text of an update. */
export function withoutMistakes(content: Content, mistakes: readonly ContentMistake[]): Content {
  const all = mistakes.map(({ file }) => spoiltBy(file, { content, folders: [] }));
  const isSpoilt = (slug: string, locale: string | null, update: string | null) =>
    all.some(
      (spoilt) =>
        spoilt.kind === 'campaign' &&
        spoilt.slug === slug &&
        spoilt.locale === locale &&
        spoilt.update === update,
    );
  const campaigns = content.campaigns
    .filter(({ campaign: { slug } }) => !isSpoilt(slug, null, null))
    .map(({ campaign, texts, updates }) => ({
      campaign,
      texts: texts.filter(({ locale }) => !isSpoilt(campaign.slug, locale, null)),
      updates: updates
        .map((update) => ({
          ...update,
          texts: update.texts.filter(({ locale }) => !isSpoilt(campaign.slug, locale, update.name)),
        }))
        .filter(({ texts }) => texts.length > 0),
    }));
  return { site: content.site, campaigns };
}

const UPDATE = /^updates\/(?<update>.+)\.(?<locale>[^.]+)\.md$/u;
const TEXT = /^(?<locale>[^./]+)\.md$/u;

function spoiltBy(file: string, { content }: Pick<Surroundings, 'content' | 'folders'>): Spoilt {
  if (!file.startsWith(`${CAMPAIGNS}/`)) return { kind: 'site' };
  const [slug = '', ...rest] = file.slice(CAMPAIGNS.length + 1).split('/');
  const locales = content?.site.locales ?? [];
  if (!isSlug(slug) || isReserved(slug, locales)) return { kind: 'nothing' };
  const path = rest.join('/');
  const { update, locale } = { ...(UPDATE.exec(path) ?? TEXT.exec(path))?.groups };
  const isKnown = locale !== undefined && locales.includes(locale);
  if (update !== undefined) return { kind: 'campaign', slug, locale: isKnown ? locale : null, update };
  const isWords = isKnown && locale !== content?.site.defaultLocale;
  return { kind: 'campaign', slug, locale: isWords ? locale : null, update: null };
}

/** True for a campaign that has no folder any more: no page of its own can be looked at. */
function isUnseen(slug: string, { folders }: Surroundings): boolean {
  return !folders.includes(slug);
}

/** True for an update's own page, for the page of its campaign and copies of it, and for the feed. */
function showsUpdate([page, name]: readonly string[], update: string): boolean {
  if (page === 'updates') return name === update;
  return page === undefined || page === 'via' || page === 'feed.xml';
}
