import type { AstroIntegration } from 'astro';
import { createHash } from 'node:crypto';
import { glob, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse } from 'parse5';
import { attribute, type Element, elementsOf, textOf } from '#html/elements.ts';

/**
 * Writes `dist/_headers`, the one place where headers are set: pages get them from Netlify (and from `npm run serve`),
 * functions read the same file. The policy is the union of what is inline in all pages, by hash.
 */
export function headers(): AstroIntegration {
  return {
    name: 'undersigned-headers',
    hooks: {
      'astro:build:done': async ({ dir }) => {
        const dist = fileURLToPath(dir);
        const inline = await inlineHashes(dist);
        await writeFile(join(dist, '_headers'), toHeadersFile(inline));
      },
    },
  };
}

interface InlineHashes {
  readonly script: ReadonlySet<string>;
  readonly style: ReadonlySet<string>;
}

function toHeadersFile({ script, style }: InlineHashes): string {
  const policy = [
    "default-src 'none'",
    "base-uri 'none'",
    "connect-src 'self'",
    "form-action 'self'",
    "frame-ancestors 'none'",
    "img-src 'self'",
    `script-src ${["'self'", ...script].join(' ')}`,
    `style-src ${["'self'", ...style].join(' ')}`,
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
  ].join('; ');
  return `/*
  Content-Security-Policy: ${policy}
  Cross-Origin-Opener-Policy: same-origin
  Cross-Origin-Resource-Policy: same-origin
  Permissions-Policy: ${CLOSED.map((feature) => `${feature}=()`).join(', ')}
  Referrer-Policy: no-referrer
  Strict-Transport-Security: max-age=63072000
  X-Content-Type-Options: nosniff
  X-Frame-Options: DENY
/_astro/*
  Cache-Control: public, max-age=31536000, immutable
`;
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

async function inlineHashes(dist: string): Promise<InlineHashes> {
  const script = new Set<string>();
  const style = new Set<string>();
  for await (const file of glob('**/*.html', { cwd: dist })) {
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
