/** Where the form is sent, and where organizers download. */
export function signaturesPath(slug: string): string {
  return `/api/campaigns/${slug}/signatures`;
}

/** One signature, for organizers to erase. */
export function signaturePath(slug: string, id: string): string {
  return `${signaturesPath(slug)}/${id}`;
}

/** Where organizers erase by address. */
export function erasuresPath(slug: string): string {
  return `/api/campaigns/${slug}/erasures`;
}

/** Where the number comes from. */
export function countPath(slug: string): string {
  return `/api/campaigns/${slug}/count`;
}

/** The log of downloads and erasures, for organizers. */
export const AUDIT_PATH = '/api/audit';
