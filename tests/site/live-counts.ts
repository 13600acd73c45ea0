import { type LocalServer, startServer } from '../support/local-server.ts';

/** What the live site answers at a path below `/api/campaigns/`. */
type Answer = Readonly<Record<string, unknown>>;

const AS_OF = '2026-06-01T12:00:00.000Z';

/** The counts of the gallery's live site, by campaign. For every other campaign the live site fails. */
const COUNTS: Readonly<Record<string, Answer>> = {
  everything: { count: 412, online: 74, elsewhere: 352, goal: 1000, setAside: 31 },
  'goal-reached': { count: 1234, goal: 1000 },
  'huge-number': { count: 6_103_056, goal: 6_000_000 },
  won: {
    count: 2452,
    online: 312,
    elsewhere: 2140,
    goal: 500,
    open: false,
    erased: '2026-06-03T02:00:00.000Z',
  },
  discreet: { count: 0, goal: null, exact: false },
};

/** The numbers over time, by campaign. */
const SERIES: Readonly<Record<string, readonly (readonly [string, number])[]>> = {
  everything: [
    ['2026-02-01T00:00:00Z', 12],
    ['2026-02-02T00:00:00Z', 20],
    ['2026-02-14T00:00:00Z', 21],
    ['2026-03-14T00:00:00Z', 40],
    ['2026-03-15T00:00:00Z', 47],
    ['2026-04-22T00:00:00Z', 58],
    ['2026-05-02T00:00:00Z', 96],
    ['2026-05-03T00:00:00Z', 65],
    ['2026-05-20T09:00:00Z', 77],
    ['2026-05-20T14:00:00Z', 79],
    ['2026-05-28T14:00:00Z', 67],
    ['2026-06-01T10:00:00Z', 74],
  ],
  'huge-number': yearsOfPoints(),
};

/** How many signatures were set aside at the end of a day, by campaign. */
const SET_ASIDE: Readonly<Record<string, readonly (readonly [string, number])[]>> = {
  everything: [
    ['2026-05-03', 31],
    ['2026-05-20', 19],
    ['2026-05-28', 31],
  ],
  'goal-reached': [],
};

/**
 * Starts a live site that answers only what a build asks: the count of a campaign, its series, its asides. It notes in
 * `asked` each campaign that a build asks for.
 */
export function startLiveCounts(asked: Set<string>): Promise<LocalServer> {
  return startServer((request, response) => {
    const [, slug = '', what = ''] = /^\/api\/campaigns\/([^/]+)\/([^/]+)$/u.exec(request.url ?? '') ?? [];
    asked.add(slug);
    const answer = answerOf(slug, what);
    if (!answer) {
      response.writeHead(503).end('{"errors":[]}');
      return;
    }
    response
      .writeHead(200, { 'content-type': 'application/json' })
      .end(JSON.stringify({ campaign: slug, basis: 'claimed', ...answer }));
  });
}

function answerOf(slug: string, what: string): Answer | undefined {
  const points = SERIES[slug];
  const setAside = SET_ASIDE[slug];
  switch (what) {
    case 'series':
      return points && { points };
    case 'corrections':
      return setAside && { setAside };
    case 'count': {
      const count = COUNTS[slug];
      return count && { online: count['count'], elsewhere: 0, open: true, asOf: AS_OF, ...count };
    }
    default:
      return undefined;
  }
}

/** Two years with a point on each day, up to the number of the campaign. */
function yearsOfPoints(): [string, number][] {
  const days = 730;
  return Array.from({ length: days }, (_, index) => {
    const day = new Date(Date.UTC(2024, 5, 2 + index)).toISOString();
    const share = (index + 1) / days;
    return [day.replace('.000', ''), Math.round(6_103_056 * share ** 2)];
  });
}
