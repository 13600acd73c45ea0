import { parseArgs } from 'node:util';
import { checkContent } from '#campaigns/content.ts';
import { isLanguageTag, newCampaign, newTranslation } from '#campaigns/new-campaign.ts';
import { languageNeeds } from '#campaigns/new-language.ts';
import { PROJECT_ROOT } from '#settings/project-root.ts';
import { readSite } from '#campaigns/site-file.ts';
import { CommandError, runCommand } from './command.ts';

const HELP = `Makes a new campaign's files, ready to edit, or a language's.

  npm run new -- clean-river               a campaign: a draft that explains itself
  npm run new -- clean-river --locale fr   its words, to be translated
  npm run new -- --locale fr               what the site needs to speak another language`;

/** `npm run new -- <slug> [--locale <locale>]`. Overwrites nothing. */
await runCommand(async () => {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { locale: { type: 'string' }, help: { type: 'boolean', default: false } },
  });
  const [slug, ...more] = positionals;
  const { locale, help } = values;
  if (help) {
    console.log(HELP);
    return;
  }
  if (more.length > 0 || (slug === undefined && locale === undefined)) throw new CommandError(2, HELP);
  const site = await readSite(PROJECT_ROOT);
  if (slug !== undefined) {
    const made = await (locale === undefined
      ? newCampaign(PROJECT_ROOT, slug, site)
      : newTranslation(PROJECT_ROOT, slug, locale, site));
    if (made.kind === 'refused') throw new CommandError(2, made.why);
    console.log(`Made ${made.file}: edit it, then run npm run check:content.`);
    if (locale === undefined) console.log(draftAdvice(slug, site.locales, site.defaultLocale));
  }
  if (locale !== undefined) console.log(await languageAdvice(locale));
});

function draftAdvice(slug: string, locales: readonly string[], defaultLocale: string): string {
  const others = locales.filter((locale) => locale !== defaultLocale);
  return `It is a draft, which nobody sees: set status to active, say whom it addresses, and npm start shows it.
News go into content/campaigns/${slug}/updates/, such as 2026-01-31-thanks.${defaultLocale}.md.
${others.map((other) => `Its words in ${other}: npm run new -- ${slug} --locale ${other}\n`).join('')}`;
}

/** Mistakes that stand in the way are the content check's to name. */
async function languageAdvice(locale: string): Promise<string> {
  if (!isLanguageTag(locale)) {
    throw new CommandError(2, `“${locale}” is not a language tag: use one such as fr or pt-BR.`);
  }
  const { content } = await checkContent(PROJECT_ROOT);
  if (content === null)
    throw new CommandError(2, 'The content has mistakes: run npm run check:content first.');
  const needs = await languageNeeds(process.cwd(), locale, content);
  const open = needs.filter(({ isMet }) => !isMet);
  if (open.length === 0) return `The site speaks ${locale} throughout.`;
  return `To speak ${locale} throughout, the site still needs:
${open.map(({ what }) => `  ${what}`).join('\n')}
Until then readers get English, or the words of the default language, marked as such.`;
}
