import type { AstroIntegration } from 'astro';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isSealing } from '#sealing/recipients.ts';
import { readSettings } from '#settings/settings.ts';
import { finishedPages, type InlineHashes } from './finished-pages.ts';

/**
 * Writes two files into `dist`. `_headers` is for Netlify and `npm run serve`. `deploy.json` gives functions
 * the headers of all pages and the other facts of the build.
 */
export function headers(dist: string): AstroIntegration {
  return {
    name: 'undersigned-headers',
    hooks: {
      'astro:build:done': async () => {
        const pages = await finishedPages(dist);
        const desk = pages.filter(({ path }) => path === '/organizers/');
        const rules = headerRules({
          all: together(pages.map(({ inline }) => inline)),
          desk: together(desk.map(({ inline }) => inline)),
        });
        const paths = pages.map(({ path }) => path);
        await writeFile(join(dist, '_headers'), toHeadersFile({ ...rules, ...notStored(paths) }));
        const sealed = isSealing(readSettings().signatureRecipients);
        const facts = { sealed, headers: rules['/*'] };
        await writeFile(join(dist, 'deploy.json'), `${JSON.stringify(facts, null, 2)}\n`);
      },
    },
  };
}

type Headers = Readonly<Record<string, string>>;

/**
 * The headers by path pattern. The policy of all pages is the union of their inline hashes. The desk's policy
 * is a subset of it. So the desk works and stays restricted if the host sends either policy or both (decision
 * 0006).
 */
export function headerRules({ all, desk }: { all: InlineHashes; desk: InlineHashes }) {
  return {
    '/*': {
      'Content-Security-Policy': toPolicy(all),
      'Cross-Origin-Opener-Policy': 'same-origin',
      'Cross-Origin-Resource-Policy': 'same-origin',
      'Permissions-Policy': CLOSED.map((feature) => `${feature}=()`).join(', '),
      'Referrer-Policy': 'no-referrer',
      'Strict-Transport-Security': 'max-age=63072000',
      'X-Content-Type-Options': 'nosniff',
      'X-Frame-Options': 'DENY',
    },
    '/_astro/*': IMMUTABLE,
    '/pictures/*': IMMUTABLE,
    '/organizers/*': { 'Content-Security-Policy': toPolicy(desk) },
  } as const satisfies Record<string, Headers>;
}

/** The header of files with a content hash in their name. */
const IMMUTABLE = { 'Cache-Control': 'public, max-age=31536000, immutable' };

/**
 * The header of every thanks page. A copy on the disk would say that somebody signed. The rules name each
 * path, because Netlify documents no pattern with a `*` in its middle.
 */
function notStored(paths: readonly string[]): Readonly<Record<string, Headers>> {
  const thanks = paths.filter((path) => path.endsWith('/thanks/'));
  return Object.fromEntries(thanks.map((path) => [path, { 'Cache-Control': 'no-store' }]));
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

function together(hashes: readonly InlineHashes[]): InlineHashes {
  return {
    script: new Set(hashes.flatMap(({ script }) => [...script])),
    style: new Set(hashes.flatMap(({ style }) => [...style])),
  };
}

function toPolicy({ script, style }: InlineHashes): string {
  return [
    "default-src 'none'",
    "base-uri 'none'",
    "connect-src 'self'",
    "form-action 'self'",
    "frame-ancestors 'none'",
    "img-src 'self'",
    `script-src ${["'self'", ...script].join(' ')}`,
    `style-src ${["'self'", ...style].join(' ')}`,
    "require-trusted-types-for 'script'",
    // Only the desk's script makes this policy, for its worker; script-src limits the worker's address.
    'trusted-types undersigned-worker',
  ].join('; ');
}

/** Browser features that no page uses. Sharing and copying stay allowed, because pages offer both. */
const CLOSED = [
  'accelerometer',
  'browsing-topics',
  'camera',
  'display-capture',
  'geolocation',
  'gyroscope',
  'magnetometer',
  'microphone',
  'midi',
  'payment',
  'usb',
];
