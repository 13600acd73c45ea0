import { lookup } from 'mrmime';
import { glob, readFile, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { DeployFacts } from '#deploy/deploy-facts.ts';
import { decoded } from '#domain/link.ts';
import { SettingsError } from '#settings/settings.ts';
import { headersOf } from './header-rules.ts';
import { type Representation, representationOf } from './representation.ts';

/** What stands at an address: a file, or only the way to its present address. */
type Found =
  | { readonly kind: 'file'; readonly path: string; readonly file: Representation }
  | { readonly kind: 'folder'; readonly path: string };

/** The static files of a built site, all of them ready to be sent. */
export interface StaticFiles {
  /** What stands at an address as it was sent, or `null`. */
  readonly at: (pathname: string) => Found | null;
  /** The page for an address at which nothing stands. */
  readonly notFound: Representation;
}

/** Files that tell the host something. Everything else in the folder is public. */
const NOT_PUBLIC = /^(?:_headers|_redirects|deploy\.json)$|(?:^|\/)\./u;

/** Browsers ask each time whether a page has changed. Netlify says the same. */
const DEFAULT = { 'Cache-Control': 'public, max-age=0, must-revalidate' };

/**
 * Reads the built files in `dist` into memory. So a build that runs meanwhile changes nothing. The server goes on
 * with the site that it knows, until it starts again.
 */
export async function readStaticFiles(dist: string, facts: DeployFacts): Promise<StaticFiles> {
  const found = new Map<string, Found>();
  for await (const name of glob('**', { cwd: dist })) {
    const file = name.replaceAll('\\', '/');
    if (NOT_PUBLIC.test(file) || !(await stat(join(dist, name))).isFile()) continue;
    const isIndex = basename(file) === 'index.html';
    const path = `/${isIndex ? file.slice(0, -'index.html'.length) : file}`;
    const headers = { ...DEFAULT, ...headersOf(facts.rules, path), 'Content-Type': typeOf(file) };
    const body = await readFile(join(dist, name));
    found.set(path, { kind: 'file', path, file: representationOf(body, headers) });
    if (isIndex && path !== '/') found.set(path.slice(0, -1), { kind: 'folder', path });
    if (isIndex) found.set(`${path}index.html`, { kind: 'folder', path });
  }
  const page = found.get('/404.html');
  if (page?.kind !== 'file') throw new SettingsError('dist/404.html is missing: run npm run build first.');
  const headers = { ...DEFAULT, ...facts.headers, 'Content-Type': typeOf('404.html') };
  return {
    at: (pathname) => found.get(pathname) ?? (pathname.includes('%') ? decodedIn(found, pathname) : null),
    notFound: representationOf(page.file.body, headers, 404),
  };
}

/** A name that was sent in another spelling, such as `/%61bout/`. A slash that is encoded separates nothing. */
function decodedIn(found: ReadonlyMap<string, Found>, pathname: string): Found | null {
  if (/%2f/iu.test(pathname)) return null;
  return found.get(decoded(pathname) ?? '') ?? null;
}

function typeOf(file: string): string {
  const type = lookup(file) ?? 'application/octet-stream';
  const isText = /^text\/|^application\/(?:javascript|json|xml)$|\+xml$/u.test(type);
  return isText ? `${type}; charset=utf-8` : type;
}
