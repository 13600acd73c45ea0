import { describe, expect, it } from 'vitest';
import { type AskForPart, PartsDownload } from '#desk/parts-download.ts';
import { type Part, prefixesOf } from '#domain/part.ts';
import { FORMATS } from '#download/format.ts';
import { SIGNATURES, toLine } from '#download/row.ts';
import { linesOf } from '#download/text-lines.ts';
import { aSignature, someIds } from '../store/a-signature.ts';

const never = new AbortController().signal;
const signatures = someIds(400).map((id) => aSignature({ id, name: `Ñandú ${id.slice(0, 4)}` }));

function inPart(part: Part) {
  return signatures.filter(({ id }) => prefixesOf(part).some((prefix) => id.startsWith(prefix)));
}

/** A server that wants parts of at most `rows` rows. */
function server(rows: number, answer: (part: Part, whole: Response) => Response = (_part, whole) => whole) {
  const asked: string[] = [];
  const ask: AskForPart = (part, signal) => {
    signal.throwIfAborted();
    asked.push(`${part.number}/${part.of}`);
    const found = inPart(part);
    if (found.length > rows) {
      return Promise.resolve(Response.json({ errors: [], parts: part.of * 4 }, { status: 409 }));
    }
    const headers = { 'content-type': FORMATS.ndjson, 'signature-count': String(found.length) };
    return Promise.resolve(answer(part, new Response(found.map(toLine).join(''), { headers })));
  };
  return { ask, asked };
}

function download(ask: AskForPart) {
  const received: string[] = [];
  return {
    received,
    run: new PartsDownload({ kind: SIGNATURES, campaign: 'clean-river' }, ask, (some) =>
      received.push(...some.map(({ id }) => id)),
    ),
  };
}

const allIds = signatures.map(({ id }) => id).sort();

