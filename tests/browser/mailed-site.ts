import { simpleParser } from 'mailparser';
import { afterAll, afterEach, beforeEach, vi } from 'vitest';
import type { ServedSite } from '../site/served-site.ts';
import { startMailServer, type TestMailServer } from '../support/mail-server.ts';
import { visitedSite, type Visits } from './visits.ts';

/** The store of wishes for news on this machine. */
export const NEWS_STORE = 'news-local';

/** A campaign of the gallery that demands confirmation, in English and Spanish. */
export const CAMPAIGN = 'longest-words';

/** A mail as its reader has it. */
interface ReadMail {
  readonly to: readonly string[];
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  /** As the mail writes it. Empty in a mail that only takes back. */
  readonly code: string;
  /** Empty in a mail that only takes back. */
  readonly confirmUrl: string;
  readonly withdrawUrl: string;
}

/** The served gallery with a mail service. */
export interface MailedSite extends Visits {
  readonly site: ServedSite;
  readonly server: TestMailServer;
  /** The newest mail. Throws if none came. */
  readonly newestMail: () => Promise<ReadMail>;
  /** The bodies of all forms that were sent since the last call, and of other POST requests. */
  readonly posts: () => string[];
}

/** Serves the gallery for the tests of a file, with a real SMTP server. Before each test no mail has come. */
export async function mailedSite(): Promise<MailedSite> {
  const { site, open } = await visitedSite('gallery');
  const server = await startMailServer();
  beforeEach(() => {
    vi.stubEnv('URL', site.origin);
    vi.stubEnv('MAIL_FROM', 'Night Bus <petition@nightbus.example>');
    vi.stubEnv('MAIL_URL', server.url);
    server.mend();
    server.received.length = 0;
  });
  afterEach(() => {
    vi.unstubAllEnvs();
    vi.restoreAllMocks();
  });
  afterAll(() => server[Symbol.asyncDispose]());
  return {
    site,
    open,
    server,
    newestMail: () => {
      const newest = server.received.at(-1);
      if (!newest) throw new RangeError('No mail came.');
      return readMail(newest);
    },
    posts: () =>
      site
        .requests()
        .filter(({ method }) => method === 'POST')
        .map(({ body }) => body),
  };
}

async function readMail({ to, raw }: TestMailServer['received'][number]): Promise<ReadMail> {
  const { subject = '', text = '', html } = await simpleParser(raw, { skipTextToHtml: true });
  const links = text.match(/^https?:\S+$/gmu) ?? [];
  return {
    to,
    subject,
    text,
    html: html || '',
    code: /^[0-9A-Z]{5}-[0-9A-Z]{5}$/mu.exec(text)?.[0] ?? '',
    confirmUrl: links.find((link) => link.includes('/confirm/#')) ?? '',
    withdrawUrl: links.find((link) => link.includes('/withdraw/#')) ?? '',
  };
}
