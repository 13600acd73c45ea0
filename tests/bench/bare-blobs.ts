import { once } from 'node:events';
import { Agent, type IncomingMessage, request } from 'node:http';

/** What the variable NETLIFY_BLOBS_CONTEXT holds. */
interface Context {
  readonly edgeURL: string;
  readonly siteID: string;
  readonly token: string;
}

/** Writes and reads at the blob service by `node:http` alone: the least that this runtime does for each. */
export function bareBlobs(encodedContext: string, store: string) {
  const { edgeURL, siteID, token } = JSON.parse(Buffer.from(encodedContext, 'base64').toString()) as Context;
  const agent = new Agent({ keepAlive: true });
  const ask = async (method: string, key: string, text?: string): Promise<IncomingMessage> => {
    const headers = {
      authorization: `Bearer ${token}`,
      ...(text !== undefined && { 'if-none-match': '*', 'content-length': Buffer.byteLength(text) }),
    };
    const url = new URL(`/${siteID}/site:${store}/${key}`, edgeURL);
    const [answer] = (await once(request(url, { method, agent, headers }).end(text), 'response')) as [
      IncomingMessage,
    ];
    if (answer.statusCode !== 200) throw new RangeError(`The blob service answered ${answer.statusCode}.`);
    return answer;
  };
  return {
    /** Writes a new blob. */
    create: async (key: string, text: string): Promise<void> => {
      await once((await ask('PUT', key, text)).resume(), 'end');
    },
    /** Reads a blob whole. */
    read: async (key: string): Promise<string> => {
      const pieces = (await (await ask('GET', key)).toArray()) as Buffer[];
      return Buffer.concat(pieces).toString();
    },
  };
}
