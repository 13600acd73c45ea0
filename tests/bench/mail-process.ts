import { fork } from 'node:child_process';
import { on, once } from 'node:events';
import type { MailNews, MailOrder, MailReport } from './mail-server.ts';

/** A real mail server in its own process. */
export interface MailProcess extends AsyncDisposable {
  /** Resolves when the order is carried out. The result is what came since the last report. */
  tell(order: MailOrder): Promise<MailReport>;
}

/** Starts the mail server, and lets functions use it. */
export async function startMailProcess(): Promise<MailProcess> {
  const child = fork(new URL('mail-server.ts', import.meta.url).pathname, { execArgv: [] });
  const news = on(child, 'message');
  const hear = async (): Promise<MailNews> => {
    const { value } = (await news.next()) as { value: [MailNews] };
    return value[0];
  };
  const ready = await hear();
  if (ready.kind !== 'ready') throw new TypeError('The mail server did not start.');
  process.env['MAIL_URL'] = ready.url;
  return {
    tell: async (order) => {
      child.send(order);
      const done = await hear();
      if (done.kind !== 'done') throw new TypeError('The mail server did not answer.');
      return done.report;
    },
    [Symbol.asyncDispose]: async () => {
      const exit = once(child, 'exit');
      child.kill();
      await exit;
    },
  };
}
