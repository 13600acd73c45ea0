import { Agent, request } from 'node:http';
import { text } from 'node:stream/consumers';
import { asOrganizer, TOKEN } from '../functions/platform.ts';

const CAMPAIGN = 'clean-river';
export const SIGNATURES = `/api/campaigns/${CAMPAIGN}/signatures`;
const PERSON = /(\d+)@example\.org$/u;

/** Says who sent what: the proxy in front tells each person's address. */
export function headersOf(person: number): Record<string, string> {
  return {
    accept: 'text/html',
    'content-type': 'application/x-www-form-urlencoded',
    'sec-fetch-site': 'same-origin',
    'x-forwarded-for': `10.${(person >> 16) & 255}.${(person >> 8) & 255}.${person & 255}`,
  };
}

export function formOf(person: number, comment = ''): string {
  const email = `person${person}@example.org`;
  return new URLSearchParams({ name: 'Ada Lovelace', email, comment, locale: 'en' }).toString();
}

/** What came back: the status, and the page. */
interface Answer {
  readonly status: number;
  readonly page: string;
}

/** A browser that keeps its connection. */
export class SigningClient {
  readonly #agent = new Agent({ keepAlive: true, maxSockets: 1 });
  readonly #port: number;

  constructor(port: number) {
    this.#port = port;
  }

  /** Signs as one person. Rejects if the connection breaks. */
  sign(person: number, comment = ''): Promise<Answer> {
    return new Promise((resolve, reject) => {
      const asked = request(
        {
          port: this.#port,
          agent: this.#agent,
          method: 'POST',
          path: SIGNATURES,
          headers: headersOf(person),
        },
        (response) => {
          text(response).then((page) => resolve({ status: response.statusCode ?? 0, page }), reject);
        },
      );
      asked.once('error', reject);
      asked.end(formOf(person, comment));
    });
  }

  close(): void {
    this.#agent.destroy();
  }
}

/** What organizers get: the people in the download, one for each row, and the number that everybody sees. */
export async function recorded(origin: string): Promise<{ people: number[]; online: number }> {
  const people: number[] = [];
  const first = await fetch(`${origin}${SIGNATURES}?format=ndjson`, asOrganizer());
  const parts = first.status === 409 ? ((await first.json()) as { parts: number }).parts : 1;
  for (let part = 1; part <= parts; part += 1) {
    const query = parts === 1 ? '' : `&part=${part}/${parts}`;
    const headers = { authorization: `Bearer ${TOKEN}` };
    const response =
      parts === 1 ? first : await fetch(`${origin}${SIGNATURES}?format=ndjson${query}`, { headers });
    for (const line of (await response.text()).split('\n').slice(0, -1)) people.push(personIn(line));
  }
  const { online } = (await (await fetch(`${origin}/api/campaigns/${CAMPAIGN}/count`)).json()) as {
    online: number;
  };
  return { people, online };
}

function personIn(line: string): number {
  const { email } = JSON.parse(line) as { email: string };
  return Number(PERSON.exec(email)?.[1] ?? Number.NaN);
}
