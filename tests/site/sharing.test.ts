import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import { describe, expect, inject, it } from 'vitest';
import { attribute, textOf } from '#html/elements.ts';
import { type BuiltPage, type BuiltSite, readBuiltSite } from './built-site.ts';

const own = await readBuiltSite(inject('sites').own);
const gallery = await readBuiltSite(inject('sites').gallery);

function pageAt({ pages }: BuiltSite, path: string): BuiltPage {
  const page = pages.find((page) => page.path === path);
  if (!page) throw new RangeError(`There is no page ${path}.`);
  return page;
}

function meta({ elements }: BuiltPage, name: string): string | undefined {
  const element = elements.find(
    (element) => attribute(element, 'property') === name || attribute(element, 'name') === name,
  );
  return element && attribute(element, 'content');
}

function fileAt({ dist }: BuiltSite, path: string): Promise<Buffer> {
  return readFile(join(dist, new URL(path, 'http://site').pathname));
}

function dataOf({ elements }: BuiltPage): unknown {
  const block = elements.find((element) => attribute(element, 'type') === 'application/ld+json');
  return block && JSON.parse(textOf(block));
}

describe('what networks show with a link', () => {
  it.each(['/stop-the-raids/', '/es/stop-the-raids/'])(
    'is a card with title and target: %s',
    async (path) => {
      const page = pageAt(own, path);
      const title = page.elements.find(({ tagName }) => tagName === 'h1');
      expect(meta(page, 'og:title')).toBe(title && textOf(title).trim());
      expect(meta(page, 'og:image:alt')).toContain(meta(page, 'og:title'));
      expect(meta(page, 'og:image:alt')).toContain('Jeh Johnson');
      expect(meta(page, 'twitter:card')).toBe('summary_large_image');
      const image = await sharp(await fileAt(own, meta(page, 'og:image') ?? '')).metadata();
      expect([image.format, `${image.width}`, `${image.height}`]).toEqual([
        'png',
        meta(page, 'og:image:width'),
        meta(page, 'og:image:height'),
      ]);
    },
  );

  it('is a card of its own in each language', async () => {
    const images = ['/stop-the-raids/', '/es/stop-the-raids/'].map(
      (path) => meta(pageAt(own, path), 'og:image') ?? '',
    );
    const [english, spanish] = await Promise.all(images.map((image) => fileAt(own, image)));
    expect(english && spanish && english.equals(spanish)).toBe(false);
  });

  it('says nothing of a discreet campaign, with the same card as every other one', async () => {
    const page = pageAt(gallery, '/discreet/');
    expect(meta(page, 'og:title')).toBe('Information');
    expect(meta(page, 'og:image:alt')).toBe('Information');
    expect(meta(page, 'og:description')).toBeUndefined();
    expect(dataOf(page)).toBeUndefined();
    const card = await sharp(await fileAt(gallery, meta(page, 'og:image') ?? '')).stats();
    // The card has only the colours of paper, ink and grey.
    for (const channel of card.channels)
      expect(channel.mean, `a channel with the mean ${channel.mean}`).toBeGreaterThan(235);
  });
});

describe('what machines read', () => {
  it('is the page’s own words, and the organization of the campaign', () => {
    const page = pageAt(gallery, '/everything/');
    expect(dataOf(page)).toEqual({
      '@context': 'https://schema.org',
      '@type': 'WebPage',
      name: 'Keep the night bus running',
      description: meta(page, 'description'),
      inLanguage: 'en',
      publisher: { '@type': 'Organization', name: 'Harbour Street Night Workers’ Union' },
    });
  });

  it('dates an update as exactly as is known', () => {
    const path = '/es/stop-the-raids/updates/2016-01-thank-you/';
    expect(dataOf(pageAt(own, path))).toMatchObject({
      '@type': 'Article',
      headline: 'Gracias por estar con las familias',
      datePublished: '2016-01',
      inLanguage: 'es',
    });
  });

  it('stands in a block that a title cannot end', () => {
    for (const { path, html } of [...own.pages, ...gallery.pages]) {
      const block = /<script type="application\/ld\+json">(?<json>.*?)<\/script>/su.exec(html)?.groups?.[
        'json'
      ];
      expect(block ?? '', path).not.toContain('<');
    }
  });
});

