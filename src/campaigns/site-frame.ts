import * as v from 'valibot';
import { wholeDays } from '#domain/editor-values.ts';
import { isLanguageTag } from '#domain/locale-tag.ts';
import { baseLanguage, meantLocale } from '#domain/meant-locale.ts';
import { isTimeZone, type Site } from '#domain/site.ts';
import { toRecord } from './record.ts';

/** What the check of campaigns needs of the site, as far as `content/site.yaml` tells it. */
export interface SiteFrame {
  readonly defaultLocale: string | null;
  /** `null` where nobody can know them: then every language may be one of the site. */
  readonly locales: readonly string[] | null;
  readonly timeZone: string;
  readonly retention: number | null;
}

/** What a campaign's folder is checked against. */
export interface Surroundings {
  readonly root: string;
  readonly frame: SiteFrame;
  /** The day in the site's time zone; `null` if nobody says it. */
  readonly today: string | null;
}

/** The frame of a site without mistakes. */
export function frameOf({ defaultLocale, locales, timeZone, retention }: Site): SiteFrame {
  return { defaultLocale, locales, timeZone, retention };
}

/** The frame of a site with mistakes: each value that can be read, or that is surely meant. */
export function frameIn(data: unknown): SiteFrame {
  const site = toRecord(data);
  const named = localeIn(site['defaultLocale']);
  const locales = localesIn(site['locales']);
  const defaultLocale = defaultIn(named, locales);
  const all = locales && named !== null ? [named, ...locales] : locales;
  const { timeZone, retention } = site;
  return {
    defaultLocale,
    locales: all && [...new Set(all)],
    timeZone: typeof timeZone === 'string' && isTimeZone(timeZone) ? timeZone : 'UTC',
    retention: v.is(wholeDays, retention) ? retention : null,
  };
}

/** Where the default is none of the locales, the one that differs least is meant, or nobody knows. */
function defaultIn(named: string | null, locales: readonly string[] | null): string | null {
  if (locales === null) return named;
  if (named !== null && locales.includes(named)) return named;
  const [only, ...others] = locales.filter(
    (locale) => named === null || baseLanguage(locale) === baseLanguage(named),
  );
  return only !== undefined && others.length === 0 ? only : null;
}

function localesIn(typed: unknown): readonly string[] | null {
  const words: readonly unknown[] = typeof typed === 'string' ? typed.split(/[,;\s]+/u) : toList(typed);
  const locales = words.flatMap((word) => localeIn(word) ?? []);
  return words.length > 0 && locales.length === words.length ? locales : null;
}

function toList(typed: unknown): readonly unknown[] {
  return Array.isArray(typed) ? typed : [];
}

function localeIn(typed: unknown): string | null {
  if (typeof typed !== 'string') return null;
  return isLanguageTag(typed) ? typed : meantLocale(typed);
}
