import { removeFromEnvironment } from './environment.ts';

/** The settings that only functions and commands need. The build reads none of them: a test checks it. */
export const FUNCTIONS_ONLY = [
  'SIGNATURE_SECRET',
  'ORGANIZER_TOKENS',
  'ORGANIZER_TOKEN',
  'MAIL_URL',
  'BUILD_HOOK_URL',
  'NETLIFY_AUTH_TOKEN',
] as const;

/**
 * Takes what only functions need out of the environment of a build, and returns the names of what was there.
 * The packages that a build loads, and what they start, then do not find it.
 */
export function takeOutSecrets(): readonly string[] {
  return removeFromEnvironment(FUNCTIONS_ONLY);
}

/**
 * Forgets, in a build and in what serves it, what `npm start` tells its own pages and functions. A `.env` or a host
 * could hold it by mistake. Then drafts would be published, and answers would go out without a policy.
 */
export function leaveDevelopment(): void {
  removeFromEnvironment(['UNDERSIGNED_DEVELOPING', 'UNDERSIGNED_DEV_SERVER']);
}

/** What a build on the host says about secrets that it was given. */
export function secretsInBuild(names: readonly string[]): string {
  return `${names.join(', ')}: this build needs none of them and took them out. On the host give them the scope Functions only (README, Deploy).`;
}
