import { describe, expect, it } from 'vitest';
import { wantsJson, wantsPage } from '#http/accept.ts';

const BROWSER = 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8';

/** A header, and what it asks for: the form's answer, and an organizer's. */
const CASES = [
  [null, 'page', 'JSON'],
  ['', 'page', 'JSON'],
  ['*/*', 'page', 'JSON'],
  ['image/png', 'page', 'JSON'],
  ['text/plain', 'page', 'JSON'],
  [BROWSER, 'page', 'page'],
  ['text/html', 'page', 'page'],
  ['TEXT/HTML', 'page', 'page'],
  ['text/*', 'page', 'page'],
  ['text/html;q=0', 'page', 'JSON'],
  ['text/html;q=0, */*', 'JSON', 'JSON'],
  ['text/htmlx', 'page', 'JSON'],
  ['x-text/html', 'page', 'JSON'],
  ['application/json', 'JSON', 'JSON'],
  ['Application/JSON', 'JSON', 'JSON'],
  ['application/*', 'JSON', 'JSON'],
  ['application/json, text/plain, */*', 'JSON', 'JSON'],
  ['application/json, text/html;q=0.9', 'JSON', 'JSON'],
  ['text/html;q=0.1, application/json', 'JSON', 'JSON'],
  ['text/html, application/json;q=0.1', 'page', 'page'],
  [`${BROWSER}, application/json;q=0`, 'page', 'page'],
  ['application/json;q=0', 'page', 'JSON'],
  ['application/json;q=0, text/html', 'page', 'page'],
  ['application/json-seq', 'page', 'JSON'],
  ['application/json-patch+json, text/html', 'page', 'page'],
  ['application/problem+json', 'page', 'JSON'],
  ['application/ld+json, text/html', 'page', 'page'],
] as const;

describe('an answer', () => {
  it.each(CASES)('is what the client likes most: %j', (accept, form, organizers) => {
    const headers = accept === null ? {} : { accept };
    const request = new Request('https://petition.example/', { headers });
    expect(wantsJson(request) ? 'JSON' : 'page').toBe(form);
    expect(wantsPage(request) ? 'page' : 'JSON').toBe(organizers);
  });

  it.each(['application/json', 'Application/JSON; charset=utf-8'])('to JSON is JSON: %s', (type) => {
    const headers = { accept: BROWSER, 'content-type': type };
    const request = new Request('https://petition.example/', { method: 'POST', headers, body: '{}' });
    expect([wantsJson(request), wantsPage(request)]).toEqual([true, false]);
  });
});
