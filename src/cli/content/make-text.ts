import { newTranslation } from '#campaigns/new-campaign.ts';
import { newUpdate } from '#campaigns/new-update.ts';
import type { CommandIo } from '#cli/command/command.ts';
import { CalendarDateSchema, dayIn } from '#domain/calendar-date.ts';
import type { Site } from '#domain/site.ts';
import { othersOf, report } from './make-campaign.ts';
import { askField, askFields, type Flags, readFlags } from './new-answers.ts';
import { toList, UPDATE_FIELDS } from './new-fields.ts';

/** Makes a campaign's words in other languages, which start empty. */
export async function makeTranslation(
  { slug, locales }: { slug: string; locales: readonly string[] },
  site: Site,
  io: CommandIo,
): Promise<void> {
  for (const locale of locales) report(await newTranslation(io.root, slug, locale, site), io);
}

/** Makes an update, one file a language. */
export async function makeUpdate(
  wanted: { slug: string; name: string | null; locales: readonly string[]; flags: Flags; now: Date },
  site: Site,
  io: CommandIo,
): Promise<void> {
  const { slug, name, now } = wanted;
  const { date, locales, ...words } = await answersOf(wanted, site, io);
  const results = await newUpdate(
    io.root,
    { slug, name, date, locales: locales.length > 0 ? locales : [site.defaultLocale], ...words },
    { site, now },
  );
  for (const result of results) report(result, io);
}

async function answersOf(
  { locales, flags, now }: { locales: readonly string[]; flags: Flags; now: Date },
  site: Site,
  io: CommandIo,
): Promise<{ date: string | null; locales: readonly string[]; title?: string; link?: string }> {
  const areGiven = locales.length > 0 || Object.values(flags).some((flag) => flag !== undefined);
  if (areGiven || io.openDialog === null) {
    const { date } = flags;
    return { date: typeof date === 'string' ? date : null, locales, ...readFlags(UPDATE_FIELDS, flags) };
  }
  using dialog = io.openDialog();
  const date = await askField(
    { question: 'Its day', schema: CalendarDateSchema, read: (typed) => typed },
    dialog,
    dayIn(site.timeZone, now),
  );
  const words = await askFields(UPDATE_FIELDS, dialog);
  const others = othersOf(site);
  const typed =
    others.length === 0
      ? ''
      : await dialog.ask(`In which other languages, too? Of: ${others.join(', ')}\n> `);
  return { date: String(date), locales: [site.defaultLocale, ...toList(typed)], ...words };
}
