import { describe, expect, it } from 'vitest';
import { basisSentence } from '#cli/download/signature-basis.ts';
import { OrganizersSite } from '#cli/site/organizers-site.ts';
import { parseDeskData } from '#desk/desk-data.ts';
import { toDeskData } from '#page-data/desk-content.ts';
import { startServer } from '../support/local-server.ts';
import { ALL_CONFIRM, campaignsWith, site } from './a-privacy-page.ts';

describe('whether addresses were confirmed', () => {
  it('is told to the desk with each campaign', () => {
    const campaigns = [...ALL_CONFIRM, ...campaignsWith({ slug: 'another', confirmation: 'none' })];
    const data = parseDeskData(JSON.stringify(toDeskData({ site, campaigns })));
    expect(data.campaigns.map(({ basis }) => basis)).toEqual(['confirmed', 'claimed']);
  });

  it.each([
    ['confirmed', '{"basis":"confirmed"}', 'Each was confirmed from its address'],
    ['claimed', '{"basis":"claimed"}', 'not confirmed'],
  ])('is said at the end of a download: %s', async (_basis, body, words) => {
    await using live = await startServer((_request, response) => response.end(body));
    expect(await basisOf(live.origin)).toContain(words);
  });

  it.each(['{"basis":"guessed"}', '{}', 'no JSON'])('is not said where the site answers %s', async (body) => {
    await using live = await startServer((_request, response) => response.end(body));
    expect(await basisOf(live.origin)).toBeNull();
  });

  it('is not said where the site is gone', async () => {
    const live = await startServer(() => undefined);
    await live[Symbol.asyncDispose]();
    expect(await basisOf(live.origin)).toBeNull();
  });
});

function basisOf(origin: string): Promise<string | null> {
  const organizers = new OrganizersSite(origin, 't'.repeat(32));
  return basisSentence(organizers, 'clean-river', new AbortController().signal);
}
