import type { OpenSignature } from '#domain/signature.ts';
import { withoutFormula } from '#download/row.ts';

/**
 * Action Network's own names of fields, so that an upload finds its columns by itself
 * (https://help.actionnetwork.org/hc/en-us/articles/203112959-File-formats-for-list-uploads).
 */
export const ACTION_NETWORK_COLUMNS = ['first_name', 'last_name', 'email', 'zip_code', 'country'] as const;

/** The cells of a signature's row; none of them can become a formula. */
export function toActionNetworkCells({ supporter }: OpenSignature): string[] {
  const { first, last } = splitName(supporter.name);
  return [first, last, supporter.email, supporter.postalCode, supporter.country].map(withoutFormula);
}

/**
 * One field holds the whole name, and nothing tells where the family name starts. After the first word is right for
 * most Spanish names, which have two family names, and for most English ones.
 */
function splitName(name: string): { first: string; last: string } {
  const [first = '', ...rest] = name.split(/\s+/u);
  return { first, last: rest.join(' ') };
}
