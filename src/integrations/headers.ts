import type { AstroIntegration } from 'astro';
import { createHash } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isPreview } from '#domain/deploy-context.ts';
import { OwnError } from '#domain/own-error.ts';
import { POLICY_OF_NOTHING } from '#domain/policies.ts';
import { isSealing } from '#sealing/recipients.ts';
import { readSettings } from '#settings/settings.ts';
import { finishedPages, type PageFacts } from './finished-pages.ts';
import { noteOwnStyles, type OwnStyles } from './own-styles.ts';
import { builtRedirects } from './redirects.ts';

/**
 * Writes two files into `dist`. `_headers` is for Netlify. `deploy.json` gives functions the headers of all pages
 * and the other facts of the build. It gives `npm run serve` all headers and the redirects.
 */
export function headers(dist: string, own: OwnStyles = noteOwnStyles()): AstroIntegration {
  // No page is older. A campaign that closes while they are made has its build asked for again.
  const built = new Date().toISOString();
  return {
    name: 'undersigned-headers',
    hooks: {
      'astro:config:setup': ({ updateConfig }) => {
        updateConfig({ vite: { plugins: [own.plugin] } });
      },
      'astro:build:done': async () => {
        const pages = finishedPages(dist);
        refuseForeignCode(pages, own);
        const desk = pages.filter(({ path }) => path === '/organizers/');
        const rules = headerRules({
          all: styleHashes(pages),
          desk: styleHashes(desk),
          isPreview: isPreview(readSettings().context ?? ''),
        });
        const paths = pages.map(({ path }) => path);
        const every = { ...rules, ...notStored(paths) };
        await writeFile(join(dist, '_headers'), toHeadersFile(every));
        const { host, signatureRecipients } = readSettings();
        const facts = {
          host,
          built,
          sealed: isSealing(signatureRecipients),
          headers: rules['/*'],
          rules: every,
          redirects: await builtRedirects(dist),
        };
        await writeFile(join(dist, 'deploy.json'), `${JSON.stringify(facts, null, 2)}\n`);
      },
    },
  };
}

/** A page with code that this build did not write. A policy that allowed it would protect nobody. */
class ForeignCodeError extends OwnError {
  override readonly name = 'ForeignCodeError';
}

/** Stops the build for what is inline and not ours: no policy is made from what stands in a page. */
function refuseForeignCode(pages: readonly PageFacts[], own: OwnStyles): void {
  const texts = new Set(pages.flatMap(({ written }) => written));
  const strangers = new Set(Array.from(texts).filter((text) => !own.areAll(text)));
  const found = pages.flatMap(({ path, written, foreign }) => {
    const strange = written.filter((text) => strangers.has(text)).map(() => '<style>');
    return [...foreign, ...strange].map((element) => `${path} holds ${element}`);
  });
  if (found.length === 0) return;
  throw new ForeignCodeError(
    `The site is not finished, because pages hold code that this build did not write:\n${found.join('\n')}\nFind it in content/, docs/ or src/ and take it out.`,
  );
}

function styleHashes(pages: readonly PageFacts[]): ReadonlySet<string> {
  const texts = new Set(pages.flatMap(({ styles }) => styles));
  return new Set(
    Array.from(texts, (text) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`),
  );
}

type Headers = Readonly<Record<string, string>>;

/**
 * The headers by path pattern, from the hashes of our inline styles. No inline script is allowed. The policy
 * of all pages is the union of their hashes. The desk's policy
 * is a subset of it. So the desk works and stays restricted if the host sends either policy or both (decision
 * 0006).
 */
export function headerRules({
  all,
  desk,
  isPreview = false,
}: {
  all: ReadonlySet<string>;
  desk: ReadonlySet<string>;
  isPreview?: boolean;
}) {
  return {
    '/*': {
      'Content-Security-Policy': toPolicy(all),
      'Cross-Origin-Opener-Policy': 'same-origin',
      'Cross-Origin-Resource-Policy': 'same-origin',
      'Permissions-Policy': CLOSED.map((feature) => `${feature}=()`).join(', '),
      'Referrer-Policy': 'no-referrer',
      'Strict-Transport-Security': 'max-age=63072000',
      'X-Content-Type-Options': 'nosniff',
      ...(isPreview && { 'X-Robots-Tag': 'noindex' }),
    },
    '/_astro/*': { ...IMMUTABLE, 'Content-Security-Policy': POLICY_OF_CODE },
    '/pictures/*': { ...IMMUTABLE, 'Content-Security-Policy': POLICY_OF_NOTHING },
    '/organizers/*': { 'Content-Security-Policy': toPolicy(desk) },
  } as const satisfies Record<string, Headers>;
}

/**
 * The policy of styles and scripts. Only the desk's worker has use for one: it may load our scripts, and nothing else.
 */
const POLICY_OF_CODE = "default-src 'none'; script-src 'self'; frame-ancestors 'none'";

/** The header of files with a content hash in their name. */
const IMMUTABLE = { 'Cache-Control': 'public, max-age=31536000, immutable' };

/** The pages that a supporter sees only after signing, asking for news or taking back. */
const AFTER_A_DEED = /\/(?:thanks|confirm|news\/sent|withdraw|withdraw\/sent|withdrawn)\/$/u;

/**
 * The header of every page after a deed. A copy on the disk would tell of it. The rules name each path,
 * because Netlify documents no pattern with a `*` in its middle.
 */
function notStored(paths: readonly string[]): Readonly<Record<string, Headers>> {
  const after = paths.filter((path) => AFTER_A_DEED.test(path));
  return Object.fromEntries(after.map((path) => [path, { 'Cache-Control': 'no-store' }]));
}

/** The text of a `_headers` file, https://docs.netlify.com/routing/headers/. */
function toHeadersFile(rules: Readonly<Record<string, Headers>>): string {
  return Object.entries(rules)
    .map(([pattern, headers]) => `${pattern}\n${toLines(headers).join('')}`)
    .join('');
}

function toLines(headers: Headers): string[] {
  return Object.entries(headers).map(([name, value]) => `  ${name}: ${value}\n`);
}

function toPolicy(styles: ReadonlySet<string>): string {
  return [
    "default-src 'none'",
    "base-uri 'none'",
    "connect-src 'self'",
    "form-action 'self'",
    "frame-ancestors 'none'",
    "img-src 'self'",
    "script-src 'self'",
    `style-src ${["'self'", ...styles].join(' ')}`,
    "require-trusted-types-for 'script'",
    // Only the desk's script makes this policy, for its worker; script-src limits the worker's address.
    'trusted-types desk-worker',
  ].join('; ');
}

/**
 * Browser features that tell something of a visitor, and that no page uses. Those of movement and of the screen need
 * no line: a page runs our own script alone. Sharing and copying stay allowed, because pages offer both.
 */
const CLOSED = ['camera', 'geolocation', 'microphone', 'payment', 'usb'];
