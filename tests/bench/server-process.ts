import { fork } from 'node:child_process';
import { on, once } from 'node:events';

/** A server in its own process, so that its CPU time is not in our figures. */
export interface ServerProcess<Order, News> extends AsyncDisposable {
  /** The first thing that the server said. */
  readonly ready: News;
  /** Resolves to what the server says when the order is carried out. */
  tell(order: Order): Promise<News>;
}

/**
 * Starts a server of this folder. It does not inherit our heap limit, because it may hold a million blobs.
 */
export async function startServerProcess<Order extends object, News>(
  file: string,
): Promise<ServerProcess<Order, News>> {
  const child = fork(new URL(file, import.meta.url).pathname, { execArgv: [] });
  const news = on(child, 'message');
  const hear = async (): Promise<News> => {
    const { value } = (await news.next()) as { value: [News] };
    return value[0];
  };
  return {
    ready: await hear(),
    tell: (order) => {
      child.send(order);
      return hear();
    },
    [Symbol.asyncDispose]: async () => {
      const exit = once(child, 'exit');
      child.kill();
      await exit;
    },
  };
}
