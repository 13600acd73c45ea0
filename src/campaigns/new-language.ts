import { join } from 'node:path';
import { linesPerLocale, type Site } from '#domain/site.ts';
import { readText } from '#source/content-file.ts';
import type { CampaignContent } from './content.ts';

/** One step until the whole site is in a language. */
export interface Need {
  readonly isMet: boolean;
  /** The file, and what to do there. */
  readonly what: string;
}

/**
 * The steps for a language, in order. `project` is the project's folder, which holds the interface's words.
 */
export async function languageNeeds(
  project: string,
  locale: string,
  { site, campaigns }: { site: Site; campaigns: readonly CampaignContent[] },
): Promise<Need[]> {
  const english = await wordsIn(project, 'en');
  const own = await wordsIn(project, locale);
  const missing = Array.from(english).filter(([key, sentence]) => !isTranslated(own.get(key), sentence));
  return [
    {
      isMet: site.locales.includes(locale),
      what: `content/site.yaml: add ${locale} to locales`,
    },
    ...linesPerLocale(site).map(({ path, lines }) => ({
      isMet: lines[locale] !== undefined,
      what: `content/site.yaml: add a line for ${locale} to ${path.join('.')}`,
    })),
    {
      isMet: missing.length === 0,
      what: `${I18N}/${locale}.json: translate the interface, ${missing.length} of ${english.size} sentences are missing or still English (start from a copy of en.json)`,
    },
    {
      isMet: (await readText(project, `${I18N}/translate.ts`))?.includes(`${locale}.json`) ?? false,
      what: `${I18N}/translate.ts: import ${locale}.json and add it to LANGUAGES`,
    },
    ...campaigns.flatMap((content) => campaignNeeds(content, locale)),
  ];
}

const I18N = 'src/i18n';

function campaignNeeds({ campaign: { slug }, texts, updates }: CampaignContent, locale: string): Need[] {
  const untranslated = updates.filter(({ texts }) => !texts.some((text) => text.locale === locale)).length;
  return [
    {
      isMet: texts.some((text) => text.locale === locale),
      what: `content/campaigns/${slug}/${locale}.md: translate it (npm run new -- ${slug} --locale ${locale} makes the file)`,
    },
    {
      isMet: untranslated === 0,
      what: `content/campaigns/${slug}/updates/: ${untranslated} without a file that ends in .${locale}.md`,
    },
  ];
}

/** True if the sentence is translated. Up to two words may be equal in both languages. */
function isTranslated(own: string | undefined, english: string): boolean {
  return own !== undefined && (own !== english || english.split(' ').length < 3);
}

async function wordsIn(project: string, locale: string): Promise<Map<string, string>> {
  const text = await readText(project, join(I18N, `${locale}.json`));
  const words: unknown = text === null ? {} : JSON.parse(text);
  if (typeof words !== 'object' || words === null) return new Map();
  return new Map(Object.entries(words).map(([key, sentence]) => [key, String(sentence)]));
}
