import type { News, Reader } from '#domain/news.ts';

/** A confirmed wish for news. `changes` replaces parts of it. */
export function someNews(changes: Partial<Reader & Pick<News, 'id' | 'campaign'>> = {}): News {
  const { id = 'a'.repeat(32), campaign = 'clean-river', email = 'eva@example.org', locale = 'es' } = changes;
  return { ...frame, id, campaign, reader: { email, locale } };
}

/** A sealed wish for news. */
export function someSealedNews(sealed: string, id = 'b'.repeat(32)): News {
  return { ...frame, id, campaign: 'clean-river', sealed };
}

const frame = {
  version: 1,
  confirmedAt: '2016-01-31T12:00:00.000Z',
  wording: '0123456789abcdef',
  order: 'b3JkZXI',
} as const;
