import { CommandError } from '#cli/command/command.ts';
import { isThisMachine } from '#domain/this-machine.ts';

/**
 * The origin of a site as somebody typed it, `https://` or without. `http://` works on this machine only,
 * because the token is sent there.
 */
export function parseOrigin(typed: string): string {
  const address = /^[a-z]+:\/\//iu.test(typed) ? typed : `https://${typed}`;
  const url = URL.canParse(address) ? new URL(address) : null;
  if (url?.protocol === 'https:' || (url?.protocol === 'http:' && isThisMachine(url.hostname)))
    return url.origin;
  throw new CommandError(2, `${typed} is no address of a site. Write it as https://petition.example`);
}
