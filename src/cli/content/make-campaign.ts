import * as v from 'valibot';
import type { KnownFacts } from '#campaigns/campaign-template.ts';
import {
  campaignRefusal,
  newCampaign,
  newTranslation,
  type ScaffoldResult,
} from '#campaigns/new-campaign.ts';
import { CommandError, type CommandIo } from '#cli/command/command.ts';
import type { Site } from '#domain/site.ts';
import { askField, askFields, type Flags, readFlags } from './new-answers.ts';
import { CAMPAIGN_FIELDS, toList } from './new-fields.ts';

/** Makes a campaign, and empty translations of it where somebody asks for them. */
export async function makeCampaign(
  { slug, flags }: { slug: string; flags: Flags },
  site: Site,
  io: CommandIo,
): Promise<void> {
  const why = await campaignRefusal(io.root, slug, site);
  if (why !== null) throw new CommandError(2, why);
  const { known, languages } = await knownOf(slug, flags, site, io);
  report(await newCampaign(io.root, slug, site, known), io);
  for (const language of languages) report(await newTranslation(io.root, slug, language, site), io);
  io.out(draftAdvice(slug, site, languages));
}

/** Says which file was made. Throws a `CommandError` for one that was refused. */
export function report(made: ScaffoldResult, io: CommandIo): void {
  if (made.kind === 'refused') throw new CommandError(2, made.why);
  io.out(`Made ${made.file}: edit it, then run npm run check:content.`);
}

/** What flags say of a campaign, or, where there are none and somebody can answer, what they answer. */
async function knownOf(
  slug: string,
  flags: Flags,
  site: Site,
  io: CommandIo,
): Promise<{ known: KnownFacts; languages: readonly string[] }> {
  const field = languagesField(site);
  const areGiven = Object.values(flags).some((flag) => flag !== undefined);
  if (areGiven || io.openDialog === null) {
    const { languages, ...known } = readFlags([...CAMPAIGN_FIELDS, field], flags);
    return { known: known, languages: (languages as string[] | undefined) ?? [] };
  }
  using dialog = io.openDialog();
  dialog.say(`A new campaign, ${slug}. Press Enter for what you do not know yet.`);
  const known = (await askFields(CAMPAIGN_FIELDS, dialog)) as KnownFacts;
  const others = othersOf(site);
  const languages = others.length === 0 ? [] : ((await askField(field, dialog)) ?? []);
  return { known, languages: languages as string[] };
}

function languagesField(site: Site) {
  const others = othersOf(site);
  return {
    flag: 'languages',
    key: 'languages',
    question: `Lay files for translations, too? Of: ${others.join(', ')}`,
    schema: v.array(
      v.picklist(others, `must be other languages of the site: ${others.join(', ') || 'it has none'}`),
    ),
    read: toList,
  };
}

/** The languages that hold no facts. */
export function othersOf({ locales, defaultLocale }: Site): string[] {
  return locales.filter((locale) => locale !== defaultLocale);
}

/** What to do with a new campaign. */
export function draftAdvice(slug: string, site: Site, made: readonly string[] = []): string {
  const missing = othersOf(site).filter((locale) => !made.includes(locale));
  return `It is a draft: npm start and previews show it, and nobody can sign. To publish it, say whom it addresses and set status to active.
News of it: npm run new -- ${slug} --update
${missing.map((other) => `Its words in ${other}: npm run new -- ${slug} --locale ${other}\n`).join('')}`;
}
