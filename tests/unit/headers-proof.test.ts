import { describe, expect, it } from 'vitest';
import { proveDraftIsHidden } from '#cli/proof/headers-proof.ts';
import { startServer } from '../support/local-server.ts';

/** The verdict on a site that answers so: about the page of a draft, and about its count. */
async function verdictOn(page: number, robots: string | null, count: number): Promise<string> {
  await using site = await startServer((request, response) => {
    const isPage = request.url === '/not-yet-shown/';
    response.writeHead(isPage ? page : count, robots === null ? {} : { 'x-robots-tag': robots }).end();
  });
  return (await proveDraftIsHidden(site.origin, 'not-yet-shown')).verdict;
}

describe('a draft of a deployed site', () => {
  it.each([
    ['pass', 404, null, 404],
    ['pass', 200, 'noindex', 404],
    ['fail', 200, null, 404],
    ['fail', 404, null, 200],
    ['fail', 200, 'noindex', 200],
    ['fail', 500, 'noindex', 404],
  ] as const)('is hidden, or in a preview: %s for %i, %s, %i', async (verdict, page, robots, count) => {
    expect(await verdictOn(page, robots, count)).toBe(verdict);
  });
});
