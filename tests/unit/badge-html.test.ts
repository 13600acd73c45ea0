import { readFile } from 'node:fs/promises';
import { parseFragment } from 'parse5';
import { describe, expect, it } from 'vitest';
import { attribute, elementsOf, textOf } from '#html/elements.ts';
import { translator } from '#i18n/translate.ts';
import { badgeHtml } from '#page-data/badge-html.ts';

describe('the HTML to paste', () => {
  it('is what the document about open data shows', async () => {
    const t = translator('en');
    const title = 'A clean river';
    const html = badgeHtml({
      campaignUrl: 'https://your.site/clean-river/',
      badgeUrl: 'https://your.site/api/campaigns/clean-river/badge.svg?locale=en',
      alt: t('counting.paste.alt', { title }),
      words: t('counting.paste.words', { title }),
    });
    expect(await readFile('docs/open-data.md', 'utf8')).toContain(`\`\`\`html\n${html}\n\`\`\``);
  });

  it.each(['Keep the bus', 'Ramps & <b>lifts</b>', '" onload="alert(1)', '</a><script>'])(
    'is two links and a picture, whatever the title is: %s',
    (title) => {
      const html = badgeHtml({
        campaignUrl: 'https://bus.example/keep/',
        badgeUrl: 'https://bus.example/badge.svg?locale=en',
        alt: title,
        words: title,
      });
      const elements = Array.from(elementsOf(parseFragment(html)));
      expect(elements.map(({ tagName }) => tagName)).toEqual(['p', 'a', 'img', 'br', 'a']);
      const [, , picture, , link] = elements;
      expect(picture?.attrs.map(({ name }) => name)).toEqual([
        'src',
        'alt',
        'loading',
        'referrerpolicy',
        'style',
      ]);
      expect(picture && attribute(picture, 'alt')).toBe(title);
      expect(link && textOf(link)).toBe(title);
    },
  );
});
