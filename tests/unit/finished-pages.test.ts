import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { finishedPages } from '#integrations/finished-pages.ts';
import { readPage } from '#integrations/read-page.ts';
import { importGraph } from './import-graph.ts';

const SHEET = 'p[data-astro-cid-aaaaaaa1]{margin:0}p[data-astro-cid-bbbbbbb2]{margin:1px}';
const PAGES = [
  'clean-river/index.html',
  'es/clean-river/index.html',
  'es/privacy/index.html',
  'safety/index.html',
  '404.html',
];

let dist = '';

beforeAll(async () => {
  dist = await mkdtemp(join(tmpdir(), 'undersigned-finished-'));
  for (const page of PAGES) {
    await mkdir(dirname(join(dist, page)), { recursive: true });
    await writeFile(
      join(dist, page),
      `<!doctype html><html><head><link rel="canonical" href="https://petition.example/${page}"><link rel="alternate" hreflang="es" href="https://petition.example/es/"><style>${SHEET}</style><script type="module" src="/a.js"></script></head><body><p data-astro-cid-aaaaaaa1>${page}</body></html>`,
    );
  }
});

afterAll(() => rm(dist, { recursive: true }));

describe('the finished pages of a build', () => {
  it('were parsed once each, however many ask', () => {
    let parsed = 0;
    const read = (html: string) => {
      parsed += 1;
      return readPage(html);
    };
    const facts = finishedPages(dist, read);
    expect(finishedPages(dist, read)).toBe(facts);
    expect([parsed, facts.length]).toEqual([PAGES.length, PAGES.length]);
    const parsing = Array.from(importGraph).filter(([, imports]) => imports.includes('parse5'));
    const inBuild = parsing.map(([file]) => file).filter((file) => file.startsWith('src/integrations/'));
    expect(inBuild).toEqual(['src/integrations/read-page.ts']);
  });

  it('hold one lean sheet, inline where a visit begins and in a file elsewhere', async () => {
    const read = (page: string) => readFile(join(dist, page), 'utf8');
    expect(await read('clean-river/index.html')).toContain(
      '<style>p[data-a]{margin:0}</style><script type="module" fetchpriority="low" src="/a.js"></script></head><body><p data-a>',
    );
    const [, path = ''] =
      /<link rel="stylesheet" href="([^"]+)">/u.exec(await read('safety/index.html')) ?? [];
    expect(await read(path)).toBe('p[data-a]{margin:0}');
  });

  it('tell their addresses, and their styles as they were written and are served', () => {
    const page = finishedPages(dist).find(({ path }) => path === '/es/clean-river/');
    expect(page).toEqual({
      path: '/es/clean-river/',
      foreign: [],
      canonical: 'https://petition.example/es/clean-river/index.html',
      alternates: [{ lang: 'es', url: 'https://petition.example/es/' }],
      styles: ['p[data-a]{margin:0}'],
      written: [SHEET],
    });
    expect(finishedPages(dist).find(({ path }) => path === '/safety/')?.styles).toEqual([]);
  });
});
