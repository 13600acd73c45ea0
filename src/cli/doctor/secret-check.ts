import { isGuessable } from '#domain/guessable.ts';
import { SECRET_MIN_CHARS } from '#settings/secrets.ts';
import type { Environment } from '#settings/variables.ts';
import type { Finding } from './finding.ts';
import { isHostBuild, valueOf } from './variables.ts';
import { whereHere } from './where-here.ts';

/** Can addresses become digests that nobody can guess? */
export function checkSecret(variables: Environment): Finding {
  const makeOne = `npm run keys makes one. ${whereHere(variables, 'SIGNATURE_SECRET')}`;
  const secret = valueOf(variables, 'SIGNATURE_SECRET');
  if (secret === null) {
    if (isHostBuild(variables)) return unseen('SIGNATURE_SECRET');
    return {
      level: 'error',
      what: 'SIGNATURE_SECRET is not set: nobody can sign, every attempt answers 503.',
      mend: makeOne,
    };
  }
  if (secret.length < SECRET_MIN_CHARS) {
    return {
      level: 'error',
      what: `SIGNATURE_SECRET has ${secret.length} characters, and at least ${SECRET_MIN_CHARS} are needed: nobody can sign.`,
      mend: makeOne,
    };
  }
  if (isGuessable(secret)) {
    return {
      level: 'error',
      what: 'SIGNATURE_SECRET looks like an example: whoever guesses it can test which addresses signed.',
      mend: `${makeOne}\nDo it before the first signature: with another secret every supporter is new.`,
    };
  }
  if (secret !== secret.trim()) {
    return {
      level: 'warning',
      what: 'SIGNATURE_SECRET begins or ends with white space, which counts.',
      mend: 'Take it away now. Once there are signatures, leave it as it is.',
    };
  }
  return { level: 'fine', what: 'SIGNATURE_SECRET is set and long enough.' };
}

/** A setting that only functions have. */
export function unseen(name: string): Finding {
  return {
    level: 'note',
    what: `${name} is not seen by this build, as it should be. Functions need it.`,
    mend: 'After the deploy, npm run doctor -- --site https://your-site shows whether they have it.',
  };
}
