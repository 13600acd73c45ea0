import { describe, expect, it } from 'vitest';
import { formLocale, preferredLocale } from '#http/locale.ts';

const site = { locales: ['es', 'en', 'pt-BR'], defaultLocale: 'en' };

function preferred(header: string | null): string {
  const headers = header === null ? undefined : { 'accept-language': header };
  return preferredLocale(new Request('https://petition.example/', headers && { headers }), site);
}

describe('the language that a browser asks for', () => {
  it.each([
    [null, 'en'],
    ['', 'en'],
    ['*', 'en'],
    ['es', 'es'],
    ['es-MX', 'es'],
    ['ES', 'es'],
    ['pt-BR', 'pt-BR'],
    ['fr, de', 'en'],
    ['fr, es;q=0.9, en;q=0.8', 'es'],
    // White space is allowed there (RFC 9110, 5.6.6).
    ['fr, es; q=0.9, en;q=0.8', 'es'],
    ['es; q=1, en; q=0.5', 'es'],
    ['en;q=0.5, es;q=0.9', 'es'],
    // This header means that the reader does not accept Spanish.
    ['es;q=0', 'en'],
    ['es;q=0, pt-BR', 'pt-BR'],
    ['es;q=nonsense', 'en'],
    ['en;q=0, es', 'es'],
    // Everything but English is welcome.
    ['en;q=0, *', 'es'],
    ['*;q=0', 'en'],
    ['*;q=0.1, es', 'es'],
    ['es-419,es;q=0.9,en;q=0.8', 'es'],
    ['pt', 'pt-BR'],
    ['es;q=0.5, pt-br;q=0.500', 'es'],
    // No list of languages.
    [',,;;=', 'en'],
    ['es_MX', 'en'],
    ['<script>', 'en'],
    ['q=1;es', 'en'],
    ['\u00E9\u00E8', 'en'],
  ])('of %j is %s', (header, locale) => {
    expect(preferred(header)).toBe(locale);
  });

  it('is found in a header of any length', () => {
    expect(preferred('x'.repeat(60_000))).toBe('en');
    expect(preferred(`${'fr;q=0.1,'.repeat(6_000)}es`)).toBe('es');
  });
});

describe('the language of a form', () => {
  it('is that of its page where the site speaks it, else the one the browser asks for', () => {
    expect(formLocale({ locale: 'es' }, 'en', site)).toBe('es');
    for (const locale of ['fr', '', 7, '__proto__', undefined]) {
      expect(formLocale({ locale }, 'pt-BR', site), String(locale)).toBe('pt-BR');
    }
  });
});