describe('a download', () => {
  it('is one answer where the server gives all at once', async () => {
    const { ask, asked } = server(1000);
    const { received, run } = download(ask);
    expect(await run.run(never)).toEqual({ kind: 'whole' });
    expect(asked).toEqual(['1/1']);
    expect(received.sort()).toEqual(allIds);
    expect(run.progress).toBe(1);
  });

  it('asks for as many parts as the server wants, and for parts of a part that is still too large', async () => {
    const { ask, asked } = server(30);
    const { received, run } = download(ask);
    expect(await run.run(never)).toEqual({ kind: 'whole' });
    expect(asked.filter((part) => part.endsWith('/4')).sort()).toEqual(['1/4', '2/4', '3/4', '4/4']);
    expect(asked.filter((part) => part.endsWith('/16'))).toHaveLength(16);
    expect(received.sort()).toEqual(allIds);
  });

  it('has the first part whole before it asks for another, also after a failure', async () => {
    let isDown = false;
    const underway: string[] = [];
    const { ask, asked } = server(200, (part, whole) =>
      part.number === 1 && isDown ? Response.json({ errors: [] }, { status: 503 }) : whole,
    );
    const { run } = download(async (part, signal) => {
      underway.push(`${part.number}/${part.of}`);
      const answer = await ask(part, signal);
      if (part.number === 1 && part.of > 1) expect(underway).toEqual(['1/1', '1/4']);
      return answer;
    });
    isDown = true;
    expect(await run.run(never)).toEqual({ kind: 'refused', status: 503 });
    isDown = false;
    underway.splice(0, underway.length, '1/1');
    asked.length = 0;
    expect(await run.run(never)).toEqual({ kind: 'whole' });
    expect(asked[0]).toBe('1/4');
  });

  it.each([
    ['a row is missing', (whole: string) => whole.slice(0, whole.lastIndexOf('\n', whole.length - 2) + 1)],
    ['the last line broke off', (whole: string) => whole.slice(0, -9)],
    ['it is not ours', () => '<!doctype html>\n'],
  ])('is broken off, and gives nothing of the part, where %s', async (_case, cut) => {
    const { ask } = server(1000);
    const { received, run } = download(async (part, signal) => {
      const whole = await ask(part, signal);
      return new Response(cut(await whole.text()), { headers: whole.headers });
    });
    expect(await run.run(never)).toEqual({ kind: 'broken' });
    expect(received).toEqual([]);
  });

  it.each([
    ['does not say how many rows there are', 200, { 'content-type': FORMATS.ndjson }],
    ['sends a page', 200, { 'content-type': 'text/html', 'signature-count': '1' }],
    ['sends a part of it', 206, { 'content-type': FORMATS.ndjson, 'signature-count': '1' }],
    ['sends what a proxy changed', 203, { 'content-type': FORMATS.ndjson, 'signature-count': '1' }],
    ['refuses this token, in a page', 403, { 'content-type': 'text/html' }],
    ['knows no campaign, in a page', 404, { 'content-type': 'text/html' }],
    ['is busy, in a page', 503, { 'content-type': 'text/html' }],
    ['wants parts, in a page', 409, { 'content-type': 'text/html' }],
  ])('never reached the site where the answer %s', async (_case, status, headers) => {
    const row = toLine(aSignature());
    const { received, run } = download(() => Promise.resolve(new Response(row, { status, headers })));
    expect([await run.run(never), received]).toEqual([{ kind: 'refused', status: 0 }, []]);
  });

  it('is broken off where the stream fails halfway', async () => {
    const { run } = download(() => {
      const body = new ReadableStream<Uint8Array>({
        start: (controller) => controller.enqueue(new TextEncoder().encode(toLine(aSignature()))),
        pull: (controller) => controller.error(new Error('reset')),
      });
      return Promise.resolve(
        new Response(body, { headers: { 'content-type': FORMATS.ndjson, 'signature-count': '1' } }),
      );
    });
    expect(await run.run(never)).toEqual({ kind: 'broken' });
  });

  it('goes on where it broke off, and asks for nothing it has', async () => {
    let isDown = true;
    const { ask, asked } = server(200, (part, whole) =>
      part.number === 3 && isDown ? Response.json({ errors: [] }, { status: 503 }) : whole,
    );
    const { received, run } = download(ask);
    expect(await run.run(never)).toEqual({ kind: 'refused', status: 503 });
    expect(run.progress).toBe(0.75);
    const before = received.length;
    isDown = false;
    asked.length = 0;
    expect(await run.run(never)).toEqual({ kind: 'whole' });
    expect(asked).toEqual(['3/4']);
    expect(received.length).toBeGreaterThan(before);
    expect(received.sort()).toEqual(allIds);
  });

  it('is cancelled between two parts and goes on later', async () => {
    const stop = new AbortController();
    const { ask } = server(200, (_part, whole) => {
      stop.abort();
      return whole;
    });
    const { received, run } = download(ask);
    expect(await run.run(stop.signal)).toEqual({ kind: 'cancelled' });
    expect(received).toEqual([]);
    expect(await run.run(never)).toEqual({ kind: 'whole' });
    expect(received.sort()).toEqual(allIds);
  });

  it.each([
    [2, 3],
    [3, 2],
  ])('says that part %d was refused, also where part %d broke off', async (refused, broken) => {
    const { ask } = server(200, ({ number }, whole) => {
      if (number === refused) return Response.json({ errors: [] }, { status: 403 });
      return number === broken ? new Response('x', { headers: whole.headers }) : whole;
    });
    expect(await download(ask).run.run(never)).toEqual({ kind: 'refused', status: 403 });
  });

  it('says with which status it was refused', async () => {
    const { run } = download(() => Promise.resolve(new Response(null, { status: 401 })));
    expect(await run.run(never)).toEqual({ kind: 'refused', status: 401 });
  });

  it.each([{}, { parts: 1 }, { parts: 3.5 }, { parts: '16' }])(
    'does not ask for ever where a 409 names no parts: %j',
    async (answer) => {
      const { run } = download(() => Promise.resolve(Response.json(answer, { status: 409 })));
      expect(await run.run(never)).toEqual({ kind: 'refused', status: 409 });
    },
  );
});

describe('the lines of a stream', () => {
  it('are whole however the bytes are cut', async () => {
    const bytes = new TextEncoder().encode('één\nzwei 😀\nthree');
    const body = new ReadableStream<Uint8Array>({
      start: (controller) => {
        for (const byte of bytes) controller.enqueue(Uint8Array.of(byte));
        controller.close();
      },
    });
    expect(await Array.fromAsync(linesOf(body))).toEqual(['één', 'zwei 😀', 'three']);
  });
});
