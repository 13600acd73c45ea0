import { type LocalServer, startServer } from '../support/local-server.ts';

/** The counts of the gallery's live site, by campaign. For every other campaign the live site fails. */
const COUNTS: Readonly<Record<string, { readonly count: number; readonly goal: number | null }>> = {
  everything: { count: 412, goal: 1000 },
  'goal-reached': { count: 1234, goal: 1000 },
  'huge-number': { count: 6_103_056, goal: 6_000_000 },
  won: { count: 2140, goal: 500 },
};

/** Starts a live site that answers only what a build asks: `GET /api/campaigns/:campaign/count`. */
export function startLiveCounts(): Promise<LocalServer> {
  return startServer((request, response) => {
    const slug = /^\/api\/campaigns\/([^/]+)\/count$/u.exec(request.url ?? '')?.[1] ?? '';
    const known = COUNTS[slug];
    if (!known) {
      response.writeHead(503).end('{"errors":[]}');
      return;
    }
    const answer = {
      ...known,
      campaign: slug,
      online: known.count,
      elsewhere: 0,
      open: true,
      basis: 'claimed',
      asOf: '2026-06-01T12:00:00.000Z',
    };
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(answer));
  });
}
