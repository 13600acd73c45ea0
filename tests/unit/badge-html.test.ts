import { parseFragment } from 'parse5';
import { describe, expect, it } from 'vitest';
import { attribute, elementsOf, textOf } from '#html/elements.ts';
import { badgeHtml } from '#page-data/badge-html.ts';

describe('the HTML to paste', () => {
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
      expect(picture?.attrs.map(({ name }) => name)).toEqual(['src', 'alt', 'style']);
      expect(picture && attribute(picture, 'alt')).toBe(title);
      expect(link && textOf(link)).toBe(title);
    },
  );
});
