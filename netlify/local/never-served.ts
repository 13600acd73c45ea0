/**
 * What the dev server gives nobody, though it lies in the project. All other files there it gives to whoever reaches
 * its port, other users of this machine included. The first ones are Vite's own, which a list replaces (8.3).
 */
export const NEVER_SERVED = [
  '.env',
  '.env.*',
  '*.{crt,pem,key,p12,pfx,cer,der}',
  '.npmrc',
  '.yarnrc.yml',
  '**/.git/**',
  // Signatures, their log and backups, wherever DATA_DIR is; and mails.
  '**/.data/**',
  '*.sqlite*',
  '*.age',
  '**/.netlify/**',
  '*.eml',
];