describe('the feed', () => {
  it.each(['/stop-the-raids/', '/es/stop-the-raids/'])('is named in the head: %s', (path) => {
    const link = pageAt(own, path).elements.find(
      (element) => attribute(element, 'type') === 'application/rss+xml',
    );
    expect(link && attribute(link, 'rel')).toBe('alternate');
    expect(link && attribute(link, 'href')).toBe(`${path}feed.xml`);
  });

  it('holds the news of a campaign, the newest first, in the language there is', async () => {
    const feed = (await fileAt(gallery, '/es/everything/feed.xml')).toString();
    expect(feed).toMatch(/^<\?xml version="1\.0" encoding="UTF-8"\?><rss version="2\.0"/u);
    const items = feed.match(/<item>.*?<\/item>/gsu) ?? [];
    expect(items.map((item) => /<pubDate>(.*?)<\/pubDate>/u.exec(item)?.[1])).toEqual([
      'Wed, 22 Apr 2026 12:00:00 GMT',
      'Sun, 01 Mar 2026 12:00:00 GMT',
    ]);
    expect(items.map((item) => /<dc:language>(.*?)<\/dc:language>/u.exec(item)?.[1])).toEqual(['es', 'en']);
    expect(items[1]).toContain('<description>marzo de 2026</description>');
    expect(items[1]).toMatch(/<link>http[^<]*\/es\/everything\/updates\/2026-03-first-hundred\/<\/link>/u);
  });

  it.each(['/everything/', '/es/everything/', '/ar/everything/'])(
    'leads to places that are on the pages: %sfeed.xml',
    async (path) => {
      const feed = (await fileAt(gallery, `${path}feed.xml`)).toString();
      const links = Array.from(feed.matchAll(/href=&quot;http:\/\/[^/]+(\/[^&#]*)#([^&]*)&quot;/gu));
      expect(links.length).toBeGreaterThanOrEqual(3);
      for (const [, page = '', anchor = ''] of links) {
        const ids = pageAt(gallery, page).elements.map((element) => attribute(element, 'id'));
        expect(ids, `${page}#${anchor}`).toContain(anchor);
      }
    },
  );

  it('is there before the first news', async () => {
    expect((await fileAt(gallery, '/closed/feed.xml')).toString()).not.toContain('<item>');
  });
});

describe('the sitemap', () => {
  const [, origin = ''] = /^(http:\/\/[^/]+)/u.exec(meta(pageAt(own, '/'), 'og:url') ?? '') ?? [];

  it('is what robots.txt leads to', async () => {
    expect((await fileAt(own, '/robots.txt')).toString()).toContain(`Sitemap: ${origin}/sitemap-index.xml\n`);
    expect((await fileAt(own, '/sitemap-index.xml')).toString()).toContain(
      `<loc>${origin}/sitemap-0.xml</loc>`,
    );
  });

  it('names each page for readers, and none that follows a signature or is for organizers', async () => {
    const sitemap = (await fileAt(own, '/sitemap-0.xml')).toString();
    const listed = Array.from(sitemap.matchAll(/<loc>([^<]*)/gu), ([, url = '']) => url.replace(origin, ''));
    const canonical = own.pages.filter(({ elements }) =>
      elements.some((element) => attribute(element, 'rel') === 'canonical'),
    );
    expect(listed.sort()).toEqual(canonical.map(({ path }) => path).sort());
    expect(listed).toContain('/es/stop-the-raids/updates/2016-01-thank-you/');
    for (const path of listed)
      expect(path, path).not.toMatch(/thanks|confirm|withdraw|news|organizers|poster|sheet|404/u);
  });

  it('names every language of a page, as its head does', async () => {
    const sitemap = (await fileAt(gallery, '/sitemap-0.xml')).toString();
    const entry = sitemap.split('<url>').find((entry) => entry.includes('/es/everything/</loc>')) ?? '';
    const inSitemap = Array.from(entry.matchAll(/hreflang="([^"]*)" href="([^"]*)"/gu), ([, lang, url]) => [
      lang,
      url,
    ]);
    const inHead = pageAt(gallery, '/es/everything/').elements.flatMap((element) => {
      const lang = attribute(element, 'hreflang');
      return element.tagName === 'link' && lang ? [[lang, attribute(element, 'href')]] : [];
    });
    expect(inSitemap).toEqual(inHead);
    expect(inHead.map(([lang]) => lang)).toEqual(['en', 'es', 'ar', 'x-default']);
    expect(inHead.at(-1)?.[1]).toBe(inHead[0]?.[1]);
  });
});

describe('a campaign’s text', () => {
  it('can be quoted point by point', () => {
    const { elements } = pageAt(own, '/stop-the-raids/');
    const points = elements.filter((element) => /^point-/u.test(attribute(element, 'id') ?? ''));
    expect(points.map((point) => attribute(point, 'id'))).toEqual([
      'point-1',
      'point-2',
      'point-3',
      'point-4',
    ]);
    for (const point of points) {
      const href = `#${attribute(point, 'id') ?? ''}`;
      expect(
        elements.filter((element) => attribute(element, 'href') === href),
        href,
      ).toHaveLength(1);
    }
  });

  it('has its photographs as AVIF and WebP, with widths, fetched when they are needed', async () => {
    const { elements, html } = pageAt(gallery, '/goal-reached/');
    expect(html).not.toContain('ASTRO_IMAGE');
    const picture = elements.find(({ tagName }) => tagName === 'picture');
    const image = elements.find((element) => element.parentNode === picture && element.tagName === 'img');
    const source = elements.find((element) => element.parentNode === picture && element.tagName === 'source');
    const of = (name: string) => (image && attribute(image, name)) ?? '';
    expect([of('alt'), of('loading'), of('width'), of('height')]).toEqual([
      'Steps, and no ramp beside them',
      'lazy',
      '640',
      '420',
    ]);
    expect(of('sizes')).not.toBe('');
    expect(of('srcset').match(/\d+w/gu)).toEqual(['360w', '576w', '640w']);
    const [avif = ''] = ((source && attribute(source, 'srcset')) ?? '').split(' ');
    expect(source && attribute(source, 'type')).toBe('image/avif');
    expect((await sharp(await fileAt(gallery, avif)).metadata()).width).toBe(360);
    expect((await sharp(await fileAt(gallery, of('src'))).metadata()).format).toBe('webp');
  });
});

describe('the goal', () => {
  it.each([
    ['/everything/', '1000', '588 more to reach 1,000.'],
    ['/goal-reached/', '2000', 'We reached the goal of 1,000. 766 more to reach 2,000.'],
    [
      '/es/huge-number/',
      '10000000',
      'Llegamos a la meta de 6.000.000. Con 3.896.944 más llegamos a 10.000.000.',
    ],
    ['/won/', undefined, 'We reached the goal of 500.'],
  ])('is said in words: %s', (path, max, words) => {
    const { elements } = pageAt(gallery, path);
    const slot = elements.find((element) => attribute(element, 'data-slot') === 'goal');
    const progress = elements.find(({ tagName }) => tagName === 'progress');
    expect(slot && textOf(slot).trim()).toBe(words);
    expect(progress && attribute(progress, 'max')).toBe(max);
  });
});

describe('on paper', () => {
  it('a page says where it came from', () => {
    for (const path of ['/', '/es/stop-the-raids/', '/safety/']) {
      const page = pageAt(own, path);
      const printed = page.elements.find((element) => attribute(element, 'class')?.includes('printed'));
      expect(printed && textOf(printed).trim(), path).toBe(meta(page, 'og:url'));
    }
  });
});
