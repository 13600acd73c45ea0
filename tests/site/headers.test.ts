import { createHash } from 'node:crypto';
import { describe, expect, inject, it } from 'vitest';
import { attribute, type Element, textOf } from '#html/elements.ts';
import { readBuiltSite } from './built-site.ts';
import { headersFor, readHeaderRules } from './header-rules.ts';
import { observatoryScore } from './observatory.ts';

describe.each(Object.entries(inject('sites')))('the headers of the site "%s"', async (_name, root) => {
  const { dist, pages } = await readBuiltSite(root);
  const rules = await readHeaderRules(dist);

  it.each(pages)('close the page to everything it does not need: $path', ({ path }) => {
    const headers = headersFor(rules, path);
    expect(headers).toMatchObject({
      'cross-origin-opener-policy': 'same-origin',
      'referrer-policy': 'no-referrer',
      'x-content-type-options': 'nosniff',
    });
    expect(headers['permissions-policy']).toMatch(/^(?:[a-z-]+=\(\)(?:, |$))+$/u);
    const [, maxAge] = /^max-age=(\d+)/u.exec(headers['strict-transport-security'] ?? '') ?? [];
    expect(Number(maxAge)).toBeGreaterThanOrEqual(31_536_000);
    const policy = policyOf(headers);
    expect(policy['default-src']).toEqual(["'none'"]);
    expect(policy['base-uri']).toEqual(["'none'"]);
    expect(policy['frame-ancestors']).toEqual(["'none'"]);
    expect(policy['form-action']).toEqual(["'self'"]);
    expect(policy['require-trusted-types-for']).toEqual(["'script'"]);
    expect(Object.values(policy).flat()).not.toContainEqual(
      expect.stringMatching(/unsafe|\*|https?:|^data:$/u),
    );
  });

  it.each(pages)('are worth 130 points to the MDN Observatory: $path', ({ path }) => {
    expect(observatoryScore(headersFor(rules, path))).toBeGreaterThanOrEqual(130);
  });

  it.each(pages)('allow what is inline in the page, by hash: $path', ({ path, elements }) => {
    const policy = policyOf(headersFor(rules, path));
    for (const element of elements.filter(isInline)) {
      expect(policy[`${element.tagName}-src`], element.tagName).toContain(hashOf(element));
    }
  });

  it('allow nothing that stands in no page', () => {
    const inline = new Set(pages.flatMap(({ elements }) => elements.filter(isInline).map(hashOf)));
    const allowed = rules.flatMap(({ headers }) => Object.values(policyOf(headers)).flat());
    expect(allowed.filter((source) => source.startsWith("'sha") && !inline.has(source))).toEqual([]);
  });

  it.each(pages)(
    'let a browser keep a copy, unless the page says that somebody signed: $path',
    ({ path }) => {
      const isDeed = /\/(?:thanks|confirm|news\/sent|withdraw|withdraw\/sent|withdrawn)\/$/u.test(path);
      expect(headersFor(rules, path)['cache-control']).toBe(isDeed ? 'no-store' : undefined);
    },
  );

  it.each(['/_astro/a.js', '/pictures/a.png'])('let a file do nothing of a page: %s', (path) => {
    const headers = headersFor(rules, path);
    expect(observatoryScore(headers)).toBeGreaterThanOrEqual(130);
    const policy = policyOf(headers);
    expect(policy['default-src']).toEqual(["'none'"]);
    expect(Object.keys(policy)).toEqual(
      path.endsWith('.js')
        ? ['default-src', 'script-src', 'frame-ancestors']
        : ['default-src', 'frame-ancestors'],
    );
  });

  it('let files that carry their content in their name be kept for ever, and pages never', () => {
    expect(headersFor(rules, '/_astro/a.js')['cache-control']).toBe('public, max-age=31536000, immutable');
    expect(headersFor(rules, '/')['cache-control'] ?? '').not.toMatch(/immutable/u);
  });
});

function policyOf(headers: Readonly<Record<string, string>>): Record<string, string[]> {
  const directives = (headers['content-security-policy'] ?? '')
    .split(';')
    .filter((part) => part.trim() !== '');
  return Object.fromEntries(
    directives.map((directive) => {
      const [name = '', ...sources] = directive.trim().split(/\s+/u);
      return [name, sources];
    }),
  );
}

/** True for a script that runs inline. A data block such as JSON-LD does not run. */
function isInline(element: Element): boolean {
  if (element.tagName === 'style') return true;
  const type = attribute(element, 'type') ?? '';
  return (
    element.tagName === 'script' &&
    attribute(element, 'src') === undefined &&
    ['', 'module', 'text/javascript'].includes(type)
  );
}

function hashOf(element: Element): string {
  return `'sha256-${createHash('sha256').update(textOf(element)).digest('base64')}'`;
}
