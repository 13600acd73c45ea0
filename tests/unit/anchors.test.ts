import { satteriHeadingIdsPlugin } from '@astrojs/markdown-satteri';
import { parseFragment } from 'parse5';
import { markdownToHtml } from 'satteri';
import { describe, expect, it } from 'vitest';
import { attribute, elementsOf } from '#html/elements.ts';
import { anchors } from '#markdown/anchors.ts';

async function render(markdown: string, file = 'content/campaigns/clean-river/en.md'): Promise<string> {
  const hastPlugins = [satteriHeadingIdsPlugin(), anchors];
  const { html } = await markdownToHtml(markdown, {
    hastPlugins,
    fileURL: new URL(`file:///project/${file}`),
  });
  return html;
}

function idsOf(html: string): string[] {
  return Array.from(elementsOf(parseFragment(html))).flatMap((element) => attribute(element, 'id') ?? []);
}

describe('a text that can be quoted', () => {
  it.each(['name', 'Email', 'Sign', 'Main', 'Error summary', 'Point 1'])(
    'has no heading whose id could be one of the page’s own: %s',
    async (heading) => {
      const [id = ''] = idsOf(await render(`## ${heading}`));
      expect(id).toBe(`text-${heading.toLowerCase().replace(' ', '-')}`);
    },
  );

  it('keeps the headings of an update apart from those of the campaign it is shown on', async () => {
    const file = 'content/campaigns/clean-river/updates/2026-01-thanks.en.md';
    expect(idsOf(await render('## What now?', file))).toEqual(['news-what-now']);
  });

  it('leads to a heading by its words, before and after it', async () => {
    const html = await render('[a](#the-river)\n\n## The river\n\n[b](#the-river) [c](#sign)');
    expect(html.match(/href="[^"]*"/gu)).toEqual([
      'href="#text-the-river"',
      'href="#text-the-river"',
      'href="#sign"',
    ]);
  });

  it('numbers its points, each with a link to itself', async () => {
    const html = await render('1. First\n2. Second');
    expect(idsOf(html)).toEqual(['point-1', 'point-2']);
    expect(html).toContain(
      '<a class="point" href="#point-2" aria-label="#2: link to this point">#2</a></li>',
    );
  });

  it('names the link in the language of the text', async () => {
    const html = await render('1. Primero', 'content/campaigns/clean-river/es.md');
    expect(html).toContain('aria-label="#1: enlace a este punto"');
    expect(idsOf(html)).toEqual(['point-1']);
  });

  it('goes on with the number a list starts at, and tells a second list apart', async () => {
    expect(idsOf(await render('3. Third\n4. Fourth\n\nText\n\n1. Other'))).toEqual([
      'point-3',
      'point-4',
      'point-2-1',
    ]);
  });

  it('counts anew in every text', async () => {
    expect(idsOf(await render('1. A'))).toEqual(idsOf(await render('1. B')));
  });

  it('leaves other lists and updates alone', async () => {
    expect(idsOf(await render('- a\n  1. inner'))).toEqual([]);
    expect(idsOf(await render('1. a', 'content/campaigns/clean-river/updates/2026-01-x.en.md'))).toEqual([]);
  });
});
