import { toFileText } from '#domain/file-text.ts';
import type { OpenSignature } from '#domain/signature.ts';
import { withoutFormula } from '#download/csv.ts';

/**
 * Action Network's field names, so that an upload recognizes its columns
 * (https://help.actionnetwork.org/hc/en-us/articles/203112959-File-formats-for-list-uploads).
 */
export const ACTION_NETWORK_COLUMNS = ['first_name', 'last_name', 'email', 'zip_code', 'country'] as const;

/**
 * True if a row can contain this signature's address. `+ana@example.org` could be a formula, and an
 * apostrophe before it makes another person's address. So does a replaced character in an old record.
 */
export function fitsActionNetwork({ supporter: { email } }: OpenSignature): boolean {
  return withoutFormula(toFileText(email)) === email;
}

/** The cells of a signature's row. */
export function toActionNetworkCells({ supporter }: OpenSignature): string[] {
  const { first, last } = splitName(supporter.name);
  return [first, last, supporter.email, supporter.postalCode, supporter.country];
}

/**
 * Splits a name after its first word. The form has one field for the whole name, and no mark of the family
 * name. This is right for most Spanish names, which have two family names, and for most English names.
 */
function splitName(name: string): { first: string; last: string } {
  const [first = '', ...rest] = name.split(/\s+/u);
  return { first, last: rest.join(' ') };
}
