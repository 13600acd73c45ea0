import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import { describe, expect, inject, it } from 'vitest';
import { estimatePageBytes } from '#campaigns/page-weight.ts';
import { readPublished } from '#campaigns/published.ts';
import { campaignPath } from '#domain/page-paths.ts';
import { headersFor, readHeaderRules } from './header-rules.ts';

/** The bytes that a host adds to our own headers. */
const PLATFORM_HEADER_BYTES = 430;

describe.each(Object.entries(inject('sites')))('the site "%s"', (_name, root) => {
  it('has campaign pages about as heavy as the content check says', async () => {
    const { site, campaigns } = await readPublished(root);
    const rules = await readHeaderRules(join(root, 'dist'));
    for (const content of campaigns) {
      for (const locale of site.locales) {
        const path = campaignPath(locale, content.campaign.slug, site);
        const page = await readFile(join(root, 'dist', path, 'index.html'));
        const lines = Object.entries(headersFor(rules, path)).map(([name, value]) => `${name}: ${value}\r\n`);
        const bytes = brotliCompressSync(page).byteLength + lines.join('').length + PLATFORM_HEADER_BYTES;
        expect(Math.abs(bytes - estimatePageBytes(content, locale, site)), path).toBeLessThanOrEqual(800);
      }
    }
  });
});
