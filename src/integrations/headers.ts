import type { AstroIntegration } from 'astro';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isSealing } from '#sealing/recipients.ts';
import { readSettings } from '#settings/settings.ts';
import { finishedPages, type InlineHashes } from './finished-pages.ts';

/**
 * Writes the headers into `dist`: `_headers` for Netlify and `npm run serve`, and in `deploy.json` those of all pages
 * for functions, with what else the build tells them.
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
        await writeFile(join(dist, '_headers'), toHeadersFile(rules));
        const sealed = isSealing(readSettings().signatureRecipients);
        const facts = { sealed, headers: rules['/*'] };
        await writeFile(join(dist, 'deploy.json'), `${JSON.stringify(facts, null, 2)}\n`);
      },
    },
  };
}

type Headers = Readonly<Record<string, string>>;

/**
 * The headers by the addresses they are sent with. The policy of all pages is the union of what is inline in them. The
 * desk's own allows less, and nothing that the other does not. So the desk works, and is held, whether the host sends
 * one of the two or both (decision 0006).
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

/** Files whose name carries their content. */
const IMMUTABLE = { 'Cache-Control': 'public, max-age=31536000, immutable' };

/** A `_headers` file, https://docs.netlify.com/routing/headers/. */
export function toHeadersFile(rules: Readonly<Record<string, Headers>>): string {
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
    // Made by the desk's script only, for the one worker it starts; script-src says where that may come from.
    'trusted-types undersigned-worker',
  ].join('; ');
}

/** What no page of ours asks a browser for. Sharing and copying are left open, the pages offer both. */
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
