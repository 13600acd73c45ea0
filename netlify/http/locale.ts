import type { Site } from '#domain/campaign-schema.ts';

/** The site's language that the browser asks for first (RFC 9110 `Accept-Language`), or the default one. */
export function localeOf(
  request: Request,
  { locales, defaultLocale }: Pick<Site, 'locales' | 'defaultLocale'>,
): string {
  const wanted = (request.headers.get('accept-language') ?? '')
    .split(',')
    .map((range) => {
      const [tag = '', quality] = range.trim().toLowerCase().split(';q=');
      return { tag, quality: quality === undefined ? 1 : Number(quality) };
    })
    .sort((a, b) => b.quality - a.quality);
  for (const { tag } of wanted) {
    const locale = locales.find(
      (locale) => tag === locale.toLowerCase() || tag.startsWith(`${locale.toLowerCase()}-`),
    );
    if (locale) return locale;
  }
  return defaultLocale;
}
