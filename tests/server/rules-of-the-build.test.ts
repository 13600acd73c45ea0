import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, inject, it } from 'vitest';
import { readDeployFacts } from '#deploy/deploy-facts.ts';
import { headersOf } from '#server/header-rules.ts';
import { redirectFor } from '#server/redirects.ts';
import { headersFor, lowerCased, readHeaderRules } from '../site/header-rules.ts';

const root = inject('deployed');
const facts = await readDeployFacts(root);

describe('what the build tells the server of one machine', () => {
  it('has the headers that Netlify reads', async () => {
    const rules = await readHeaderRules(join(root, 'dist'));
    const own = Object.entries(facts.rules).map(([pattern, headers]) => ({
      pattern,
      headers: lowerCased(headers),
    }));
    expect(own).toEqual(rules);
    expect(own.length).toBeGreaterThan(4);
    for (const path of [
      '/',
      '/x',
      '/organizers/',
      '/_astro/a.js',
      '/clean-river/thanks/',
      '/es/by-mail/confirm/',
    ]) {
      expect(lowerCased(headersOf(facts.rules, path)), path).toEqual(headersFor(rules, path));
    }
  });

  it('has the redirects that Netlify reads', async () => {
    const text = await readFile(join(root, 'dist/_redirects'), 'utf8');
    const lines = facts.redirects.map(({ from, to, status }) => `${from}* ${to}:splat ${status}\n`);
    expect(lines.join('')).toBe(text);
    expect(lines.length).toBeGreaterThan(1);
  });
});

describe('a redirect', () => {
  it('is the first that fits, and leaves alone what only begins like it', () => {
    const redirects = [
      { from: '/a/', to: '/b/', status: 301 },
      { from: '/a/c/', to: '/d/', status: 302 },
    ];
    expect(redirectFor(redirects, '/a/c/x', '?q')).toEqual({ status: 301, location: '/b/c/x?q' });
    expect(redirectFor(redirects, '/a', '')).toEqual({ status: 301, location: '/b/' });
    expect(redirectFor(redirects, '/a-b/', '')).toBeNull();
    expect(redirectFor(redirects, '/x/a/', '')).toBeNull();
  });
});
