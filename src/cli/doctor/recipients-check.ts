import { isOwnError } from '#domain/own-error.ts';
import { parseRecipients } from '#sealing/recipients.ts';
import type { Environment } from '#settings/variables.ts';
import type { Finding } from './finding.ts';
import { valueOf } from './variables.ts';
import { whereHere } from './where-here.ts';

/** Are signatures sealed before they are stored, and to keys that exist? */
export function checkRecipients(variables: Environment): Finding[] {
  const where = whereHere(variables, 'SIGNATURE_RECIPIENTS');
  try {
    const keys = parseRecipients(valueOf(variables, 'SIGNATURE_RECIPIENTS')).length;
    if (keys > 0)
      return [{ level: 'fine', what: `SIGNATURE_RECIPIENTS: signatures are sealed. Keys: ${keys}` }];
    return [
      {
        level: 'warning',
        what: `SIGNATURE_RECIPIENTS is not set: signatures are stored open. The host, and whoever gets at its store,
can read every name and address, and the privacy page says so.`,
        mend: `npm run keys -- --pair makes a pair: set the public half. ${where}`,
      },
    ];
  } catch (error) {
    if (!isOwnError(error)) throw error;
    return [{ level: 'error', what: error.message, mend: where }];
  }
}
