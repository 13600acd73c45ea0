import { asOrganizer, ask } from './platform.ts';

/** The fields that a supporter fills in. `changes` replaces some of them. */
export function aForm(changes: Readonly<Record<string, string>> = {}): Record<string, string> {
  return { name: 'Ada Lovelace', email: 'ada@example.org', locale: 'en', ...changes };
}

export function addressOf(slug: string): string {
  return `/api/campaigns/${slug}/signatures`;
}

/** Signs as a browser without JavaScript does. */
export function signByForm(form: Readonly<Record<string, string>>, slug = 'clean-river'): Promise<Response> {
  return ask(addressOf(slug), {
    method: 'POST',
    headers: { accept: 'text/html', 'sec-fetch-site': 'same-origin' },
    body: new URLSearchParams(form),
  });
}

/** Signs as the page's own script does. */
export function signByJson(
  body: unknown,
  slug = 'clean-river',
  headers: Readonly<Record<string, string>> = {},
): Promise<Response> {
  return ask(addressOf(slug), {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'application/json', ...headers },
    body: JSON.stringify(body),
  });
}

/** Erases what an address signed, as an organizer does. */
export function eraseAddress(email: string, slug: string): Promise<Response> {
  const headers = { 'content-type': 'application/json' };
  const init = asOrganizer({ method: 'POST', headers, body: JSON.stringify({ email }) });
  return ask(`/api/campaigns/${slug}/erasures`, init);
}

/** Everything in an answer that a visitor can see. */
export async function seen(response: Response) {
  return { status: response.status, headers: [...response.headers], body: await response.text() };
}
