/** Who may bring supporters to a campaign, under an address of their own. */
export interface Partner {
  readonly slug: string;
  readonly name: string;
}

/** The partner that a form names, or `null`. What is no slug of one of these partners names none. */
export function partnerCalled<Known extends Pick<Partner, 'slug'>>(
  slug: unknown,
  partners: readonly Known[],
): Known | null {
  return partners.find((partner) => partner.slug === slug) ?? null;
}
