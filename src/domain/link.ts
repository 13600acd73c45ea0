import { characterFaults } from './characters.ts';
import { isThisMachine } from './this-machine.ts';

/*
 * The one rule for addresses in content: texts, updates and front matter. Messages finish the sentence “the
 * link leads to “…”: …”.
 */

/** What is wrong with the address of a link, and how to correct it; `null` for a good one. */
export function linkFault(address: string): string | null {
  const own = pathOnThisMachine(address);
  if (own !== null) return `it leads to your own computer: write ${own}`;
  if (/^https:/iu.test(address)) return webFault(address);
  return shapeFault(address) ?? schemeFault(address) ?? placeFault(address);
}

/** What is wrong with an address that leads to another site; `null` for a good one. */
export function webFault(address: string): string | null {
  if (pathOnThisMachine(address) !== null)
    return 'it leads to your own computer: copy it anew from the other site';
  const fault = shapeFault(address) ?? schemeFault(address);
  if (fault !== null) return fault;
  if (/^https:\/*$/iu.test(address))
    return 'start it with https:// and the name of a site, such as https://example.org';
  if (!/^https:\/\/[^/]/iu.test(address)) return startWith(address);
  // What stands before an @ is a user's name, and can pass for the name of the site.
  if (/^https:\/\/[^/?#]*@/iu.test(address)) return 'leave out the @ and what stands before it';
  const url = URL.parse(address);
  if (url === null) return 'it is no address that a browser understands: copy it anew';
  const written = /^https:\/\/([^/?#]*)/iu.exec(address)?.[1] ?? '';
  // Renderers write the letters of `río.example` with percent signs, which browsers understand.
  return hostFault(decoded(written) ?? written, url.hostname);
}

/** The name of a site: words with dots between them. No number, and no name of this machine. */
const HOST =
  /^(?:[\p{L}\p{N}_](?:[\p{L}\p{M}\p{N}_·-]*[\p{L}\p{M}\p{N}_])?\.)+[\p{L}\p{M}\p{N}-]+\.?(?::\d+)?$/u;
/** Alphabets with letters that look like Latin ones: `аpple.com` with a Cyrillic а. */
const LIKE_LATIN = /[\p{sc=Armn}\p{sc=Cher}\p{sc=Copt}\p{sc=Cyrl}\p{sc=Grek}\p{sc=Lisu}]/u;

/** Judges the name of a site as it is `written`. Browsers know it as `ascii`. */
function hostFault(written: string, ascii: string): string | null {
  if (!HOST.test(written) || /\d\.?$/u.test(ascii)) return 'it names no site: copy it anew from a browser';
  if (/\p{sc=Latn}/u.test(written) && LIKE_LATIN.test(written))
    return `the name of the site is in two alphabets, and looks like another one: write ${ascii}, if that is meant`;
  return null;
}

/** The path of an address on this machine, as a browser shows it under `npm start`; `null` for any other. */
function pathOnThisMachine(address: string): string | null {
  if (!/^https?:\/\//iu.test(address)) return null;
  const url = URL.parse(address);
  return url !== null && url.port !== '' && isThisMachine(url.hostname) ? `${url.pathname}${url.hash}` : null;
}

/** What is wrong with the address of an image: a file beside the text. `null` for a good one. */
export function imageFault(address: string): string | null {
  if (/^(?:[a-z][a-z0-9+.-]*:|[/\\]{2})/iu.test(address))
    return 'it stands on another site, which would see every reader: put the file beside this one';
  if (address.startsWith('/')) return 'put the file beside this one, and write only its name';
  return address === '' ? 'write the name of the file between the brackets' : unreadable(address);
}

/** The address without percent-encoding; `null` if it cannot be decoded. */
export function decoded(address: string): string | null {
  try {
    return decodeURIComponent(address);
  } catch {
    return null;
  }
}

function shapeFault(address: string): string | null {
  if (address === '') return 'write an address between the brackets';
  const [, inner = ''] = /^["'‘’“”„«»‹›`](.*?)["'‘’“”„«»‹›`]*$/u.exec(address) ?? [];
  if (inner !== '') return `there are quotes around it: write ${inner}`;
  if (/[\p{Z}\p{C}]/u.test(address))
    return 'there is a space or an invisible character in it: copy it anew from a browser';
  return unreadable(address);
}

function unreadable(address: string): string | null {
  if (address.includes('\\')) return 'write / where there is a \\';
  const text = decoded(address);
  if (text === null) return 'the signs after a % are no character: copy it anew, or write %25 for a %';
  const [fault] = characterFaults(text);
  if (fault) return `there is ${fault.message}`;
  return /[\t\n]/u.test(text) ? 'there is a line break or a tab in it: delete it' : null;
}

function schemeFault(address: string): string | null {
  if (/^mailto:/iu.test(address)) {
    const [mailbox = ''] = (decoded(address) ?? '').slice('mailto:'.length).split('?');
    const code = mailbox.includes('@') && !mailbox.includes('`') ? mailbox : 'name@example.org';
    return `it would leave a trace in the sent mail: write the address as code, \`${code}\``;
  }
  if (/^(?:http|htt?ps?|https?s):/iu.test(address) && !/^https:/iu.test(address)) return startWith(address);
  if (/^(?:tel|sms|callto|whatsapp):/iu.test(address))
    return 'start it with https://, / or #, and write a number without a link, because a call leaves a trace';
  if (/^(?!https:)[a-z][a-z0-9+.-]*:/iu.test(address)) return 'start it with https://, / or #';
  return null;
}

/** The same address as it should begin. */
function startWith(address: string): string {
  const rest = address.replace(/^[a-z]+:\/*/iu, '');
  return rest === '' ? 'start it with https://' : `start it with https://, https://${rest}`;
}

/** An address within the site works on every page only if it starts with `/` or `#`. */
function placeFault(address: string): string | null {
  if (address.startsWith('//')) return 'it leads to another site: start it with https://';
  return /^[/#]/u.test(address) ? null : 'start it with https://, / or #';
}
