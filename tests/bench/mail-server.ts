import { once } from 'node:events';
import { setTimeout } from 'node:timers/promises';
import { SMTPServer } from 'smtp-server';

/** An order from a benchmark to the mail server. The server runs in this process, so its work is not in our figures. */
export type MailOrder =
  { readonly kind: 'delay'; readonly fromMs: number; readonly toMs: number } | { readonly kind: 'report' };

/** What came since the last report. */
export interface MailReport {
  readonly mails: number;
  /** The most mails that one address got. */
  readonly mostForOne: number;
}

/** An answer from the mail server. */
export type MailNews =
  { readonly kind: 'ready'; readonly url: string } | { readonly kind: 'done'; readonly report: MailReport };

let delay = { fromMs: 0, toMs: 0 };
const mails = new Map<string, number>();

const server = new SMTPServer({
  disabledCommands: ['STARTTLS', 'AUTH'],
  authOptional: true,
  disableReverseLookup: true,
  onData: (stream, { envelope: { rcptTo } }, done) => {
    stream.resume();
    stream.once('end', () => {
      for (const { address } of rcptTo) mails.set(address, (mails.get(address) ?? 0) + 1);
      // A real service stores the mail first, which takes more or less long.
      void setTimeout(delay.fromMs + Math.random() * (delay.toMs - delay.fromMs)).then(() => done());
    });
  },
});
server.listen(0, '127.0.0.1');
await once(server.server, 'listening');
const address = server.server.address();
const port = typeof address === 'object' && address !== null ? address.port : 0;
tell({ kind: 'ready', url: `smtp://localhost:${port}` });
process.on('message', (order: MailOrder) => {
  const counts = Array.from(mails.values());
  const sum = counts.reduce((total, count) => total + count, 0);
  const report = { mails: sum, mostForOne: Math.max(0, ...counts) };
  if (order.kind === 'delay') delay = order;
  else mails.clear();
  tell({ kind: 'done', report });
});

function tell(news: MailNews): void {
  process.send?.(news);
}
