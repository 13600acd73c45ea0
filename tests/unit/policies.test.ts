import { describe, expect, it } from 'vitest';
import { headersOfData } from '#domain/policies.ts';
import { headerRules } from '../../src/integrations/headers.ts';
import { observatoryScore } from '../site/observatory.ts';

const STYLES = new Set(Array.from({ length: 4 }, (_, index) => `'sha256-${String(index).repeat(44)}'`));
const PAGE = headerRules({ all: STYLES, desk: STYLES })['/*'];
const lower = (headers: Readonly<Record<string, string>>) =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));

describe('the headers of an answer that is no page', () => {
  const data = headersOfData(PAGE);

  it('are worth as much to the MDN Observatory as those of a page', () => {
    expect(observatoryScore(lower(data))).toBe(observatoryScore(lower(PAGE)));
    expect(observatoryScore(lower(data))).toBeGreaterThanOrEqual(130);
  });

  it('are at most 300 bytes, and allow nothing', () => {
    const bytes = Object.entries(data).reduce(
      (sum, [name, value]) => sum + `${name}: ${value}\r\n`.length,
      0,
    );
    expect(bytes).toBeLessThanOrEqual(300);
    expect(data['Content-Security-Policy']).toBe("default-src 'none'; frame-ancestors 'none'");
    expect(data).not.toHaveProperty('Permissions-Policy');
  });

  it('keep what else the site says, whatever the case of its names', () => {
    const headers = { 'content-security-policy': 'a page', 'X-Robots-Tag': 'noindex' };
    expect(headersOfData(headers)).toEqual({
      'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
      'X-Robots-Tag': 'noindex',
    });
  });
});
