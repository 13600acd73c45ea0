import { Encrypter, generateX25519Identity, identityToRecipient } from 'age-encryption';
import { describe, expect, it } from 'vitest';
import type { OpeningWorker } from '#desk/opening-pool.ts';
import { loadRows, type RowLoadingParts } from '#desk/row-loading.ts';
import type { NewsRow } from '#domain/news.ts';
import { type Part, prefixesOf } from '#domain/part.ts';
import { FORMATS } from '#download/format.ts';
import { NEWS } from '#download/news-row.ts';
import { padded } from '#sealing/sealed-text.ts';
import { someIds } from '../store/a-signature.ts';
import { someNews, someSealedNews } from '../store/some-news.ts';
import { workerInThisThread } from './worker-in-this-thread.ts';

const [ours, strangers] = await Promise.all([generateX25519Identity(), generateX25519Identity()]);

async function seal(text: string): Promise<string> {
  const encrypter = new Encrypter();
  encrypter.addRecipient(await identityToRecipient(ours));
  return Buffer.from(await encrypter.encrypt(padded(text))).toString('base64');
}

/** Asks a site that has these rows, in parts where `most` of them are too many. */
function asking(rows: readonly NewsRow[], most = Infinity) {
  return ({ number, of }: Part) => {
    const prefixes = prefixesOf({ number, of });
    const own = rows.filter(({ id }) => prefixes.some((prefix) => id.startsWith(prefix)));
    if (own.length > most) return Promise.resolve(Response.json({ parts: of * 2 }, { status: 409 }));
    const headers = { 'content-type': FORMATS.ndjson, 'signature-count': String(own.length) };
    return Promise.resolve(new Response(own.map(NEWS.toLine).join(''), { headers }));
  };
}

function load(
  ask: RowLoadingParts<NewsRow>['ask'],
  keys: readonly string[] = [],
  startWorker: () => OpeningWorker = workerInThisThread,
) {
  const parts = { kind: NEWS, campaign: 'clean-river', ask, keys, startWorker, cores: 2 };
  return loadRows(parts, new AbortController().signal);
}

describe('loading who wants news', () => {
  it('takes every part', async () => {
    const ids = someIds(50);
    const end = await load(
      asking(
        ids.map((id) => someNews({ id })),
        20,
      ),
    );
    expect(end.kind === 'whole' && end.rows.map(({ id }) => id).toSorted()).toEqual(ids.toSorted());
  });

  it('opens what the key opens, in its place, and leaves sealed what it does not', async () => {
    const reader = { email: 'ína@example.org', locale: 'en' };
    const rows = [
      someNews(),
      someSealedNews(await seal(JSON.stringify(reader))),
      someSealedNews(await seal('{"name":"Ada"}'), 'c'.repeat(32)),
      someSealedNews('AAAA', 'd'.repeat(32)),
    ];
    const end = await load(asking(rows), [ours]);
    expect(
      end.kind === 'whole' && end.rows.map((row) => ('reader' in row ? row.reader.email : null)),
    ).toEqual(['eva@example.org', 'ína@example.org', null, null]);
    const others = await load(asking(rows), [strangers]);
    expect(others.kind === 'whole' && others.rows.filter((row) => 'sealed' in row)).toHaveLength(3);
  });

  it('starts no worker without a key', async () => {
    const end = await load(asking([someSealedNews('AAAA')]), [], () => {
      throw new Error('No worker is needed.');
    });
    expect(end).toMatchObject({ kind: 'whole', rows: [{ sealed: 'AAAA' }] });
  });

  it('says so where the browser does not let workers start', async () => {
    const end = await load(asking([someSealedNews('AAAA')]), [ours], () => {
      throw new Error('Refused.');
    });
    expect(end).toEqual({ kind: 'jammed' });
  });

  it('gives nothing of a list that did not arrive whole, or that was refused', async () => {
    const short = () => {
      const headers = { 'content-type': FORMATS.ndjson, 'signature-count': '2' };
      return Promise.resolve(new Response(NEWS.toLine(someNews()), { headers }));
    };
    expect(await load(short)).toEqual({ kind: 'broken' });
    const refuse = () => Promise.resolve(Response.json({ errors: [] }, { status: 403 }));
    expect(await load(refuse)).toEqual({ kind: 'refused', status: 403 });
  });
});
