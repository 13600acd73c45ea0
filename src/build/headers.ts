import type { AstroIntegration } from 'astro';
import { createHash } from 'node:crypto';
import { glob, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse } from 'parse5';
import { attribute, type Element, elementsOf, textOf } from '#html/elements.ts';

/**
 * Writes `dist/_headers`, the one place where headers are set: pages get them from Netlify (and from `npm run serve`),
 * functions read the same file.
 */
export function headers(): AstroIntegration {
  return {
    name: 'undersigned-headers',
    hooks: {
      'astro:build:done': async ({ dir }) => {
        const dist = fileURLToPath(dir);
        const [all, desk] = await Promise.all([inlineHashes(dist, '**/*.html'), inlineHashes(dist, DESK)]);
        await writeFile(join(dist, '_headers'), toHeadersFile({ all, desk }));
      },
    },
  };
}

const DESK = 'organizers/index.html';

/** Hashes of what is inline, as they stand in a policy. */
export interface InlineHashes {
  readonly script: ReadonlySet<string>;
  readonly style: ReadonlySet<string>;
}

/**
 * The policy of all pages is the union of what is inline in them. The desk's own allows less, and nothing that the
 * other does not: so the desk works, and is held, whether the host sends one of the two or both (decision 0006).
 */
export function toHeadersFile({ all, desk }: { all: InlineHashes; desk: InlineHashes }): string {
  return `/*
  Content-Security-Policy: ${toPolicy(all)}
  Cross-Origin-Opener-Policy: same-origin
  Cross-Origin-Resource-Policy: same-origin
  Permissions-Policy: ${CLOSED.map((feature) => `${feature}=()`).join(', ')}
  Referrer-Policy: no-referrer
  Strict-Transport-Security: max-age=63072000
  X-Content-Type-Options: nosniff
  X-Frame-Options: DENY
/_astro/*
  Cache-Control: public, max-age=31536000, immutable
/organizers/*
  Content-Security-Policy: ${toPolicy(desk)}
`;
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

async function inlineHashes(dist: string, files: string): Promise<InlineHashes> {
  const script = new Set<string>();
  const style = new Set<string>();
  for await (const file of glob(files, { cwd: dist })) {
    for (const element of elementsOf(parse(await readFile(join(dist, file), 'utf8')))) {
      if (element.tagName === 'style') style.add(hashOf(element));
      if (element.tagName === 'script' && runs(element)) script.add(hashOf(element));
    }
  }
  return { script, style };
}

/** Data blocks such as JSON-LD do not run, and files are covered by 'self'. */
function runs(element: Element): boolean {
  const type = attribute(element, 'type') ?? '';
  return attribute(element, 'src') === undefined && ['', 'module', 'text/javascript'].includes(type);
}

function hashOf(element: Element): string {
  return `'sha256-${createHash('sha256').update(textOf(element)).digest('base64')}'`;
}
