import { isOrganizerToken } from '#domain/organizer-token.ts';
import type { Finding } from './finding.ts';
import { isGuessable } from './guessable.ts';
import { unseen } from './secret-check.ts';
import { isHostBuild, type Variables, valueOf } from './variables.ts';

const FORM = 'Write name:token, the token at least 32 letters, digits, - or _.';

/** Can organizers sign in, each with a token of their own? No token is shown. */
export function checkTokens(variables: Variables): Finding[] {
  const setting = valueOf(variables, 'ORGANIZER_TOKENS');
  if (setting === null) {
    if (isHostBuild(variables)) return [unseen('ORGANIZER_TOKENS')];
    return [
      {
        level: 'error',
        what: 'ORGANIZER_TOKENS is not set: nobody can read or erase signatures.',
        mend: `Here npm start writes one into .env. For the host: ${FORM} Set it for Functions only.`,
      },
    ];
  }
  const entries = setting
    .split(',')
    .map((entry) => entry.trim())
    .filter((entry) => entry !== '')
    .map((entry) => entry.split(':'));
  return entries.map(([name = '', token = ''], index) => {
    const what = `ORGANIZER_TOKENS: entry ${index + 1}`;
    if (!isOrganizerToken(token))
      return { level: 'error', what: `${what}${token && `, ${name},`} opens nothing.`, mend: FORM };
    if (isGuessable(token))
      return { level: 'error', what: `${what}, ${name}, looks like an example.`, mend: 'Make one.' };
    if (token === valueOf(variables, 'SIGNATURE_SECRET'))
      return {
        level: 'error',
        what: `${what}, ${name}, is the SIGNATURE_SECRET.`,
        mend: 'Make one of its own.',
      };
    if (entries.some(([, other], before) => before < index && other === token))
      return {
        level: 'error',
        what: `${what}, ${name}, has the token of another.`,
        mend: 'Make one for each.',
      };
    return { level: 'fine', what: `${what}, ${name}, opens the desk.` };
  });
}
