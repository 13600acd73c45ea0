import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { type IncomingMessage, request } from 'node:http';
import { type AddressInfo, connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterEach, beforeEach, describe, expect, inject, it } from 'vitest';
import { saidOrigin } from '../support/said-origin.ts';

/** This machine by another address: only a server that listens to more than itself answers there. */
const OTHER_ADDRESS = '127.0.0.2';

let root = '';
let server: ChildProcess | null = null;

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'undersigned-listening-'));
  await cp(inject('deployed'), root, { recursive: true });
  await setHost('own');
});

afterEach(async () => {
  if (server !== null && server.exitCode === null) {
    server.kill();
    await once(server, 'exit');
  }
  await rm(root, { recursive: true, force: true });
});

/** Makes a build say for which host it was made. */
async function setHost(host: string): Promise<void> {
  const file = join(root, 'dist/deploy.json');
  await writeFile(file, JSON.stringify({ ...JSON.parse(await readFile(file, 'utf8')), host }));
}

function start(script: string, args: string[] = [], port = 0): ChildProcess {
  server = spawn(process.execPath, [`netlify/local/${script}.ts`, ...args], {
    env: { ...process.env, UNDERSIGNED_ROOT: root, PORT: String(port), NODE_ENV: 'production' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  return server;
}

/** The port of the address that the server prints when it listens. */
async function portOf(child: ChildProcess): Promise<number> {
  return Number(new URL(await saidOrigin(child)).port);
}

/** True if a socket opens. */
function answersAt(host: string, port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host, port });
    socket.once('connect', () => resolve(true)).once('error', () => resolve(false));
    socket.once('connect', () => socket.destroy());
  });
}

/** What a server says that does not start. */
async function refusalOf(script: string, args: string[] = [], port = 0): Promise<string> {
  const child = start(script, args, port);
  const [said] = await Promise.all([child.stderr ? text(child.stderr) : '', once(child, 'exit')]);
  expect(child.exitCode, args.join(' ')).toBe(1);
  return said;
}

/** Requests that have no page and no function, and the status of the answer. */
const NO_ADDRESSES = [
  ['GET', '/%', 400],
  ['GET', '/%E0%A4%A', 400],
  ['GET', '/api/campaigns/%/count', 400],
  ['GET', '//', 400],
  ['GET', '/%00', 404],
  ['TRACE', '/', 501],
  ['TRACE', '/api/campaigns/clean-river/signatures', 501],
  ['GET', '/.netlify/functions/retention', 404],
  ['POST', '/.netlify/functions/retention', 404],
  ['GET', '/.NETLIFY/functions/sign', 404],
  ['GET', '/x/../.netlify/functions/retention', 404],
  ['GET', '/%2Enetlify/functions/retention', 404],
  ['GET', '/.netlify//functions/retention', 404],
  ['GET', '//.netlify/functions/retention', 404],
  ['GET', '/\\.netlify\\functions/retention', 404],
  // A page is only read.
  ['POST', '/clean-river/', 405],
  ['POST', '/', 405],
  ['PUT', '/clean-river/thanks/', 405],
  ['DELETE', '/robots.txt', 405],
  ['OPTIONS', '/organizers/', 405],
  ['POST', '/nowhere/', 404],
] as const;

describe('npm run serve', () => {
  it('is reached from this machine only', async () => {
    const port = await portOf(start('serve'));
    expect([await answersAt('127.0.0.1', port), await answersAt(OTHER_ADDRESS, port)]).toEqual([true, false]);
    expect((await fetch(`http://localhost:${port}/`)).status).toBe(200);
  });

  it('is opened by --host', async () => {
    const port = await portOf(start('serve', ['--host', '0.0.0.0']));
    expect([await answersAt('127.0.0.1', port), await answersAt(OTHER_ADDRESS, port)]).toEqual([true, true]);
  });

  it.each(['404.html', 'deploy.json'])('serves nothing while %s is missing', async (file) => {
    await rm(join(root, 'dist', file));
    expect(await refusalOf('serve')).toContain(`dist/${file} is missing`);
  });

  it('serves no site whose privacy page names another host', async () => {
    await setHost('netlify');
    expect(await refusalOf('serve')).toContain('dist/ was built for Netlify');
  });

  it('answers what is no address of it', async () => {
    const port = await portOf(start('serve'));
    for (const [method, path, status] of NO_ADDRESSES) {
      const asked = request({ port, method, path }).end();
      const [response] = (await once(asked, 'response')) as [IncomingMessage];
      expect(response.statusCode, `${method} ${path}`).toBe(status);
      const policy = response.resume().headers['content-security-policy'];
      expect(policy, `${method} ${path}`).toContain("default-src 'none'");
    }
  });

  it('leads from a former address to its own present one, whatever host the request names', async () => {
    const port = await portOf(start('serve'));
    for (const [path, present] of [
      ['/muddy-river/', '/blue-river/'],
      ['/es/brown-river/thanks/?a=b', '/es/blue-river/thanks/?a=b'],
      ['/muddy-river//evil.example/', '/blue-river//evil.example/'],
    ] as const) {
      const asked = request({ port, path, headers: { host: 'evil.example' } }).end();
      const [response] = (await once(asked, 'response')) as [IncomingMessage];
      response.resume();
      expect([response.statusCode, response.headers.location], path).toEqual([301, present]);
    }
  });

  it('ends, and says why, if another program has the port', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const { port } = other.address() as AddressInfo;
    const said = await refusalOf('serve', [], port);
    expect(said).toBe(`Another program has port ${port}: end it, or set PORT to another number.\n`);
    other.close();
  });

  it('says what it does not understand, without a stack', async () => {
    for (const args of [['--open'], ['--host'], ['--host', '203.0.113.1']]) {
      const said = await refusalOf('serve', args);
      expect(said, args.join(' ')).not.toBe('');
      expect(said, args.join(' ')).not.toMatch(/^\s+at /mu);
    }
  });
});

describe('npm start', () => {
  it('is reached from this machine only, at the port that it was told', async () => {
    const port = await portOf(start('start', ['--port', '0']));
    expect([await answersAt('127.0.0.1', port), await answersAt(OTHER_ADDRESS, port)]).toEqual([true, false]);
  });

  it('says that a port is none', async () => {
    for (const port of ['x', '65536', '-1', '1.5']) {
      expect(await refusalOf('start', [`--port=${port}`]), port).toContain('--port is no port');
    }
  });
});
