import Negotiator from 'negotiator';
import type { Site } from '#domain/site.ts';

type Locales = Pick<Site, 'locales' | 'defaultLocale'>;

/** The site's language that the browser prefers (RFC 9110 `Accept-Language`), or the default language. */
export function preferredLocale(request: Request, { locales, defaultLocale }: Locales): string {
  const headers = { 'accept-language': request.headers.get('accept-language') ?? undefined };
  // The default language is first: it wins if the browser has no preference.
  const offered = [defaultLocale, ...locales.filter((locale) => locale !== defaultLocale)];
  return new Negotiator({ headers }).language(offered) ?? defaultLocale;
}

/** The language of the page with the form, or `preferred` if the form names no known language. */
export function formLocale(
  typed: Readonly<Record<string, unknown>>,
  preferred: string,
  site: Locales,
): string {
  return site.locales.find((locale) => locale === typed['locale']) ?? preferred;
}
