import Negotiator from 'negotiator';
import type { Site } from '#domain/site.ts';

type Locales = Pick<Site, 'locales' | 'defaultLocale'>;

/** The site's language that the browser likes best (RFC 9110 `Accept-Language`), or the default one. */
export function preferredLocale(request: Request, { locales, defaultLocale }: Locales): string {
  const headers = { 'accept-language': request.headers.get('accept-language') ?? undefined };
  // The default one first: it is taken where all are equally welcome.
  const offered = [defaultLocale, ...locales.filter((locale) => locale !== defaultLocale)];
  return new Negotiator({ headers }).language(offered) ?? defaultLocale;
}

/** The language of the page that a form was sent from, or the one that the browser likes best. */
export function formLocale(
  typed: Readonly<Record<string, unknown>>,
  preferred: string,
  site: Locales,
): string {
  return site.locales.find((locale) => locale === typed['locale']) ?? preferred;
}
