import { fork } from 'node:child_process';
import { on, once } from 'node:events';
import type { BlobNews, BlobOrder } from './blob-server.ts';

/** The blob service in its own process, so that its CPU time is not in our figures. */
export interface BlobProcess extends AsyncDisposable {
  /** The value for the variable NETLIFY_BLOBS_CONTEXT. */
  readonly context: string;
  /**
   * Resolves when the order is carried out. The result is the count of operations since the last question.
   */
  tell(order: BlobOrder): Promise<Readonly<Record<string, number>>>;
}

export async function startBlobProcess(): Promise<BlobProcess> {
  // The service does not inherit our heap limit. It may hold a million blobs for a process that has a small
  // heap.
  const child = fork(new URL('blob-server.ts', import.meta.url).pathname, { execArgv: [] });
  const news = on(child, 'message');
  const hear = async (): Promise<BlobNews> => {
    const { value } = (await news.next()) as { value: [BlobNews] };
    return value[0];
  };
  const ready = await hear();
  if (ready.kind !== 'ready') throw new TypeError('The blob service did not start.');
  process.env['NETLIFY_BLOBS_CONTEXT'] = ready.context;
  return {
    context: ready.context,
    tell: async (order) => {
      child.send(order);
      const done = await hear();
      return done.kind === 'done' ? done.operations : {};
    },
    [Symbol.asyncDispose]: async () => {
      const exit = once(child, 'exit');
      child.kill();
      await exit;
    },
  };
}
