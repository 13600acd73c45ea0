import { afterAll, beforeEach, vi } from 'vitest';
import { startMailServer, type TestMailServer } from '../support/mail-server.ts';
import { newestOf, type OpenedMail } from '../support/opened-mail.ts';
import { MAIL_FROM } from './content.ts';
import { ask, ORIGIN } from './platform.ts';
import { aForm } from './sign-request.ts';

/** A real mail service, and what it received. */
export interface Mailbox {
  readonly server: TestMailServer;
  /** How many mails came. */
  readonly count: () => number;
  /** The mail that came last. */
  readonly last: () => Promise<OpenedMail>;
}

/** Starts a mail service for the tests of one file. Before each test it has no mail and no faults. */
export async function withMail(): Promise<Mailbox> {
  const server = await startMailServer();
  beforeEach(() => {
    vi.stubEnv('MAIL_URL', server.url);
    vi.stubEnv('MAIL_FROM', MAIL_FROM);
    vi.stubEnv('URL', ORIGIN);
    server.mend();
    server.received.length = 0;
  });
  afterAll(() => server[Symbol.asyncDispose]());
  return {
    server,
    count: () => server.received.length,
    last: () => newestOf(server),
  };
}

/** The addresses that supporters send forms to. */
export type FormName = 'signatures' | 'confirmations' | 'withdrawals' | 'withdrawal-mails' | 'news';

export function pathOf(name: FormName, slug = 'by-mail'): string {
  return `/api/campaigns/${slug}/${name}`;
}

/** Sends a form as a browser without JavaScript does. */
export function sendForm(
  name: FormName,
  fields: Readonly<Record<string, string>>,
  slug = 'by-mail',
  headers: Readonly<Record<string, string>> = {},
): Promise<Response> {
  return ask(pathOf(name, slug), {
    method: 'POST',
    headers: { accept: 'text/html', 'sec-fetch-site': 'same-origin', ...headers },
    body: new URLSearchParams(fields),
  });
}

/** Sends JSON as a page's own script does. */
export function sendJson(
  name: FormName,
  body: unknown,
  slug = 'by-mail',
  headers: Readonly<Record<string, string>> = {},
): Promise<Response> {
  return ask(pathOf(name, slug), {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'application/json', ...headers },
    body: JSON.stringify(body),
  });
}

/** Signs, and gives the record of the answer and the mail that came. */
export async function signByMail(
  mailbox: Mailbox,
  changes: Readonly<Record<string, string>> = {},
  slug = 'by-mail',
): Promise<OpenedMail & { readonly record: string }> {
  const answer = await sendJson('signatures', aForm(changes), slug);
  if (answer.status !== 202) throw new RangeError(`Signing was answered by ${answer.status}.`);
  const { record } = (await answer.json()) as { record: string };
  return { record, ...(await mailbox.last()) };
}

/** Status and first error code of an answer: `409 campaign.closed`, or the status alone. */
export async function verdict(answering: Response | Promise<Response>): Promise<string> {
  const answer = await answering;
  const text = await answer.text();
  const code = /"code":"([\w.]+)"/u.exec(text)?.[1];
  return code === undefined ? String(answer.status) : `${answer.status} ${code}`;
}
