import { isThisMachine } from '#domain/this-machine.ts';
import { MailSettingError } from './mail-setting-error.ts';

/** How a connection to the mail service is protected. `none` goes to this machine only. */
type Protection = 'tls' | 'starttls' | 'none';

/** The mail service that `MAIL_URL` names. */
export interface MailServer {
  readonly host: string;
  readonly port: number;
  readonly protection: Protection;
  /** `null` where the service asks for no name. */
  readonly login: { readonly user: string; readonly password: string } | null;
  readonly isThisMachine: boolean;
}

/** Hosts of functions block this port, and a connection waits until time is up. */
const BLOCKED_PORT = 25;

/** True for a mail service that a host of functions cannot reach. */
export function isBlocked({ port, isThisMachine }: MailServer): boolean {
  return port === BLOCKED_PORT && !isThisMachine;
}

const MEND = 'Write it as smtps://user:password@mail.example.org:465';
const PORTS = { tls: 465, starttls: 587 };

/**
 * Reads `MAIL_URL`. Options after a `?` are left out: none of them may weaken the protection. Throws a
 * `MailSettingError`.
 */
export function parseMailServer(typed: string): MailServer {
  const url = URL.parse(typed);
  if (url === null) {
    const encoded = 'In the name and the password write %23 for #, %2F for / and %40 for @.';
    throw wrong('is no address.', `${MEND}. ${encoded}`);
  }
  if (url.protocol !== 'smtp:' && url.protocol !== 'smtps:')
    throw wrong('begins with neither smtps:// nor smtp://.');
  // Only addresses of known kinds have names of machines in one spelling.
  const hostname = url.hostname === '' ? '' : (URL.parse(`http://${url.hostname}/`)?.hostname ?? '');
  if (hostname === '') throw wrong('names no machine.');
  const isHere = isThisMachine(hostname);
  const protection = protectionOf(url, isHere);
  return {
    host: hostname.replace(/^\[|\]$/gu, ''),
    port: url.port === '' ? (url.protocol === 'smtps:' ? PORTS.tls : PORTS.starttls) : Number(url.port),
    protection,
    login: loginOf(url),
    isThisMachine: isHere,
  };
}

/** Ports 465 and 587 speak TLS in one way only, whatever the address begins with. */
function protectionOf({ protocol, port }: URL, isHere: boolean): Protection {
  if (protocol === 'smtp:' && isHere) return 'none';
  if (port === String(PORTS.tls)) return 'tls';
  if (port === String(PORTS.starttls)) return 'starttls';
  return protocol === 'smtps:' ? 'tls' : 'starttls';
}

function loginOf({ username, password }: URL): MailServer['login'] {
  if (username === '' && password === '') return null;
  if (username === '' || password === '') throw wrong('needs both a name and a password, or neither.');
  try {
    const login = { user: decodeURIComponent(username), password: decodeURIComponent(password) };
    if (!/\p{Cc}/u.test(login.user + login.password)) return login;
  } catch {
    // The sentence below says it.
  }
  throw wrong('has a name or a password with a % that stands for no letter.', 'Write %25 for a %.');
}

function wrong(what: string, mend = MEND): MailSettingError {
  return new MailSettingError('MAIL_URL', what, mend);
}
