import { fork } from 'node:child_process';
import { on, once } from 'node:events';
import type { BlobNews, BlobOrder } from './blob-server.ts';

/** The blob service in a process of its own, so that its CPU is not ours. */
export interface BlobProcess extends AsyncDisposable {
  /** For the variable NETLIFY_BLOBS_CONTEXT. */
  readonly context: string;
  /** Resolves with the operations since they were asked for last, once the order is carried out. */
  tell(order: BlobOrder): Promise<Readonly<Record<string, number>>>;
}

export async function startBlobProcess(): Promise<BlobProcess> {
  // Its heap is its own: it may hold a million blobs for a process that has little.
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
