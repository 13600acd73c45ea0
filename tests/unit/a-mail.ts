import type { ConfirmingFacts } from '#mail/compose.ts';

const SITE = 'https://petition.example';
/** About as long as a token with a whole comment is, and one with all that can be typed. */
const RECORD = `1${'Ab-_'.repeat(350)}`;

/** The facts of a mail, with links as long as real ones. */
export function mailFacts(changes: Partial<ConfirmingFacts> = {}): ConfirmingFacts {
  const path = changes.locale === 'es' ? '/es/clean-river' : '/clean-river';
  return {
    to: 'xenia.quist+river@example.org',
    from: { name: 'River Keepers', address: 'news@petition.example' },
    locale: 'en',
    organization: 'River Keepers',
    title: { text: 'Clean up the river', locale: 'en' },
    askedAt: new Date('2026-11-26T20:41:07Z'),
    code: '7K3QD-9XW2M',
    confirmUrl: `${SITE}${path}/confirm/#${RECORD}.7K3QD9XW2M`,
    withdrawUrl: `${SITE}${path}/withdraw/#${RECORD.slice(0, 120)}`,
    ...changes,
  };
}
