import { afterEach, describe, expect, it } from 'vitest';
import { builtSeries, builtSetAside } from '#page-data/built-series.ts';
import { type LocalServer, startServer } from '../support/local-server.ts';
import { aCampaign } from './a-campaign.ts';

const campaign = aCampaign({ formerly: ['muddy-river'] });
const points = [['2026-05-03T14:00:00Z', 12]];
const setAside = [['2026-05-03', 3]];

const servers: LocalServer[] = [];

afterEach(async () => {
  for (const server of servers.splice(0)) await server[Symbol.asyncDispose]();
});

/** A live site on this machine with a body at each of some paths. `asked` holds what it was asked for. */
async function liveSite(answers: Readonly<Record<string, unknown>>) {
  const asked: string[] = [];
  const server = await startServer((request, response) => {
    const path = (request.url ?? '').replace('/api/campaigns/', '');
    asked.push(path);
    const body = answers[path];
    response.writeHead(body === undefined ? 404 : 200).end(JSON.stringify(body ?? { errors: [] }));
  });
  servers.push(server);
  return { origin: server.origin, asked };
}

describe('the series at build', () => {
  it('is asked for once, and so are the corrections', async () => {
    const { origin, asked } = await liveSite({
      'clean-river/series': { campaign: 'clean-river', basis: 'claimed', points },
      'clean-river/corrections': { campaign: 'clean-river', setAside },
    });
    for (const time of ['first', 'second']) {
      expect(await builtSeries(campaign, origin), time).toEqual(points);
      expect(await builtSetAside(campaign, origin), time).toEqual(setAside);
    }
    expect(asked).toEqual(['clean-river/series', 'clean-river/corrections']);
  });

  it('is found under a name before', async () => {
    const { origin } = await liveSite({ 'muddy-river/series': { campaign: 'muddy-river', points } });
    expect(await builtSeries(campaign, origin)).toEqual(points);
  });

  it.each([
    ['another campaign', { campaign: 'x', points }],
    ['no numbers', { campaign: 'clean-river', points: [['2026-05-03T14:00:00Z', 'twelve']] }],
    ['no moments', { campaign: 'clean-river', points: [['yesterday', 12]] }],
  ])('is unknown where the answer holds %s', async (_what, body) => {
    const { origin } = await liveSite({ 'clean-river/series': body });
    expect(await builtSeries(campaign, origin)).toBeNull();
  });

  it.each([
    ['an exact number', { exact: true }, null],
    ['an exact number, without saying so', {}, null],
    ['a coarse number', { exact: false }, { points, setAside }],
  ])('of a discreet campaign is unknown while the live site tells %s', async (_what, count, known) => {
    const { origin } = await liveSite({
      'clean-river/count': { campaign: 'clean-river', ...count },
      'clean-river/series': { campaign: 'clean-river', points },
      'clean-river/corrections': { campaign: 'clean-river', setAside },
    });
    const discreet = aCampaign({ discreet: true });
    expect(await builtSeries(discreet, origin)).toEqual(known && known.points);
    expect(await builtSetAside(discreet, origin)).toEqual(known && known.setAside);
  });

  it('is unknown without a live site, and where it has none', async () => {
    expect(await builtSeries(campaign, null)).toBeNull();
    const { origin } = await liveSite({});
    expect(await builtSeries(campaign, origin)).toBeNull();
    expect(await builtSetAside(campaign, origin)).toBeNull();
  });
});
