import { join } from 'node:path';
import { afterAll, describe, expect, inject, it } from 'vitest';
import { headersOfData } from '#domain/policies.ts';
import { answerTo, PAGE_ANSWERS } from './answers.ts';
import { headersFor, readHeaderRules } from './header-rules.ts';
import { observatoryScore } from './observatory.ts';
import { serveSite, TOKEN } from './served-site.ts';
import { complaintsAbout } from './validator.ts';

const { gallery } = inject('sites');
const site = await serveSite(gallery);
const rules = await readHeaderRules(join(gallery, 'dist'));
const pageHeaders = headersFor(rules, '/');
const dataHeaders = headersOfData(pageHeaders);

afterAll(() => site[Symbol.asyncDispose]());

describe.each(PAGE_ANSWERS)('the page for $status, $what', (answerCase) => {
  it('is whole and valid, and sent with every header of a page', async () => {
    const response = await answerTo(answerCase, site);
    expect(response.status).toBe(answerCase.status);
    expect(response.headers.get('content-type')?.toLowerCase()).toBe('text/html; charset=utf-8');
    const headers = Object.fromEntries(response.headers);
    expect(headers).toMatchObject(pageHeaders);
    expect(observatoryScore(headers)).toBeGreaterThanOrEqual(130);
    expect(headers).not.toHaveProperty('set-cookie');
    if (answerCase.path.startsWith('/api/')) expect(response.headers.get('cache-control')).toBe('no-store');
    expect(await complaintsAbout(await response.text())).toEqual([]);
  });
});

/** The answers that functions give to scripts and organizers. */
const OTHERS = [
  {
    what: 'a signature',
    method: 'POST',
    path: 'everything/signatures',
    body: { name: 'Ana', email: 'ana@example.org' },
  },
  { what: 'a mistaken one', method: 'POST', path: 'everything/signatures', body: {} },
  { what: 'the number', method: 'GET', path: 'everything/count' },
  { what: 'the number of nothing', method: 'GET', path: 'nowhere/count' },
  { what: 'the number over time', method: 'GET', path: 'everything/series' },
  { what: 'the automatic corrections', method: 'GET', path: 'everything/corrections' },
  { what: 'all campaigns', method: 'GET', path: '' },
  { what: 'a method that is not there', method: 'PUT', path: 'everything/signatures' },
  { what: 'a download', method: 'GET', path: 'everything/signatures', token: TOKEN },
  { what: 'a download without a token', method: 'GET', path: 'everything/signatures' },
  {
    what: 'an erasure',
    method: 'POST',
    path: 'everything/erasures',
    token: TOKEN,
    body: { email: 'ana@example.org' },
  },
];

describe.each(OTHERS)('the answer to $what', ({ method, path, body, token }) => {
  it('lets a browser do nothing with it, and stays nowhere unless it is a number or its series', async () => {
    const response = await fetch(new URL(`/api/campaigns/${path}`.replace(/\/$/u, ''), site.origin), {
      method,
      headers: {
        'content-type': 'application/json',
        ...(token ? { authorization: `Bearer ${token}` } : {}),
      },
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
    const headers = Object.fromEntries(response.headers);
    expect(headers).toMatchObject(dataHeaders);
    expect(headers).not.toHaveProperty('permissions-policy');
    expect(headers).not.toHaveProperty('set-cookie');
    // Numbers and the list of campaigns are public, their errors too. Nothing else is for other sites.
    const isForAll = path === '' || /\/(?:count|series|corrections)$/u.test(path);
    expect(headers['access-control-allow-origin']).toBe(isForAll ? '*' : undefined);
    expect(headers).not.toHaveProperty('access-control-allow-credentials');
    expect(observatoryScore(headers)).toBeGreaterThanOrEqual(130);
    const isKept = /\/(?:count|series)$/u.test(path) && response.ok;
    expect(headers['cache-control']).toBe(isKept ? 'public, max-age=0, must-revalidate' : 'no-store');
  });
});

describe('the badge', () => {
  it('is for other sites, and closed to everything else more tightly than a page', async () => {
    const response = await fetch(new URL('/api/campaigns/everything/badge.svg', site.origin));
    const headers = Object.fromEntries(response.headers);
    expect(headers).toMatchObject({
      ...dataHeaders,
      'content-security-policy':
        "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; sandbox",
      'cross-origin-resource-policy': 'cross-origin',
    });
    expect(headers).not.toHaveProperty('set-cookie');
    expect(headers['access-control-allow-origin']).toBe('*');
    expect(observatoryScore(headers)).toBeGreaterThanOrEqual(120);
  });
});
