/** The English contact line of the example's `content/site.yaml`. A site that still has it is nobody's yet. */
export const EXAMPLE_CONTACT =
  'Write to Tahirih Justice Center at the address it publishes on its own website.';

/** The campaign of the example: its folder, its files, and the digests of its texts. */
export const EXAMPLE_CAMPAIGN = {
  slug: 'stop-the-raids',
  files: ['en.md', 'es.md', 'updates/2016-01-thank-you.en.md', 'updates/2016-01-thank-you.es.md'],
  digests: { en: 'aa1f802b0bcd7006', es: '324d985e1146e3dc' },
} as const;
