import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, inject, it } from 'vitest';
import { readContent, textIn } from '#campaigns/content.ts';
import { signedText, textDigest } from '#campaigns/text-digest.ts';
import { attribute } from '#html/elements.ts';
import { type BuiltPage, readBuiltSite, withAttribute } from './built-site.ts';

const root = inject('sites').gallery;
const { pages, dist } = await readBuiltSite(root);
const { campaigns, site } = await readContent(root);

function page(path: string): BuiltPage {
  const found = pages.find((page) => page.path === path);
  if (!found) throw new RangeError(`There is no ${path}.`);
  return found;
}

/** The value of a hidden field, or of a link in the head. */
function hidden({ elements }: BuiltPage, name: string): string | undefined {
  const input = elements.find((element) => attribute(element, 'name') === name);
  return input && attribute(input, 'value');
}

function links({ elements }: BuiltPage, rel: string): (string | undefined)[] {
  return elements
    .filter((element) => element.tagName === 'link' && attribute(element, 'rel') === rel)
    .filter((element) => attribute(element, 'type') === undefined)
    .map((element) => attribute(element, 'href'));
}

const PARTNERS = ['hospital-union', '9'];
const PREFIXES = ['', '/es', '/ar'];
const VIA = PREFIXES.flatMap((prefix) =>
  PARTNERS.map((partner) => ({
    partner,
    path: `${prefix}/everything/via/${partner}/`,
    own: `${prefix}/everything/`,
  })),
);

describe('the page that a partner links to', () => {
  it.each(VIA)('says through whom in the form, and is the campaign’s for search engines: $path', (via) => {
    const copy = page(via.path);
    const own = page(via.own);
    expect([hidden(copy, 'via'), hidden(own, 'via')]).toEqual([via.partner, '']);
    expect(hidden(copy, 'text')).toBe(hidden(own, 'text'));
    expect(links(copy, 'canonical')).toEqual(links(own, 'canonical'));
    expect(links(copy, 'alternate')).toEqual(links(own, 'alternate'));
    expect(links(own, 'canonical')[0]).toMatch(new RegExp(`${via.own}$`, 'u'));
  });

  it.each(VIA)('differs from the campaign’s in nothing else: $path', (via) => {
    const strip = ({ html }: BuiltPage) =>
      html
        .replace(/<p class="hint"[^>]*>(?:(?!<\/p>)[\s\S])*#sign"(?:(?!<\/p>)[\s\S])*<\/p>/u, '')
        .replaceAll(`/via/${via.partner}/`, '/')
        .replace(/(name="via" value=)"[^"]*"|name="via" value(?=>)/u, 'name="via" value')
        .replaceAll(/\s+/gu, '');
    expect(strip(page(via.path))).toBe(strip(page(via.own)));
  });

  it('says so above the form, and leads to the form that does not tell', () => {
    const copy = page('/es/everything/via/hospital-union/');
    expect(copy.html).toMatch(/Llegaste desde\s+The Hospital Workers’ Union/u);
    expect(withAttribute(copy, 'href').map(({ value }) => value)).toContain('/es/everything/#sign');
    expect(page('/es/everything/').html).not.toContain('Llegaste desde');
  });

  it('keeps the partner in the other languages, and shares the campaign’s address', () => {
    const copy = page('/everything/via/hospital-union/');
    const hrefs = withAttribute(copy, 'href').map(({ value }) => value);
    expect(hrefs).toContain('/es/everything/via/hospital-union/');
    const shared = [...hrefs, ...withAttribute(copy, 'data-url').map(({ value }) => value)].filter((href) =>
      href.includes('everything'),
    );
    expect(shared.filter((href) => href.startsWith('http') && href.includes('via'))).toEqual([]);
    expect(copy.html).not.toContain(encodeURIComponent('/via/'));
  });

  it('is there for a discreet campaign too, with nothing more in its head', () => {
    const copy = page('/discreet/via/house-of-hope/');
    expect(copy.html.split('</head>')[0]).not.toMatch(/hope/iu);
    expect(hidden(copy, 'via')).toBe('house-of-hope');
  });

  it('is in no sitemap', async () => {
    const sitemap = await readFile(join(dist, 'sitemap-0.xml'), 'utf8');
    expect(sitemap).toContain('/everything/</loc>');
    expect(sitemap).not.toContain('/via/');
  });

  it('exists for partners only', () => {
    const vias = pages.map(({ path }) => path).filter((path) => path.includes('/via/'));
    const discreet = PREFIXES.map((prefix) => `${prefix}/discreet/via/house-of-hope/`);
    expect(vias.sort()).toEqual([...VIA.map(({ path }) => path), ...discreet].sort());
  });
});

describe('the digest in a form', () => {
  it('is of the words on the page, in the language that they are in', () => {
    const compared = new Set<string>();
    for (const { campaign, texts } of campaigns) {
      for (const locale of site.locales) {
        const prefix = locale === site.defaultLocale ? '' : `/${locale}`;
        const built = pages.find(({ path }) => path === `${prefix}/${campaign.slug}/`);
        const found = built && hidden(built, 'text');
        if (found === undefined) continue;
        const text = textIn(texts, locale, site.defaultLocale);
        expect(found, `${locale} ${campaign.slug}`).toBe(textDigest(signedText(text, campaign)));
        compared.add(locale);
      }
    }
    expect([...compared]).toEqual(site.locales);
  });

  it('differs where the target is translated only', () => {
    const [en, es, ar] = PREFIXES.map((prefix) => hidden(page(`${prefix}/everything/`), 'text'));
    expect(new Set([en, es, ar]).size).toBe(3);
    expect(page('/es/everything/').html).toContain('El ayuntamiento y su alcaldesa, Ana Ferreira');
    expect(page('/ar/everything/').html).toContain('The City Council and its Mayor, Ana Ferreira');
  });
});

describe('a text that was changed', () => {
  const words = (path: string) =>
    (/<p class="changed"[^>]*>(?<line>[\s\S]*?)<\/p>/u.exec(page(path).html)?.groups?.['line'] ?? '')
      .replaceAll(/<[^>]*>|\s+/gu, ' ')
      .replaceAll(/ +/gu, ' ')
      .trim();

  it('says below it when, what, and how many had signed before, in each language', () => {
    const what = 'The demand for lights names every stop of line 9.';
    expect(words('/everything/')).toBe(
      `The text was changed on May 3, 2026: ${what} Signatures made on this site before that day: 96. See every change of the text .`,
    );
    expect(words('/es/everything/')).toContain(`El texto se cambió el 3 de mayo de 2026: ${what}`);
    const link = withAttribute(page('/es/everything/'), 'href').map(({ value }) => value);
    expect(link).toContain('/es/everything/count/#text');
  });

  it('says so on the page of a partner, and nothing where nothing changed', () => {
    expect(words('/everything/via/9/')).toBe(words('/everything/'));
    expect(page('/discreet/').html).not.toContain('The text was changed');
  });
});
