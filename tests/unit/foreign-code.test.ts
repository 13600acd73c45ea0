import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { headers } from '#integrations/headers.ts';
import { noteOwnStyles } from '#integrations/own-styles.ts';

const STYLES = new Set(['', 'p{color:red}', 'p{margin:0}']);

let dist = '';

beforeEach(async () => {
  dist = await mkdtemp(join(tmpdir(), 'undersigned-dist-'));
});

afterEach(() => rm(dist, { recursive: true }));

/** Finishes a built site that has one page with this in its body. */
async function finish(html: string): Promise<string> {
  const file = join(dist, 'clean-river/index.html');
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, `<!doctype html><html><head></head><body>${html}</body></html>`);
  await writeFile(join(dist, '_redirects'), '');
  const done = headers(dist, noteOwnStyles(STYLES)).hooks['astro:build:done'];
  await done?.({} as unknown as Parameters<typeof done>[0]);
  return readFile(join(dist, '_headers'), 'utf8');
}

describe('a build', () => {
  it.each([
    ['<script>alert(1)</script>', '<script>'],
    ['<script type="module">alert(1)</script>', '<script>'],
    ['<script type="application/javascript">alert(1)</script>', '<script>'],
    ['<script type="importmap">{}</script>', '<script>'],
    ['<script type="speculationrules">{}</script>', '<script>'],
    ['<script src="//evil.example/x.js"></script>', '<script>'],
    ['<script src="https://evil.example/x.js"></script>', '<script>'],
    ['<style>form{display:none}</style>', '<style>'],
    ['<style>p{color:red}form{display:none}</style>', '<style>'],
    ['<svg><style>form{display:none}</style></svg>', '<style>'],
    ['<svg><script>alert(1)</script></svg>', '<script>'],
    ['<p style="position:fixed">x</p>', '<p style>'],
    ['<p ONCLICK="x()">x</p>', '<p onclick>'],
    ['<details ontoggle=x() open></details>', '<details ontoggle>'],
    ['<a href="javascript:alert(1)">x</a>', '<a href>'],
    ['<a href=" java\tscript:alert(1)">x</a>', '<a href>'],
    ['<form action="javascript:alert(1)"></form>', '<form action>'],
    ['<button formaction="javascript:alert(1)">x</button>', '<button formaction>'],
    ['<svg><a xlink:href="javascript:alert(1)">x</a></svg>', '<a href>'],
    ['<meta http-equiv="refresh" content="1;url=https://evil.example/">', '<meta http-equiv>'],
    ['<iframe src="/x/"></iframe>', '<iframe>'],
    ['<object data="/x.svg"></object>', '<object>'],
    ['<embed src="/x.svg">', '<embed>'],
    ['<applet code="x"></applet>', '<applet>'],
    ['<portal src="/x/"></portal>', '<portal>'],
    ['<p srcdoc="x">x</p>', '<p srcdoc>'],
    ['<html manifest="https://evil.example/x">', '<html manifest>'],
    ['<img src="/\\evil.example/x.png">', '<img src>'],
    ['<a href="/\t/evil.example/">x</a>', '<a href>'],
    ['<a href="data:text/html,x">x</a>', '<a href>'],
    ['<a href="//evil.example/">x</a>', '<a href>'],
    ['<a href="http://evil.example/">x</a>', '<a href>'],
    ['<a href="/" ping="https://evil.example/">x</a>', '<a ping>'],
    ['<svg><a href="javascript:alert(1)">x</a></svg>', '<a href>'],
    ['<svg><use href="https://evil.example/x.svg#a"/></svg>', '<use href>'],
    ['<svg><image xlink:href="https://evil.example/x.png"/></svg>', '<image href>'],
    ['<img src="https://evil.example/x.png">', '<img src>'],
    ['<img src="//evil.example/x.png">', '<img src>'],
    ['<img src="/x.png" srcset="/x.png 1x, https://evil.example/x.png 2x">', '<img srcset>'],
    ['<picture><source srcset="https://evil.example/x.png"></picture>', '<source srcset>'],
    ['<video poster="https://evil.example/x.png"></video>', '<video poster>'],
    ['<audio src="https://evil.example/x.mp3"></audio>', '<audio src>'],
    ['<table background="https://evil.example/x.png"></table>', '<table background>'],
    ['<input type="image" src="https://evil.example/x.png">', '<input src>'],
    ['<form action="https://evil.example/"></form>', '<form action>'],
    ['<button formaction="//evil.example/">x</button>', '<button formaction>'],
    ['<link rel="preconnect" href="https://evil.example/">', '<link href>'],
    ['<link rel="stylesheet" href="https://evil.example/x.css">', '<link href>'],
    ['<link rel="preload" as="image" imagesrcset="https://evil.example/x.png">', '<link imagesrcset>'],
    ['<meta name="Referrer" content="unsafe-url">', '<meta name>'],
    ['<script src=""></script>', '<script>'],
    ['<base href="https://evil.example/">', '<base>'],
  ])('fails for what it did not write itself, and names it: %s', async (html, element) => {
    await expect(finish(html)).rejects.toThrow(`\n/clean-river/ holds ${element}\n`);
  });

  it('makes its policy from our own styles, one or several', async () => {
    const rules = await finish('<style>p{margin:0}p{color:red}</style><style>p{color:red}</style>');
    expect(rules).toMatch(/style-src 'self' 'sha256-[^']+' 'sha256-[^']+';/u);
    expect(rules).toContain("script-src 'self';");
  });

  it('takes data, files and words for what they are', async () => {
    const html = `<script type="application/json">{}</script><script type="application/ld+json">{"a":"\\u003cscript>"}</script>
<script type="module" src="/_astro/a.js"></script><p title="style=x onclick=y">&lt;script&gt;</p>
<a href="https://news.example/">x</a>`;
    expect(await finish(html)).toContain("script-src 'self';");
  });
});
