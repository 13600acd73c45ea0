import { describe, expect, inject, it } from 'vitest';
import { attribute } from '#html/elements.ts';
import { readBuiltSite } from './built-site.ts';

const { pages } = await readBuiltSite(inject('sites').gallery);

describe('the list of campaigns', () => {
  it.each([
    ['/', ''],
    ['/es/', '/es'],
  ])('has what can be signed first and what is over last: %s', (path, prefix) => {
    const home = pages.find((page) => page.path === path);
    const links = home?.elements
      .filter(
        ({ tagName, parentNode }) =>
          tagName === 'a' && parentNode && 'tagName' in parentNode && parentNode.tagName === 'h2',
      )
      .map((link) => attribute(link, 'href'));
    const slugs = [
      'discreet',
      'everything',
      'goal-reached',
      'huge-number',
      'longest-words',
      'one-signature',
      'not-open-yet',
      'paused',
      'won',
      'closed',
      'closed-by-date',
    ];
    expect(links).toEqual(slugs.map((slug) => `${prefix}/${slug}/`));
  });
});
