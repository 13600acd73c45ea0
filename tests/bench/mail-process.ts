import type { MailNews, MailOrder, MailReport } from './mail-server.ts';
import { startServerProcess } from './server-process.ts';

/** A real mail server in its own process. */
export interface MailProcess extends AsyncDisposable {
  /** Resolves when the order is carried out. The result is what came since the last report. */
  tell(order: MailOrder): Promise<MailReport>;
}

/** Starts the mail server, and lets functions use it. */
export async function startMailProcess(): Promise<MailProcess> {
  const server = await startServerProcess<MailOrder, MailNews>('mail-server.ts');
  if (server.ready.kind !== 'ready') throw new TypeError('The mail server did not start.');
  process.env['MAIL_URL'] = server.ready.url;
  return {
    tell: async (order) => {
      const done = await server.tell(order);
      if (done.kind !== 'done') throw new TypeError('The mail server did not answer.');
      return done.report;
    },
    [Symbol.asyncDispose]: () => server[Symbol.asyncDispose](),
  };
}
