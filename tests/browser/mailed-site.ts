import { afterAll, afterEach, beforeEach, vi } from 'vitest';
import type { ServedSite } from '../site/served-site.ts';
import { startMailServer, type TestMailServer } from '../support/mail-server.ts';
import { newestOf, type OpenedMail } from '../support/opened-mail.ts';
import { visitedSite, type Visits } from './visits.ts';

/** The store of wishes for news on this machine. */
export const NEWS_STORE = 'news-local';

/** A campaign of the gallery that demands confirmation, in English and Spanish. */
export const CAMPAIGN = 'longest-words';

/** The served gallery with a mail service. */
export interface MailedSite extends Visits {
  readonly site: ServedSite;
  readonly server: TestMailServer;
  /** The newest mail. Throws if none came. */
  readonly newestMail: () => Promise<OpenedMail>;
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
    newestMail: () => newestOf(server),
    posts: () =>
      site
        .requests()
        .filter(({ method }) => method === 'POST')
        .map(({ body }) => body),
  };
}
