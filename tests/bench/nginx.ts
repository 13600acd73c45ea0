import { execFileSync } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { freePort, type Listening, startProgram } from './serve-process.ts';

/** What nginx answers to a page's address: bytes that are compressed already, and our own headers. */
export interface StaticPage {
  readonly path: string;
  readonly bytes: Buffer;
  readonly headers: Readonly<Record<string, string>>;
}

/** The headers that nginx makes itself. */
const ITS_OWN = new Set(['content-type', 'content-length', 'connection', 'keep-alive', 'date', 'etag']);

/** Starts nginx with one page in a folder. `null` if this machine has none. */
export async function startNginx(
  folder: string,
  { path, bytes, headers }: StaticPage,
): Promise<(Listening & { readonly port: number }) | null> {
  try {
    execFileSync('nginx', ['-v'], { stdio: 'ignore' });
  } catch {
    return null;
  }
  await mkdir(join(folder, 'pages', path), { recursive: true });
  await writeFile(join(folder, 'pages', path, 'index.html'), bytes);
  const port = await freePort();
  const file = join(folder, 'nginx.conf');
  await writeFile(file, configuration(folder, port, headers));
  const listening = await startProgram('nginx', ['-p', folder, '-c', file, '-e', 'stderr'], { port, folder });
  return { ...listening, port };
}

/** The defaults of nginx, its log of each request included. Only what it would compress itself is compressed already. */
function configuration(folder: string, port: number, headers: Readonly<Record<string, string>>): string {
  const added = Object.entries(headers)
    .filter(([name]) => !ITS_OWN.has(name.toLowerCase()))
    .map(([name, value]) => `add_header ${name} ${JSON.stringify(value)};`);
  const places = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'];
  return `daemon off;
${process.getuid?.() === 0 ? 'user root;' : ''}
worker_processes auto;
pid ${folder}/nginx.pid;
events { worker_connections 4096; }
http {
  ${places.map((place) => `${place}_temp_path ${folder}/${place};`).join(' ')}
  types { text/html html; }
  charset utf-8;
  sendfile on;
  tcp_nopush on;
  keepalive_requests 1000000;
  access_log ${folder}/access.log;
  server {
    listen 127.0.0.1:${port};
    root ${folder}/pages;
    ${added.join('\n    ')}
  }
}
`;
}
