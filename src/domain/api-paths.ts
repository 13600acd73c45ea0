/** The address that receives the form and serves downloads to organizers. */
export function signaturesPath(slug: string): string {
  return `/api/campaigns/${slug}/signatures`;
}

/** The address of one signature, which organizers erase. */
export function signaturePath(slug: string, id: string): string {
  return `${signaturesPath(slug)}/${id}`;
}

/** The address at which organizers erase by e-mail address. */
export function erasuresPath(slug: string): string {
  return `/api/campaigns/${slug}/erasures`;
}

/** The address of a campaign's count. */
export function countPath(slug: string): string {
  return `/api/campaigns/${slug}/count`;
}

/** The address of the audit log, for organizers. */
export const AUDIT_PATH = '/api/audit';

/** The address of the log's entries after a number. */
export function auditPathAfter(number: number): string {
  return `${AUDIT_PATH}?after=${number}`;
}
