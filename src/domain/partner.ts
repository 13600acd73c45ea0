/** Who may bring supporters to a campaign, under an address of their own. */
export interface Partner {
  readonly slug: string;
  readonly name: string;
}

/** The partner that a form names; `null` for none, and for what is no slug of a partner of this campaign. */
export function partnerCalled<Known extends Pick<Partner, 'slug'>>(
  slug: unknown,
  partners: readonly Known[],
): Known | null {
  return partners.find((partner) => partner.slug === slug) ?? null;
}
