import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';

/** A site that answers as it likes: what no honest one does can be tried on it. */
export async function startFakeSite(answer: RequestListener): Promise<{ origin: string } & AsyncDisposable> {
  const server = createServer(answer);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (typeof address !== 'object' || address === null) throw new TypeError('The server has no port.');
  return {
    origin: `http://127.0.0.1:${address.port}`,
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
