import type { IncomingMessage, ServerResponse } from 'node:http';
import { logError } from '#endpoint/log-error.ts';
import { accessLine } from './access-log.ts';
import type { Exchange } from './exchange.ts';
import { hasWrongHost } from './host-name.ts';
import { lingerAfter, type Lingering } from './linger.ts';
import { answerItself, type OwnStatus } from './own-answer.ts';
import { sendRepresentation } from './representation.ts';
import type { StaticSite } from './static-site.ts';
import { readTarget, type Target } from './target.ts';

/** Answers what it is there for. Resolves with false if it is for another. */
type Answerer = (exchange: Exchange) => Promise<boolean>;

/** The parts of a server, in the order in which they are asked. */
export interface Parts {
  readonly health: () => Promise<void>;
  readonly functions: Answerer;
  readonly files: StaticSite;
  readonly log: (line: string) => void;
  readonly unread: Lingering;
}

/** Takes a request. Resolves when it is answered, and never rejects. */
export type Listener = (
  incoming: IncomingMessage,
  outgoing: ServerResponse,
  isWaitingToSend: boolean,
) => Promise<void>;

/** Answers requests, one part of the server after the other, and writes a line about each. */
export function answerer({ health, functions, files, log, unread }: Parts): Listener {
  return async (incoming, outgoing, isWaitingToSend) => {
    const started = Date.now();
    let place = '-';
    outgoing.once('close', () => {
      const isWhole = outgoing.writableFinished;
      const status = outgoing.headersSent ? outgoing.statusCode : null;
      log(accessLine({ started, method: incoming.method, place, status, isWhole }));
    });
    if (!incoming.complete) lingerAfter(incoming, outgoing, unread);
    try {
      await answer({ incoming, outgoing, isWaitingToSend, tell: (told) => (place = told) });
    } catch (error) {
      logError(error);
      // An answer that has begun must not look whole.
      if (outgoing.headersSent) outgoing.destroy();
      else answerItself(outgoing, 503, { 'Retry-After': '60' });
    }
  };

  async function answer(exchange: Omit<Exchange, 'target'>): Promise<void> {
    const { incoming, outgoing } = exchange;
    const target = meaningOf(incoming);
    if (target === 404) await sendRepresentation(files.notFound, incoming, outgoing);
    else if (typeof target === 'number') answerItself(outgoing, target);
    else if (target.pathname === HEALTH) await answerHealth(exchange);
    else if (!(await functions({ ...exchange, target }))) await files.answer({ ...exchange, target });
  }

  async function answerHealth({ incoming, outgoing, tell }: Omit<Exchange, 'target'>): Promise<void> {
    const { method } = incoming;
    tell(HEALTH);
    if (method !== 'GET' && method !== 'HEAD') answerItself(outgoing, 405, { Allow: 'GET, HEAD' });
    else {
      const status = await health().then(
        () => 200 as const,
        (error: unknown) => {
          logError(error);
          return 503 as const;
        },
      );
      answerItself(outgoing, status);
    }
  }
}

const HEALTH = '/healthz';

/** What a request is about; or the status for what has no meaning. */
function meaningOf(incoming: IncomingMessage): Target | OwnStatus {
  if (incoming.method === 'TRACE') return 501;
  return hasWrongHost(incoming) ? 400 : readTarget(incoming.url ?? '');
}
