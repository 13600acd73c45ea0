import * as v from 'valibot';
import { CalendarDateSchema, dayIn, isBefore } from '#domain/calendar-date.ts';
import { UpdateSchema } from '#domain/campaign-schema.ts';
import type { Site } from '#domain/site.ts';
import { isSlug } from '#domain/slug.ts';
import { listFolder } from '#source/content-file.ts';
import { readFrontMatterFile, splitFrontMatter } from '#source/front-matter.ts';
import { parseWith } from '#source/parse-with.ts';
import { CAMPAIGNS } from './campaign-file.ts';
import { toUpdateText, toUpdateTranslationText } from './campaign-template.ts';
import { make, messagesOf, type ScaffoldResult } from './new-campaign.ts';

/** An update that somebody asks for. */
export interface NewUpdate {
  readonly slug: string;
  /** The name in its address; `null` to take it from the title. */
  readonly name: string | null;
  /** The day or the month; `null` for today. */
  readonly date: string | null;
  readonly title?: string | undefined;
  readonly link?: string | undefined;
  /** The languages to write a file for. */
  readonly locales: readonly string[];
}

/**
 * Writes the files of an update, one a language. The first one takes title and link; the others start empty,
 * as translations.
 */
export async function newUpdate(
  root: string,
  { slug, name, date, title, link, locales }: NewUpdate,
  { site, now }: { site: Site; now: Date },
): Promise<readonly ScaffoldResult[]> {
  const refused = (why: string): ScaffoldResult[] => [{ kind: 'refused', why }];
  if (!isSlug(slug) || (await listFolder(root, `${CAMPAIGNS}/${slug}`)).length === 0)
    return refused(`There is no campaign “${slug}” yet: run npm run new -- ${slug} first.`);
  const today = dayIn(site.timeZone, now);
  const day = date ?? today;
  const fault = v.safeParse(CalendarDateSchema, day).issues?.[0].message;
  if (fault !== undefined) return refused(`--date ${fault}.`);
  if (isBefore(today, day))
    return refused(`--date ${day} is after today, ${today}: news tells what happened.`);
  const ending = name ?? nameFrom(title ?? '');
  if (!isSlug(ending) || /^\d/u.test(ending)) {
    const why = `“${ending}” cannot name an update: use lower-case letters, digits and hyphens, a letter first, such as thanks.`;
    return refused(why);
  }
  const stem = `${CAMPAIGNS}/${slug}/updates/${day}-${ending}`;
  return write(root, stem, { text: toUpdateText({ title, link }), locales, site });
}

async function write(
  root: string,
  stem: string,
  { text, locales, site }: { text: string; locales: readonly string[]; site: Site },
): Promise<readonly ScaffoldResult[]> {
  const foreign = locales.find((locale) => !site.locales.includes(locale));
  if (foreign !== undefined)
    return [
      {
        kind: 'refused',
        why: `The site does not speak ${foreign}: add it to locales in content/site.yaml first.`,
      },
    ];
  const { mistakes } = invalid(parseWith(splitFrontMatter(stem, text).frontMatter, UpdateSchema));
  if (mistakes.length > 0) return [{ kind: 'refused', why: messagesOf(mistakes) }];
  const there = new Map<string, string>();
  const results: ScaffoldResult[] = [];
  // The default language first: the others are translated from it.
  const order = [site.defaultLocale, ...site.locales.filter((locale) => locale !== site.defaultLocale)];
  for (const locale of order) {
    const file = `${stem}.${locale}.md`;
    if ((await readFrontMatterFile(root, file)) !== null) there.set(locale, file);
  }
  for (const locale of order.filter((locale) => locales.includes(locale))) {
    const file = `${stem}.${locale}.md`;
    if (there.has(locale)) {
      results.push({ kind: 'refused', why: `${file} is there already: edit it.` });
      continue;
    }
    const [original] = there;
    const source = original && (await readFrontMatterFile(root, original[1]))?.source;
    results.push(
      await make(root, file, source ? toUpdateTranslationText(locale, source, original[0]) : text),
    );
    there.set(locale, file);
  }
  return results;
}

function invalid(parsed: ReturnType<typeof parseWith>): { mistakes: Parameters<typeof messagesOf>[0] } {
  return parsed.kind === 'invalid' ? parsed : { mistakes: [] };
}

/** A name for an address from a title: letters without accents, digits and hyphens, a letter first. */
function nameFrom(title: string): string {
  const words = title
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .match(/[a-z0-9]+/gu);
  const name = (words ?? []).reduce(
    (all, word) => (`${all}-${word}`.length > 40 ? all : `${all}-${word}`),
    '',
  );
  const found = name.slice(1);
  if (found === '') return 'news';
  return /^\d/u.test(found) ? `news-${found}` : found;
}
