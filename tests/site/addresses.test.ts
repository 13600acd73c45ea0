import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, inject, it } from 'vitest';
import { readContent } from '#campaigns/content.ts';
import { pageAnchors } from '#checking/page-anchors.ts';
import { type SiteAddress, siteAddresses } from '#checking/site-addresses.ts';
import { isReserved } from '#domain/slug.ts';
import { attribute } from '#html/elements.ts';
import { readBuiltSite } from './built-site.ts';

const sites = inject('sites');
const own = await readBuiltSite(sites.own);
const gallery = await readBuiltSite(sites.gallery);

/** What stands in each file of the draft, and each of its addresses, former ones too. */
const draft = /secret-|nobody may know of|nadie debe conocer/u;

/** The files of `public/`, and those that only hosts and programs ask for. */
const FILES = ['/favicon.svg', '/plain.svg'];
const MACHINERY = /^\/(?:_|pictures\/|deploy\.json|sitemap-\d)/u;

describe.each([
  ['own', own, false],
  ['gallery', gallery, true],
] as const)('the list of addresses that links are held against: %s', async (name, built, sendsMail) => {
  const root = sites[name];
  const content = await readContent(root);
  const published = {
    ...content,
    campaigns: content.campaigns.filter(({ campaign }) => campaign.status !== 'draft'),
  };
  const known = siteAddresses(published, { sendsMail, files: FILES });

  it('has every page and file that is built, and no other', () => {
    const files = Array.from(built.paths).filter((path) => !MACHINERY.test(path));
    const listed = Array.from(known.keys()).filter((path) => !path.startsWith('/api/'));
    expect(listed.sort()).toEqual(files.sort());
  });

  it('knows only anchors that the built pages have', async () => {
    const missing: string[] = [];
    for (const page of built.pages) {
      const address: SiteAddress | undefined = known.get(page.path);
      if (!address || address.kind === 'threats') continue;
      const ids = new Set(page.elements.map((element) => attribute(element, 'id')));
      const { has } = await pageAnchors(root, address, content.site);
      missing.push(...[...has].filter((id) => !ids.has(id)).map((id) => `${page.path}#${id}`));
    }
    expect(missing).toEqual([]);
  });
});

describe('the built site', () => {
  it('has exactly the pages of the contract', () => {
    expect(own.pages.map(({ path }) => path).sort()).toEqual([
      '/',
      '/404.html',
      '/accessibility/',
      '/es/',
      '/es/accessibility/',
      '/es/privacy/',
      '/es/privacy/threats/',
      '/es/safety/',
      '/es/stop-the-raids/',
      '/es/stop-the-raids/count/',
      '/es/stop-the-raids/poster/',
      '/es/stop-the-raids/sheet/',
      '/es/stop-the-raids/thanks/',
      '/es/stop-the-raids/updates/2016-01-thank-you/',
      '/es/stop-the-raids/withdraw/',
      '/organizers/',
      '/privacy/',
      '/privacy/threats/',
      '/safety/',
      '/stop-the-raids/',
      '/stop-the-raids/count/',
      '/stop-the-raids/poster/',
      '/stop-the-raids/sheet/',
      '/stop-the-raids/thanks/',
      '/stop-the-raids/updates/2016-01-thank-you/',
      '/stop-the-raids/withdraw/',
    ]);
  });

  it.each(['confirm', 'news/sent', 'news/thanks', 'withdraw/sent', 'withdrawn'])(
    'has the page …/%s/ in each language where it sends mail, and only there',
    (name) => {
      expect(Array.from(own.paths).filter((path) => path.endsWith(`/${name}/`))).toEqual([]);
      for (const prefix of ['', '/es', '/ar'])
        expect(gallery.paths, prefix).toContain(`${prefix}/everything/${name}/`);
    },
  );

  it('reserves each of its own addresses, so that no campaign takes one', () => {
    const top = new Set(own.pages.map(({ path }) => path.split('/')[1] ?? ''));
    for (const name of ['', '404.html', 'stop-the-raids']) top.delete(name);
    expect(top).toContain('accessibility');
    for (const name of top) expect(isReserved(name, ['en', 'es']), name).toBe(true);
  });

  it('has a page for each campaign in each language, translated or not', () => {
    const campaigns = ['everything', 'one-signature', 'paused', 'won'];
    for (const campaign of campaigns) {
      for (const prefix of ['', '/es', '/ar'])
        expect(gallery.paths, campaign).toContain(`${prefix}/${campaign}/`);
    }
    expect(gallery.paths).toContain('/ar/everything/updates/2026-03-first-hundred/');
  });

  it('says nothing of a draft', async () => {
    expect(Array.from(gallery.paths).filter((path) => draft.test(path))).toEqual([]);
    for (const path of gallery.paths) {
      const text = await readFile(
        join(gallery.dist, path.endsWith('/') ? `${path}index.html` : path),
        'utf8',
      );
      expect(draft.test(text), path).toBe(false);
    }
  });

  it('has no picture but those of its pages', () => {
    const shown = gallery.pages.map(({ html }) => html).join('\n');
    const pictures = Array.from(gallery.paths).filter((path) => path.startsWith('/pictures/'));
    expect(pictures.filter((path) => !shown.includes(path))).toEqual([]);
  });

  it('is static: no function, no worker, no server', () => {
    expect(Array.from(own.paths).filter((path) => /_worker|server|\bssr\b|\.[cm]js$/u.test(path))).toEqual(
      [],
    );
  });
});
