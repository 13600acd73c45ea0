import { writeEditorSupport } from '#campaigns/editor-support.ts';
import { readSite } from '#campaigns/site-file.ts';
import { HELP_OPTION, readArguments, wrongArguments } from '#cli/command/command-arguments.ts';
import { CommandError, type CommandIo } from '#cli/command/command.ts';
import { languageAdvice } from './language-advice.ts';
import { makeCampaign } from './make-campaign.ts';
import { makeSite } from './make-site.ts';
import { makeTranslation, makeUpdate } from './make-text.ts';
import type { Flags } from './new-answers.ts';
import { CAMPAIGN_FIELDS, SITE_FIELDS, UPDATE_FIELDS } from './new-fields.ts';

const HELP = `Makes new files in content/, ready to edit. It overwrites none.

  npm run new -- clean-river                      a campaign: a draft that explains itself
  npm run new -- clean-river --locale es          its words in another language, to be translated
  npm run new -- clean-river --update thanks      dated news of it; --locale es for the same in Spanish
  npm run new -- --locale fr                      what the site needs to speak another language
  npm run new -- clean-river --replace-example    your own site: takes the example away, and makes a first campaign

At a terminal it asks for what it needs; an empty answer is fine. With flags it asks nothing:
  a campaign           --title --summary --target --goal 500 --closes 2026-12-31 --ask postalCode,updates
                       --opens --call-to-action --organization --languages es
  an update            --date 2026-01-31 --title --link --locale es
  the example's place  --organization --contact en="Write to …" --contact es="…" --locales en,es
                       --time-zone Europe/Berlin --quick-exit https://…, and --title and so on for the campaign

To rename a campaign, rename its folder and add the old name to formerly: formerly: [old-name]`;

const text = { type: 'string' } as const;

const OPTIONS = {
  ...HELP_OPTION,
  locale: { type: 'string', multiple: true },
  update: { type: 'boolean', default: false },
  'replace-example': { type: 'boolean', default: false },
  title: text,
  summary: text,
  target: text,
  goal: text,
  opens: text,
  closes: text,
  ask: text,
  'call-to-action': text,
  organization: text,
  languages: text,
  date: text,
  link: text,
  contact: { type: 'string', multiple: true },
  locales: text,
  'time-zone': text,
  'quick-exit': text,
} as const;

const flagsOf = (fields: readonly { flag: string }[]) => fields.map(({ flag }) => flag);

/** The flags that each kind of new files takes. */
const TAKES = {
  'a campaign': [...flagsOf(CAMPAIGN_FIELDS), 'languages'],
  '--locale': ['locale'],
  '--update': [...flagsOf(UPDATE_FIELDS), 'date', 'locale'],
  '--replace-example': [...flagsOf(SITE_FIELDS), 'contact', ...flagsOf(CAMPAIGN_FIELDS)],
} as const;

/** `npm run new`: writes new files and overwrites none. `now` decides about the day of an update. */
export async function makeNew(args: readonly string[], io: CommandIo, now = new Date()): Promise<void> {
  const { values, positionals } = readArguments('new', args, OPTIONS);
  const { help, update, 'replace-example': replacesExample, locale, ...flags } = values;
  if (help) {
    io.out(HELP);
    return;
  }
  const [slug, name = null, ...more] = positionals;
  if (more.length > 0 || (name !== null && !update)) throw new CommandError(2, HELP);
  if (slug === undefined && (locale === undefined || update || replacesExample))
    throw new CommandError(2, HELP);
  if (update && replacesExample) throw wrongArguments('new', 'Give --update or --replace-example, not both.');
  const kind = kindOf({ update, replacesExample, isTranslation: locale !== undefined });
  refuseForeign(kind, { ...flags, locale });
  const locales = (locale ?? []).flatMap((typed) => typed.split(',')).map((typed) => typed.trim());
  if (slug !== undefined) {
    if (kind === '--replace-example') await makeSite({ slug, flags }, io);
    else {
      const site = await readSite(io.root);
      if (kind === '--update') await makeUpdate({ slug, name, locales, flags, now }, site, io);
      else if (kind === '--locale') await makeTranslation({ slug, locales }, site, io);
      else await makeCampaign({ slug, flags }, site, io);
    }
    // Only VS Code needs it, and every npm start makes up for it.
    await writeEditorSupport(io.root, io.project).catch(() => null);
  }
  if (kind === '--locale') for (const each of locales) io.out(await languageAdvice(each, io));
}

function kindOf(wanted: {
  update: boolean;
  replacesExample: boolean;
  isTranslation: boolean;
}): keyof typeof TAKES {
  if (wanted.replacesExample) return '--replace-example';
  if (wanted.update) return '--update';
  return wanted.isTranslation ? '--locale' : 'a campaign';
}

/** A flag that would have no effect is a mistake. */
function refuseForeign(kind: keyof typeof TAKES, flags: Flags): void {
  const taken: readonly string[] = TAKES[kind];
  const [foreign] = Object.keys(flags).filter((flag) => flags[flag] !== undefined && !taken.includes(flag));
  if (foreign === undefined) return;
  throw wrongArguments(
    'new',
    `--${foreign} does not go with ${kind}, which takes --${[...new Set(taken)].join(', --')}.`,
  );
}
