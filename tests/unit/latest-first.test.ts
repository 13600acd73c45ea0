import { describe, expect, it } from 'vitest';
import { latestFirst } from '#domain/latest-first.ts';

describe('a list of dated things', () => {
  it('shows the latest first, and of one date the last written first', () => {
    const items = ['2026-05-03 a', '2026-06 b', '2026-05-03 c', '2026-06-01 d', '2026-05-03 e'];
    const dateOf = (item: string) => item.split(' ')[0] ?? '';
    expect(
      latestFirst(items, dateOf)
        .map((item) => item.at(-1))
        .join(''),
    ).toBe('dbeca');
    expect(items[0]).toBe('2026-05-03 a');
  });
});
