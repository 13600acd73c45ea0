import { type Campaign, slugsOf } from '#domain/campaign.ts';
import { isGuessable } from '#domain/guessable.ts';
import { readTokenEntries } from '#domain/token-entries.ts';
import type { Environment } from '#settings/variables.ts';
import type { Finding } from './finding.ts';
import { unseen } from './secret-check.ts';
import { isHostBuild, valueOf } from './variables.ts';
import { whereHere } from './where-here.ts';

/**
 * Can organizers sign in, each with a token of their own, and for campaigns that are there? No token is shown.
 */
export function checkTokens(variables: Environment, campaigns: readonly Campaign[]): Finding[] {
  const setting = valueOf(variables, 'ORGANIZER_TOKENS');
  const makeOne = `npm run keys -- --organizers ana,ben makes a token for each. ${whereHere(variables, 'ORGANIZER_TOKENS')}`;
  if (setting === null) {
    if (isHostBuild(variables)) return [unseen('ORGANIZER_TOKENS')];
    return [
      {
        level: 'error',
        what: 'ORGANIZER_TOKENS is not set: nobody can read or erase signatures.',
        mend: makeOne,
      },
    ];
  }
  const read = readTokenEntries(setting);
  return read.map((one, index) => {
    const what = `ORGANIZER_TOKENS: entry ${index + 1}`;
    if (one.kind === 'refused')
      return { level: 'error', what: `${what}${one.name && `, ${one.name},`} opens nothing.`, mend: one.why };
    const { name, token, rights, campaigns: opened } = one.entry;
    if (isGuessable(token))
      return { level: 'error', what: `${what}, ${name}, looks like an example.`, mend: makeOne };
    if (token === valueOf(variables, 'SIGNATURE_SECRET'))
      return {
        level: 'error',
        what: `${what}, ${name}, is the SIGNATURE_SECRET.`,
        mend: makeOne,
      };
    const unknown = opened?.filter((slug) => !campaigns.flatMap(slugsOf).includes(slug)) ?? [];
    if (unknown.length > 0)
      return {
        level: 'warning',
        what: `${what}, ${name}, names what is no campaign in content/: ${unknown.join(', ')}`,
        mend: 'Write slugs as their folders are called, or take them out.',
      };
    const where = opened === null ? 'all campaigns' : opened.join(', ');
    return { level: 'fine', what: `${what}, ${name}, may ${rights.join(' and ')} in ${where}.` };
  });
}
