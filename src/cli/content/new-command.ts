import { newCampaign, newTranslation } from '#campaigns/new-campaign.ts';
import { readSite } from '#campaigns/site-file.ts';
import { HELP_OPTION, readArguments } from '#cli/command/command-arguments.ts';
import { CommandError, type CommandIo } from '#cli/command/command.ts';
import type { Site } from '#domain/site.ts';
import { languageAdvice } from './language-advice.ts';

const HELP = `Makes a new campaign's files, ready to edit, or a language's.

  npm run new -- clean-river               a campaign: a draft that explains itself
  npm run new -- clean-river --locale fr   its words, to be translated
  npm run new -- --locale fr               what the site needs to speak another language`;

/** `npm run new -- <slug> [--locale <locale>]`: writes new files and overwrites none. */
export async function makeNew(args: readonly string[], io: CommandIo): Promise<void> {
  const { values, positionals } = readArguments('new', args, { ...HELP_OPTION, locale: { type: 'string' } });
  const [slug, ...more] = positionals;
  const { locale, help } = values;
  if (help) {
    io.out(HELP);
    return;
  }
  if (more.length > 0 || (slug === undefined && locale === undefined)) throw new CommandError(2, HELP);
  const site = await readSite(io.root);
  if (slug !== undefined) {
    const made = await (locale === undefined
      ? newCampaign(io.root, slug, site)
      : newTranslation(io.root, slug, locale, site));
    if (made.kind === 'refused') throw new CommandError(2, made.why);
    io.out(`Made ${made.file}: edit it, then run npm run check:content.`);
    if (locale === undefined) io.out(draftAdvice(slug, site));
  }
  if (locale !== undefined) io.out(await languageAdvice(locale, io));
}

function draftAdvice(slug: string, { locales, defaultLocale }: Site): string {
  const others = locales.filter((locale) => locale !== defaultLocale);
  return `It is a draft: npm start and previews show it, and nobody can sign. To publish it, say whom it addresses and set status to active.
News go into content/campaigns/${slug}/updates/, such as 2026-01-31-thanks.${defaultLocale}.md.
${others.map((other) => `Its words in ${other}: npm run new -- ${slug} --locale ${other}\n`).join('')}`;
}
