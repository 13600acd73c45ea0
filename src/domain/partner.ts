import type { Campaign } from './campaign.ts';

/** Who may bring supporters to a campaign, under an address of their own. */
export type Partner = Campaign['partners'][number];

/** The partner that a form names, or `null`. What is no slug of one of these partners names none. */
export function partnerCalled<Known extends Pick<Partner, 'slug'>>(
  slug: unknown,
  partners: readonly Known[],
): Known | null {
  return partners.find((partner) => partner.slug === slug) ?? null;
}
