import { execFile } from 'node:child_process';
import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompressSync } from 'node:zlib';
import * as v from 'valibot';
import { unpackBrowser } from '../browser/launch-browser.ts';
import { serveSite } from '../site/served-site.ts';
import { type LocalServer, startServer } from '../support/local-server.ts';

/**
 * `node tests/bench/lighthouse.ts [address …]` runs Lighthouse five times on its slow-4G preset. It prints
 * the scores and the time of the largest paint of each run. Without an address it tests the built site (run
 * `npm run build` first). The site is compressed as a host compresses it. This is not part of CI, and
 * Lighthouse is not a dependency. npx fetches 60 MB that nothing else here needs. Runs on a busy machine have
 * no value, because Lighthouse multiplies our processor's time by four.
 */
const LIGHTHOUSE = 'lighthouse@13.5.0';
const RUNS = 5;
const PROJECT = new URL('../..', import.meta.url).pathname;
const FOLDER = join(PROJECT, '.tmp', 'lighthouse');

const Report = v.object({
  categories: v.record(v.string(), v.object({ title: v.string(), score: v.nullable(v.number()) })),
  audits: v.object({
    'largest-contentful-paint': v.object({ numericValue: v.optional(v.number()) }),
    'cumulative-layout-shift': v.object({ numericValue: v.optional(v.number()) }),
    'total-byte-weight': v.object({ numericValue: v.optional(v.number()) }),
  }),
});

await mkdir(FOLDER, { recursive: true });
const executablePath = process.platform === 'linux' ? await unpackBrowser(FOLDER) : undefined;
const addresses = process.argv.slice(2);
if (addresses.length > 0) {
  for (const address of addresses) await measure(address);
} else {
  await using site = await serveSite(PROJECT);
  await using edge = await packing(site.origin);
  for (const path of ['/stop-the-raids/', '/es/stop-the-raids/']) await measure(edge.origin + path);
}

async function measure(address: string): Promise<void> {
  console.log(`\n${address}`);
  for (let run = 1; run <= RUNS; run += 1) {
    const { categories, audits } = await runLighthouse(address);
    const scores = Object.values(categories).map(
      ({ title, score }) => `${title} ${Math.round((score ?? 0) * 100)}`,
    );
    const paint = ((audits['largest-contentful-paint'].numericValue ?? Number.NaN) / 1000).toFixed(2);
    const shift = audits['cumulative-layout-shift'].numericValue ?? Number.NaN;
    const bytes = audits['total-byte-weight'].numericValue ?? Number.NaN;
    console.log(`  ${run}  ${scores.join(', ')}; largest paint ${paint} s, shift ${shift}, ${bytes} bytes`);
  }
}

async function runLighthouse(address: string): Promise<v.InferOutput<typeof Report>> {
  const file = join(FOLDER, 'report.json');
  const flags = ['--quiet', '--output=json', `--output-path=${file}`];
  const chrome = '--chrome-flags=--headless=new --no-sandbox';
  const env = executablePath === undefined ? process.env : { ...process.env, CHROME_PATH: executablePath };
  await promisify(execFile)('npx', ['--yes', LIGHTHOUSE, address, ...flags, chrome], { env });
  return v.parse(Report, JSON.parse(await readFile(file, 'utf8')));
}

/**
 * The site behind a server that compresses what it sends and keeps the result. The edge of every host does
 * the same.
 */
function packing(origin: string): Promise<LocalServer> {
  const packed = new Map<string, Promise<Packed>>();
  return startServer((incoming, outgoing) => {
    const { url = '/' } = incoming;
    const answering = packed.get(url) ?? pack(new URL(url, origin));
    packed.set(url, answering);
    answering.then(
      ({ status, headers, body }) => outgoing.writeHead(status, headers).end(body),
      () => outgoing.destroy(),
    );
  });
}

interface Packed {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | number>>;
  readonly body: Buffer;
}

async function pack(url: URL): Promise<Packed> {
  const response = await fetch(url);
  const body = brotliCompressSync(Buffer.from(await response.arrayBuffer()));
  const headers = {
    ...Object.fromEntries(response.headers),
    'content-encoding': 'br',
    'content-length': body.length,
  };
  return { status: response.status, headers, body };
}
