/** The English contact line of the example's `content/site.yaml`. A site that still has it is nobody's yet. */
export const EXAMPLE_CONTACT =
  'Write to Tahirih Justice Center at the address it publishes on its own website.';

/** Who runs the example. */
const EXAMPLE_ORGANIZATION = 'Tahirih Justice Center';

/** The campaign of the example: its folder, its files, and the digests of its texts. */
export const EXAMPLE_CAMPAIGN = {
  slug: 'stop-the-raids',
  files: ['en.md', 'es.md', 'updates/2016-01-thank-you.en.md', 'updates/2016-01-thank-you.es.md'],
  digests: { en: 'aa1f802b0bcd7006', es: '196395100632d988' },
} as const;

/**
 * True if nobody can have signed a campaign. Either its site still had the example's contact. Or it is the example's
 * own campaign in the site of somebody else. `site` is the text of `content/site.yaml`.
 */
export function isUnlaunched(slug: string, site: string): boolean {
  if (site.includes(EXAMPLE_CONTACT)) return true;
  return slug === EXAMPLE_CAMPAIGN.slug && !site.includes(EXAMPLE_ORGANIZATION);
}
