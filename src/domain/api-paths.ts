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

/** The address that confirms what was asked for by mail. */
export function confirmationsPath(slug: string): string {
  return `/api/campaigns/${slug}/confirmations`;
}

/** The address that takes a signature, or news, back. */
export function withdrawalsPath(slug: string): string {
  return `/api/campaigns/${slug}/withdrawals`;
}

/** The address that mails a link for taking back. */
export function withdrawalMailsPath(slug: string): string {
  return `/api/campaigns/${slug}/withdrawal-mails`;
}

/** The address that takes a wish for news, and serves the list to organizers. */
export function newsApiPath(slug: string): string {
  return `/api/campaigns/${slug}/news`;
}

/** The address of a campaign's count. */
export function countPath(slug: string): string {
  return `/api/campaigns/${slug}/count`;
}

/** The address of a campaign's number and basis as a picture, for other sites. */
export function badgePath(slug: string): string {
  return `/api/campaigns/${slug}/badge.svg`;
}

/** The address of a campaign's published number over time. */
export function seriesPath(slug: string): string {
  return `/api/campaigns/${slug}/series`;
}

/** The address of the automatic corrections: how many signatures were set aside, by day. */
export function correctionsPath(slug: string): string {
  return `/api/campaigns/${slug}/corrections`;
}

/** The address of the list of all published campaigns. */
export const CAMPAIGNS_PATH = '/api/campaigns';

/** The address at which organizers set signatures aside, and list what is. */
export function asidesPath(slug: string): string {
  return `/api/campaigns/${slug}/asides`;
}

/** The address of one aside, which organizers put back. */
export function asidePath(slug: string, aside: string): string {
  return `${asidesPath(slug)}/${aside}`;
}

/** The address of the audit log, for organizers. */
export const AUDIT_PATH = '/api/audit';

/** The address at which organizers see what functions find of their settings. */
export const SETTINGS_PATH = '/api/settings';

/** The address of the log's entries after a number. */
export function auditPathAfter(number: number): string {
  return `${AUDIT_PATH}?after=${number}`;
}
