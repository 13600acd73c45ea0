import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Target } from './target.ts';

/** A request on its way through the server. */
export interface Exchange {
  readonly incoming: IncomingMessage;
  readonly outgoing: ServerResponse;
  readonly target: Target;
  /** True for a client that sends its body only when it is told to, and was not told yet. */
  readonly isWaitingToSend: boolean;
  /** Tells the log what is being answered, before it is: a route, or a file's own path. */
  readonly tell: (place: string) => void;
}
