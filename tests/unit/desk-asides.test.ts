import { describe, expect, it } from 'vitest';
import { inBatches } from '#desk/aside-batches.ts';
import { signedTexts } from '#desk/figures.ts';
import { OrganizerRequests } from '#desk/organizer-requests.ts';
import { shownPartners } from '#desk/partners.ts';
import { FORMATS } from '#download/format.ts';
import { aSignature, someIds } from '../store/a-signature.ts';

const TOKEN = 'T'.repeat(40);
const ids = someIds(4_500);

describe('setting many aside', () => {
  it('sends at most 2,000 at a time, sorted, each id once', async () => {
    const sent: string[][] = [];
    const said: number[] = [];
    const end = await inBatches(
      [...ids, ...ids.slice(0, 10)],
      (batch) => {
        sent.push(batch);
        return Promise.resolve({ kind: 'done', value: null });
      },
      (done) => said.push(done),
    );
    expect(sent.map(({ length }) => length)).toEqual([2_000, 2_000, 500]);
    expect(sent.flat()).toEqual([...ids].sort());
    expect(said).toEqual([0, 2_000, 4_000]);
    expect(end).toEqual({ done: [...ids].sort(), failure: null });
  });

  it('stops at a failure, says what is done, and sends the rest as it was', async () => {
    const sent: string[][] = [];
    const send = (batch: string[]) => {
      sent.push(batch);
      return Promise.resolve(
        sent.length === 2
          ? ({ kind: 'failed', status: 503 } as const)
          : ({ kind: 'done', value: null } as const),
      );
    };
    const first = await inBatches(ids, send, () => {});
    expect([first.done.length, first.failure]).toEqual([2_000, 503]);
    const done = new Set(first.done);
    const second = await inBatches(
      ids.filter((id) => !done.has(id)),
      send,
      () => {},
    );
    expect([second.done.length, second.failure]).toEqual([2_500, null]);
    // Nobody knows whether this batch arrived. It is the same, so the site takes it for the same aside.
    expect(sent[2]).toEqual(sent[1]);
  });
});

describe('the requests for what is set aside', () => {
  function asking(...answers: readonly (() => Response)[]) {
    const asked: string[] = [];
    const requests = new OrganizerRequests(
      TOKEN,
      (path, { method = 'GET', body }) => {
        asked.push(`${method} ${path} ${typeof body === 'string' ? body : ''}`.trim());
        return Promise.resolve((answers[asked.length - 1] ?? answers.at(-1))?.() ?? Response.error());
      },
      () => Promise.resolve(),
    );
    return { requests, asked };
  }
  const { signal } = new AbortController();

  it('name ids and reason, and wait while the platform takes no more', async () => {
    const { requests, asked } = asking(
      () => new Response('', { status: 429 }),
      () => Response.json({ aside: 'a', signatures: 1 }),
    );
    const answer = await requests.setAside('river', { ids: ['ab'], reason: 'R', eraseAfterDays: 30 }, signal);
    expect(answer.kind).toBe('done');
    const request = 'POST /api/campaigns/river/asides {"ids":["ab"],"reason":"R","eraseAfterDays":30}';
    expect(asked).toEqual([request, request]);
  });

  it('ask for the rows that are aside in parts, and put back by the name of the aside', async () => {
    const { requests, asked } = asking(() => new Response(null, { status: 204 }));
    await requests.asidePart('river', { number: 2, of: 4 }, signal);
    expect(await requests.putBack('river', 'c0ffee')).toMatchObject({ kind: 'done' });
    expect(asked).toEqual([
      'GET /api/campaigns/river/signatures?format=ndjson&part=2/4&aside=only',
      'DELETE /api/campaigns/river/asides/c0ffee',
    ]);
  });

  it('learn what the token may do by asking for nothing', async () => {
    const errors = { errors: [] };
    for (const [status, may] of [
      [403, false],
      [422, true],
    ] as const) {
      const { requests, asked } = asking(() => Response.json(errors, { status }));
      expect(await requests.maySetAside('river'), String(status)).toBe(may);
      expect(asked, String(status)).toEqual(['POST /api/campaigns/river/asides {}']);
    }
  });

  it.each([
    ['a page', () => new Response('<p>', { headers: { 'content-type': 'text/html' } })],
    ['JSON of another shape', () => Response.json([{ aside: 1 }])],
    ['lines', () => new Response('[]', { headers: { 'content-type': FORMATS.ndjson } })],
  ])('believe no list of something else: %s', async (_, answer) => {
    const { requests } = asking(answer);
    expect(await requests.asides('river')).toEqual({ kind: 'failed', status: 0 });
    expect(await requests.count('river')).toEqual({ kind: 'failed', status: 0 });
  });
});

describe('which text was signed', () => {
  it('is told with the days of a time zone, the first text first', () => {
    const some = [
      { text: 'b'.repeat(16), signedAt: '2026-05-03T02:00:00.000Z' },
      { text: 'A'.repeat(16), signedAt: '2026-04-01T12:00:00.000Z' },
      { text: 'a'.repeat(16), signedAt: '2026-05-04T12:00:00.000Z' },
      { text: '', signedAt: '2026-04-20T12:00:00.000Z' },
    ].map((changes) => aSignature(changes));
    expect(signedTexts(some, 'America/New_York')).toEqual([
      { value: 'a'.repeat(16), count: 2, first: '2026-04-01', last: '2026-05-04' },
      { value: '', count: 1, first: '2026-04-20', last: '2026-04-20' },
      { value: 'b'.repeat(16), count: 1, first: '2026-05-02', last: '2026-05-02' },
    ]);
  });
});

describe('partners for the public', () => {
  it('have a number from five on, and no slug but theirs is shown', () => {
    const partners = [
      { slug: 'choir', name: 'Choir' },
      { slug: 'union', name: 'Union' },
      { slug: 'bakers', name: 'Bakers' },
    ];
    const tallies = [
      { value: 'choir', count: 4 },
      { value: 'union', count: 5 },
      { value: 'somebody', count: 90 },
      { value: '', count: 300 },
    ];
    expect(shownPartners(partners, tallies)).toEqual([
      { name: 'Union', count: 5 },
      { name: 'Bakers', count: null },
      { name: 'Choir', count: null },
    ]);
  });
});
