import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';

/** A place in a text, both counted from 0. */
interface Place {
  readonly line: number;
  readonly character: number;
}

/** The language server of VS Code’s Astro extension, as the extension starts it. */
export interface LanguageServer extends AsyncDisposable {
  /** Opens a text, as it stands in the editor. */
  readonly open: (file: string, text: string) => void;
  /** Asks about a place of an open text, such as `textDocument/hover`. */
  readonly ask: (method: string, file: string, place?: Place) => Promise<unknown>;
}

interface Message {
  readonly id?: number | string;
  readonly method?: string;
  readonly params?: { readonly items?: readonly unknown[] };
  readonly result?: unknown;
  readonly error?: { readonly message: string };
}

/** Starts the server that `astro check` brings along, for a folder, with what `.vscode/settings.json` turns on. */
export async function startLanguageServer(root: string, project: string): Promise<LanguageServer> {
  const check = createRequire(createRequire(`${project}/package.json`).resolve('@astrojs/check'));
  const server = spawn(process.execPath, [
    check.resolve('@astrojs/language-server/bin/nodeServer.js'),
    '--stdio',
  ]);
  const connection = connect(server);
  const address = (file: string) => pathToFileURL(`${root}/${file}`).href;
  await connection.request('initialize', {
    processId: process.pid,
    rootUri: pathToFileURL(root).href,
    workspaceFolders: [{ uri: pathToFileURL(root).href, name: 'content' }],
    initializationOptions: {
      typescript: { tsdk: `${project}/node_modules/typescript/lib` },
      contentIntellisense: true,
    },
    capabilities: {
      textDocument: {
        completion: { completionItem: { snippetSupport: true, documentationFormat: ['markdown'] } },
        hover: { contentFormat: ['markdown'] },
        diagnostic: {},
      },
    },
  });
  connection.notify('initialized', {});
  return {
    open: (file, text) =>
      connection.notify('textDocument/didOpen', {
        textDocument: { uri: address(file), languageId: 'markdown', version: 1, text },
      }),
    ask: (method, file, position) =>
      connection.request(method, { textDocument: { uri: address(file) }, ...(position && { position }) }),
    [Symbol.asyncDispose]: async () => {
      await connection.request('shutdown', null);
      connection.notify('exit', null);
      server.kill();
    },
  };
}

/** JSON-RPC over the streams of a process, as the Language Server Protocol frames it. */
function connect(server: ChildProcessWithoutNullStreams) {
  const waiting = new Map<number | string, (answer: Message) => void>();
  let received = Buffer.alloc(0);
  const send = (message: object) => {
    const body = JSON.stringify({ jsonrpc: '2.0', ...message });
    server.stdin.write(`Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`);
  };
  const receive = (message: Message) => {
    const { id, method, params } = message;
    if (id === undefined) return;
    if (method === undefined) waiting.get(id)?.(message);
    // The server asks for settings and announces what it can: nothing of it matters here.
    else
      send({
        id,
        result: method === 'workspace/configuration' ? (params?.items ?? []).map(() => null) : null,
      });
  };
  server.stdout.on('data', (chunk: Buffer) => {
    received = Buffer.concat([received, chunk]);
    for (;;) {
      const head = /^Content-Length: (\d+)\r\n(?:.+\r\n)*\r\n/u.exec(received.toString('latin1'));
      if (!head) return;
      const start = head[0].length;
      const end = start + Number(head[1]);
      if (received.length < end) return;
      receive(JSON.parse(received.toString('utf8', start, end)) as Message);
      received = received.subarray(end);
    }
  });
  let last = 0;
  return {
    notify: (method: string, params: object | null) => send({ method, params }),
    request: (method: string, params: object | null) =>
      new Promise<unknown>((resolve, reject) => {
        const id = ++last;
        waiting.set(id, ({ result, error }) => (error ? reject(new Error(error.message)) : resolve(result)));
        server.once('exit', () =>
          reject(new Error(`The language server ended before it answered ${method}.`)),
        );
        send({ id, method, params });
      }),
  };
}
