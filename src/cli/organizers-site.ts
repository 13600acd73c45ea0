import { CommandError } from './command.ts';

/** A deployed site, asked with an organizer's token. */
export class OrganizersSite {
  readonly origin: string;
  readonly #token: string;

  constructor(origin: string, token: string) {
    this.origin = origin;
    this.#token = token;
  }

  /** Rejects where the site cannot be reached. A redirect is not followed: the token is for this site only. */
  ask(path: string, init: RequestInit = {}): Promise<Response> {
    const headers = new Headers(init.headers);
    headers.set('authorization', `Bearer ${this.#token}`);
    headers.set('accept', 'application/json');
    return fetch(new URL(path, this.origin), { ...init, headers, redirect: 'manual' });
  }
}

/** The origin of a site as it was typed: `https://…`; `http://` only on this machine, because the token is sent there. */
export function parseOrigin(typed: string): string {
  const address = /^[a-z]+:\/\//iu.test(typed) ? typed : `https://${typed}`;
  const url = URL.canParse(address) ? new URL(address) : null;
  if (url?.protocol === 'https:' || (url?.protocol === 'http:' && isThisMachine(url.origin)))
    return url.origin;
  throw new CommandError(2, `${typed} is no address of a site. Write it as https://petition.example`);
}

export function isThisMachine(origin: string): boolean {
  const { hostname } = new URL(origin);
  return hostname === 'localhost' || hostname === '[::1]' || /^127(?:\.\d+){3}$/u.test(hostname);
}

/** What a refusal means, and how to mend it; `null` for an answer that is none or may be another one next time. */
export function whyRefused(response: Response, campaign: string, origin: string): CommandError | null {
  const { status } = response;
  if (status < 300 || status === 409 || status === 429 || status >= 500) return null;
  if (status < 400) {
    const target = response.headers.get('location') ?? '';
    const found = URL.canParse(target, origin) ? new URL(target, origin).origin : target;
    return new CommandError(2, `The site sends visitors on to ${found}. Ask there, if that is yours.`);
  }
  if (status === 401) {
    return new CommandError(
      2,
      `${origin} does not take this token. Check it against ORGANIZER_TOKENS in the settings of the site.`,
    );
  }
  const isOurs = response.headers.get('content-type')?.startsWith('application/json') ?? false;
  if (status === 404 && isOurs) {
    return new CommandError(
      2,
      `${origin} has no campaign ${campaign}. Check its name in the page's address.`,
    );
  }
  return new CommandError(
    2,
    `${origin} answers ${status}: is it a site of Undersigned, and of this version?`,
  );
}
