import { describe, expect, it } from 'vitest';
import { withFoldedConstants } from '#integrations/folded-constants.ts';
import { isFirstPage, sheetFile } from '#integrations/linked-styles.ts';
import { readPage, rewritten } from '#integrations/read-page.ts';
import { shortScopes } from '#integrations/short-scopes.ts';
import { withoutUnusedScopes } from '#integrations/unused-scopes.ts';

describe('the constants of a style sheet', () => {
  it('stand where they are used, also those that name others', () => {
    const sheet =
      ':root{--white:#fff;--page:var(--white);--gap:1rem}p{background:var(--page);gap:0 var(--gap)}';
    expect(withFoldedConstants(sheet)).toBe('p{background:#fff;gap:0 1rem}');
  });

  it.each([
    [
      'changes in the dark',
      ':root{--ink:#000}@media (prefers-color-scheme:dark){:root{--ink:#fff}}p{color:var(--ink)}',
    ],
    ['changes in a part of the page', ':root{--ink:#000}.sheet{--ink:#111}p{color:var(--ink)}'],
    ['is not of the whole page', '.sheet{--ink:#000}p{color:var(--ink)}'],
    ['is of paper only', '@media print{:root{--ink:#000}}p{color:var(--ink)}'],
    ['has another value where it is missing', ':root{--ink:#000}p{color:var(--ink,red)}'],
    [
      'is long, and used twice',
      ':root{--serif:ui-serif, Charter, Sitka, Cambria, Noto, serif}p{font-family:var(--serif)}q{font-family:var(--serif)}',
    ],
  ])('are none, or stay, where one %s', (_, sheet) => {
    expect(withFoldedConstants(sheet)).toBe(sheet);
  });

  it('that nobody uses go, and so do the rules that held nothing else', () => {
    const sheet =
      ':root{--a: ;--b:1px}@media (prefers-color-scheme:dark){:root{--a:initial}}p:before{content:"{}";margin:0}';
    expect(withFoldedConstants(sheet)).toBe('p:before{content:"{}";margin:0}');
  });
});

/** What gives pages short names for scopes, as a build does. */
function slimOf(pages: readonly string[]): (page: string) => string {
  const read = pages.map(readPage);
  const slim = shortScopes(
    read.map(({ styles, attributeScopes }) => ({ sheets: styles.map(({ text }) => text), attributeScopes })),
  );
  return (page) => {
    const { styles } = readPage(page);
    const tags = styles.map(({ text }) => `<style>${slim(text)}</style>`);
    return rewritten(page, styles, tags, slim);
  };
}

describe('the scopes of styles', () => {
  const page =
    '<style>p[data-astro-cid-aaaaaaa1]{margin:0}</style><p data-astro-cid-aaaaaaa1 class="x">A</p>';
  const other = '<p data-astro-cid-bbbbbbb2="" data-astro-cid-aaaaaaa1>B</p>';

  it('have short names, the same on all pages', () => {
    const slim = slimOf([page, other]);
    expect(slim(page)).toBe('<style>p[data-a]{margin:0}</style><p data-a class="x">A</p>');
    expect(slim(other)).toBe('<p data-b data-a>B</p>');
  });

  it('never share one', () => {
    const ids = Array.from({ length: 100 }, (_, index) => `data-astro-cid-${String(index).padStart(8, 'x')}`);
    const slim = slimOf([`<p ${ids.join(' ')}></p>`]);
    expect(new Set(ids.map((id) => slim(`<p ${id}>`))).size).toBe(100);
    expect(slim('<p data-astro-cid-unseen00>')).toBe('<p data-astro-cid-unseen00>');
  });
});

describe('the rules of a component', () => {
  const [here, there, nowhere] = ['aaaaaaa1', 'bbbbbbb2', 'ccccccc3'].map((id) => `[data-astro-cid-${id}]`);
  const other = '<a data-astro-cid-bbbbbbb2>B</a><b class="x astro-ddddddd4">D</b>';
  const leanOf = (sheet: string) => {
    const page = `<style>${sheet}</style><p data-astro-cid-aaaaaaa1>A</p>`;
    const [read, elsewhere] = [page, other].map(readPage);
    const lean = withoutUnusedScopes(new Set([...(read?.scopes ?? []), ...(elsewhere?.scopes ?? [])]));
    return lean(read?.styles[0]?.text ?? '');
  };

  it('go where no page of the site has an element of it', () => {
    expect(leanOf(`p{margin:0}p${nowhere}{margin:1px}p${here}{margin:2px}`)).toBe(
      `p{margin:0}p${here}{margin:2px}`,
    );
    expect(leanOf(`i${nowhere},p${here} b${nowhere},p${here}{margin:0}`)).toBe(`p${here}{margin:0}`);
    expect(leanOf(`@media print{p${nowhere}{margin:0}}@keyframes sign{to{margin:0}}`)).toBe(
      '@keyframes sign{to{margin:0}}',
    );
  });

  it('stay where another page has one, or where the scope is only one of several things, or excluded', () => {
    const sheet = `a${there}{margin:0}b[data-astro-cid-ddddddd4]{margin:0}p:is(q${nowhere},${here}){margin:0}p:not(${nowhere}){margin:0}`;
    expect(leanOf(sheet)).toBe(sheet);
  });
});

describe('the words of a campaign', () => {
  const words =
    'content="Free &quot;astro-projects&quot; data-astro-cid-ccccccc3 <style>a{}</style><img src=x>"';
  const quoted = '<p>An "astro-tourists" list, data-astro-cid-ddddddd4</p>';
  const page = `<head><meta ${words}><style>p[data-astro-cid-aaaaaaa1]{margin:0}</style></head>${quoted}<p data-astro-cid-aaaaaaa1 class="x astro-aaaaaaa1">`;

  it('stay as they are where styles get short names and files', () => {
    const slim = slimOf([page])(page);
    expect(slim).toBe(
      `<head><meta ${words}><style>p[data-a]{margin:0}</style></head>${quoted}<p data-a class="x">`,
    );
    const { styles } = readPage(slim);
    expect(styles.map(({ text }) => text)).toEqual(['p[data-a]{margin:0}']);
    expect(rewritten(slim, styles, ['<link>'], (markup) => markup)).toBe(
      slim.replace('<style>p[data-a]{margin:0}</style>', '<link>'),
    );
  });
});

describe('a page on which a visit begins', () => {
  it.each([
    ['/', false],
    ['/es/', false],
    ['/clean-river/', true],
    ['/es/clean-river/', true],
    ['/es/clean-river/via/friends/', true],
    ['/clean-river/thanks/', false],
    ['/es/clean-river/count/', false],
    ['/privacy/', false],
    ['/es/safety/', false],
    ['/organizers/', false],
    ['/404.html', false],
  ])('holds its styles inline, and no other: %s, %s', (path, isFirst) => {
    expect(isFirstPage(path, ['en', 'es'])).toBe(isFirst);
  });

  it('is none whose styles are in a file, under an address that tells its content', () => {
    const { path, text } = sheetFile('p{margin:0}');
    expect(text).toBe('p{margin:0}');
    expect(path).toMatch(/^\/_astro\/styles\.[0-9a-f]{12}\.css$/u);
    expect(sheetFile('p{margin:1px}').path).not.toBe(path);
  });
});
