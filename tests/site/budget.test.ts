import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import { describe, expect, inject, it } from 'vitest';
import { attribute } from '#html/elements.ts';
import { type BuiltPage, readBuiltSite } from './built-site.ts';
import { headersFor, readHeaderRules } from './header-rules.ts';

/**
 * With small packets the first round trip carries 13,200 bytes (RFC 6928: ten segments). TLS takes part of that, and
 * campaigns say more than the example. Scripts arrive after the content. A whole visit stays at a tenth of GOV.UK's
 * home page (246 KB).
 */
const PAGE_MAX_BYTES = 10_000;
const SCRIPTS_MAX_BYTES = 2_300;
const VISIT_MAX_BYTES = 25_000;

/** The headers that Netlify adds to every answer, with lengths that occur. */
const PLATFORM_HEADERS = `HTTP/1.1 200 OK
Accept-Ranges: bytes
Age: 86399
Cache-Control: public,max-age=0,must-revalidate
Cache-Status: "Netlify Edge"; hit
Content-Encoding: br
Content-Length: 12345
Content-Type: text/html; charset=UTF-8
Date: Wed, 30 Sep 2026 23:59:59 GMT
Etag: "0123456789abcdef0123456789abcdef-ssl-df"
Server: Netlify
Vary: Accept-Encoding
X-Nf-Request-Id: 01ARZ3NDEKTSV4RRFFQ69G5FAV
`;

const { dist, pages } = await readBuiltSite(inject('sites').own);
const rules = await readHeaderRules(dist);

describe.each(['/stop-the-raids/', '/es/stop-the-raids/'])('a visit to %s', async (path) => {
  const page = pageAt(path);
  const document = headerBytes(path) + brotliBytes(page.html);
  const scripts = await sizesOf(await withImports(addresses(page, 'script', 'src')));
  const icons = await sizesOf(addresses(page, 'link', 'href').filter((address) => address.endsWith('.svg')));

  it(`takes at most ${PAGE_MAX_BYTES} bytes until the page is there`, () => {
    expect(document).toBeLessThanOrEqual(PAGE_MAX_BYTES);
  });

  it('loads one script, and shares no file with the desk, whose imports would make it grow', () => {
    expect(scripts).toHaveLength(1);
  });

  it(`runs at most ${SCRIPTS_MAX_BYTES} bytes of JavaScript`, () => {
    expect(scripts.length).toBeGreaterThan(0);
    expect(sum(scripts.map(({ body }) => body))).toBeLessThanOrEqual(SCRIPTS_MAX_BYTES);
  });

  it(`takes at most ${VISIT_MAX_BYTES} bytes in all, the live number included`, () => {
    const files = [...scripts, ...icons].map(({ head, body }) => head + body);
    const count = headerBytes('/api/campaigns/stop-the-raids/count') + 700;
    expect(document + sum(files) + count).toBeLessThanOrEqual(VISIT_MAX_BYTES);
  });

  it('waits for nothing before it shows: no style sheet, no script that blocks, no font', () => {
    expect(page.elements.filter((element) => attribute(element, 'rel') === 'stylesheet')).toEqual([]);
    for (const script of page.elements.filter((element) => attribute(element, 'src'))) {
      expect(attribute(script, 'type'), attribute(script, 'src')).toBe('module');
    }
    expect(page.html).not.toMatch(/@font-face|@import/u);
  });
});

function pageAt(path: string): BuiltPage {
  const page = pages.find((page) => page.path === path);
  if (!page) throw new RangeError(`There is no page ${path}.`);
  return page;
}

function addresses({ elements }: BuiltPage, tagName: string, name: string): string[] {
  return elements
    .filter((element) => element.tagName === tagName)
    .flatMap((element) => attribute(element, name) ?? []);
}

/** The scripts and all files that they import, directly or indirectly, each once. */
async function withImports(paths: readonly string[]): Promise<string[]> {
  const all = new Set(paths);
  for (const path of all) {
    const script = await readFile(join(dist, path), 'utf8');
    for (const [, name = ''] of script.matchAll(/(?:from|import)\s*["'`](\.[^"'`]+)["'`]/gu)) {
      all.add(new URL(name, new URL(path, 'https://a.example')).pathname);
    }
  }
  return Array.from(all);
}

function sizesOf(paths: readonly string[]): Promise<{ head: number; body: number }[]> {
  return Promise.all(
    paths.map(async (path) => ({
      head: headerBytes(path),
      body: brotliBytes(await readFile(join(dist, path), 'utf8')),
    })),
  );
}

/** The size of the headers as HTTP/1.1 writes them. HTTP/2 needs less. */
function headerBytes(path: string): number {
  const own = Object.entries(headersFor(rules, path)).map(([name, value]) => `${name}: ${value}\r\n`);
  return PLATFORM_HEADERS.length + own.join('').length;
}

function brotliBytes(text: string): number {
  return brotliCompressSync(text).byteLength;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
