/** Who needs a setting on Netlify, as its pages call it. On plans without scopes everybody gets it. */
export const SCOPES = {
  SIGNATURE_SECRET: 'Functions',
  ORGANIZER_TOKENS: 'Functions',
  SIGNATURE_RECIPIENTS: 'Builds and Functions',
  MAIL_FROM: 'Builds and Functions',
  MAIL_URL: 'Functions',
  PREVIEW_SIGNING: 'Builds and Functions',
  BUILD_HOOK_URL: 'Functions',
} as const;
