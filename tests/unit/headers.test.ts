import { describe, expect, it } from 'vitest';
import { headerRules } from '#integrations/headers.ts';
import { headersFor, type HeaderRule, lowerCased } from '../site/header-rules.ts';

const DESK_STYLE = "'sha256-desk'";
const OTHER_STYLE = "'sha256-other'";

const rules: HeaderRule[] = Object.entries(
  headerRules({ all: new Set([DESK_STYLE, OTHER_STYLE]), desk: new Set([DESK_STYLE]) }),
).map(([pattern, headers]) => ({ pattern, headers: lowerCased(headers) }));

type Policy = Readonly<Record<string, readonly string[]>>;

const policies = rules.flatMap(({ pattern, headers }) => {
  const policy = headers['content-security-policy'];
  return policy === undefined ? [] : [{ pattern, policy: parsePolicy(policy) }];
});
const ofAll = policies.filter(({ pattern }) => pattern === '/*').map(({ policy }) => policy);
const ofDesk = policies.filter(({ pattern }) => pattern === '/organizers/*').map(({ policy }) => policy);

function parsePolicy(policy: string): Policy {
  const directives = policy.split(';').map((directive) => directive.trim().split(/\s+/u));
  return Object.fromEntries(directives.map(([name = '', ...sources]) => [name, sources]));
}

/** True if all of these policies allow the source. A browser applies every policy that it gets. */
function allows(sent: readonly Policy[], directive: string, source: string): boolean {
  return sent.every((policy) => (policy[directive] ?? policy['default-src'] ?? []).includes(source));
}

// Netlify does not document which rules it sends (decision 0006). It can be the last rule that matches, the
// first, or both.
describe.each([
  ['the last rule that matches', ofDesk],
  ['the first rule that matches', ofAll],
  ['both rules, joined', [...ofAll, ...ofDesk]],
])('the desk, sent with %s', (_reading, sent) => {
  it('may do what it has to', () => {
    expect(allows(sent, 'script-src', "'self'")).toBe(true);
    expect(allows(sent, 'connect-src', "'self'")).toBe(true);
    expect(allows(sent, 'style-src', DESK_STYLE)).toBe(true);
    expect(allows(sent, 'trusted-types', 'desk-worker')).toBe(true);
  });

  it('is held to Trusted Types, and to nothing from elsewhere', () => {
    expect(sent.every((policy) => policy['require-trusted-types-for']?.includes("'script'"))).toBe(true);
    expect(sent.every((policy) => policy['default-src']?.join() === "'none'")).toBe(true);
    expect(JSON.stringify(sent)).not.toMatch(/unsafe|\*|https?:|blob:|data:/u);
  });
});

describe('the headers', () => {
  it('give the desk nothing that other pages may not, and not what is inline in them', () => {
    const [all] = ofAll;
    const [desk] = ofDesk;
    for (const [directive, sources] of Object.entries(desk ?? {})) {
      expect(all?.[directive], directive).toEqual(expect.arrayContaining([...sources]));
    }
    expect(desk?.['style-src']).toEqual(["'self'", DESK_STYLE]);
    expect(desk?.['script-src']).toEqual(["'self'"]);
  });

  it('leave every other header of the desk as on all pages', () => {
    const ofDesk = headersFor(rules, '/organizers/');
    const policy = ofDesk['content-security-policy'];
    expect({ ...headersFor(rules, '/'), 'content-security-policy': policy }).toEqual(ofDesk);
  });
});
