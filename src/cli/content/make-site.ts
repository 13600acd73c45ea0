import type { KnownFacts } from '#campaigns/campaign-template.ts';
import { exampleRefusal, replaceExample } from '#campaigns/new-site.ts';
import { readSite } from '#campaigns/site-file.ts';
import { CommandError, type CommandIo } from '#cli/command/command.ts';
import { line } from '#domain/editor-values.ts';
import type { Site } from '#domain/site.ts';
import { draftAdvice, report } from './make-campaign.ts';
import { askField, askFields, type Flags, readFlags, REQUIRED } from './new-answers.ts';
import { CAMPAIGN_FIELDS, readField, SITE_FIELDS } from './new-fields.ts';

const CONTACT_CHARS = 600;

/** Puts an organization's own site in the place of the example. */
export async function makeSite(
  { slug, flags }: { slug: string; flags: Flags },
  io: CommandIo,
): Promise<void> {
  const refusal = await exampleRefusal(io.root);
  if (refusal !== null) throw new CommandError(2, refusal);
  const example = await readSite(io.root);
  const { site, known } = await answersOf(slug, flags, example, io);
  report(await replaceExample(io.root, { site, slug, known }), io);
  io.out('Wrote content/site.yaml, and took the example away: npm start shows what there is.');
  io.out(draftAdvice(slug, site));
}

async function answersOf(
  slug: string,
  flags: Flags,
  example: Site,
  io: CommandIo,
): Promise<{ site: Site; known: KnownFacts }> {
  const areGiven = Object.values(flags).some((flag) => flag !== undefined);
  if (areGiven || io.openDialog === null) {
    const site = withAnswers(example, readFlags(SITE_FIELDS, flags), contactsOf(flags));
    if (flags['organization'] === undefined || Object.keys(site.organization.contact).length === 0) {
      const why = `Say who you are: npm run new -- ${slug} --replace-example --organization "River Keepers" ${site.locales.map((locale) => `--contact ${locale}="…"`).join(' ')}`;
      throw new CommandError(2, why);
    }
    // The organization of a first campaign is the site's.
    const fields = CAMPAIGN_FIELDS.filter(({ flag }) => flag !== 'organization');
    return { site, known: readFlags(fields, flags) };
  }
  using dialog = io.openDialog();
  dialog.say('Your own site in the place of the example. Press Enter for what stands in brackets.');
  const answers = await askFields(SITE_FIELDS, dialog, {
    name: REQUIRED,
    locales: example.locales.join(', '),
    timeZone: example.timeZone,
    quickExit: example.quickExit,
  });
  const { locales } = withAnswers(example, answers, {});
  const contact: Record<string, string> = {};
  for (const locale of locales) {
    const question = `How do people reach you? In ${locale}, in plain words`;
    contact[locale] = String(await askField({ question, ...CONTACT }, dialog, REQUIRED));
  }
  dialog.say(`Now the first campaign, ${slug}. Press Enter for what you do not know yet.`);
  return {
    site: withAnswers(example, answers, contact),
    known: await askFields(CAMPAIGN_FIELDS, dialog),
  };
}

const CONTACT = {
  schema: line('how to write to the organization', CONTACT_CHARS),
  read: (typed: string) => typed,
};

function withAnswers(
  example: Site,
  answers: Readonly<Record<string, unknown>>,
  contact: Record<string, string>,
): Site {
  const {
    name,
    locales = example.locales,
    timeZone = example.timeZone,
    quickExit = example.quickExit,
  } = answers as { name?: string; locales?: string[]; timeZone?: string; quickExit?: string };
  return {
    organization: { name: name ?? '', contact },
    locales,
    defaultLocale: locales[0] ?? example.defaultLocale,
    timeZone,
    quickExit,
    retention: example.retention,
  };
}

/** Reads `--contact en="Write to …"`, once for each language. */
function contactsOf({ contact }: Flags): Record<string, string> {
  const typed = Array.isArray(contact) ? (contact as readonly string[]) : [];
  return Object.fromEntries(
    typed.map((each) => {
      const [, locale, words] = /^([A-Za-z-]+)=(.*)$/su.exec(each) ?? [];
      if (locale === undefined || words === undefined)
        throw new CommandError(
          2,
          `--contact takes a language and its words: --contact en="Write to …", not “${each}”.`,
        );
      const read = readField(CONTACT, words);
      if (read.kind === 'wrong') throw new CommandError(2, `--contact ${locale} ${read.message}.`);
      return [locale, String(read.value)];
    }),
  );
}
