/** A deployed site, asked with an organizer's token. */
export class OrganizersSite {
  readonly origin: string;
  readonly #token: string;

  constructor(origin: string, token: string) {
    this.origin = origin;
    this.#token = token;
  }

  /**
   * Sends a request. Rejects for a site out of reach. It follows no redirect: the token is for this site
   * only.
   */
  ask(path: string, init: RequestInit = {}): Promise<Response> {
    const headers = new Headers(init.headers);
    headers.set('authorization', `Bearer ${this.#token}`);
    headers.set('accept', 'application/json');
    return fetch(new URL(path, this.origin), { ...init, headers, redirect: 'manual' });
  }
}
