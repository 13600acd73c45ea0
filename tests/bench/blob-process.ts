import type { BlobNews, BlobOrder } from './blob-server.ts';
import { startServerProcess } from './server-process.ts';

/** The blob service in its own process. */
export interface BlobProcess extends AsyncDisposable {
  /** The value for the variable NETLIFY_BLOBS_CONTEXT. */
  readonly context: string;
  /**
   * Resolves when the order is carried out. The result is the count of operations since the last question.
   */
  tell(order: BlobOrder): Promise<Readonly<Record<string, number>>>;
}

export async function startBlobProcess(): Promise<BlobProcess> {
  const server = await startServerProcess<BlobOrder, BlobNews>('blob-server.ts');
  if (server.ready.kind !== 'ready') throw new TypeError('The blob service did not start.');
  const { context } = server.ready;
  process.env['NETLIFY_BLOBS_CONTEXT'] = context;
  return {
    context,
    tell: async (order) => {
      const done = await server.tell(order);
      return done.kind === 'done' ? done.operations : {};
    },
    [Symbol.asyncDispose]: () => server[Symbol.asyncDispose](),
  };
}
