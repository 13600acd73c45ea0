import { generateX25519Identity, identityToRecipient } from 'age-encryption';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it, vi } from 'vitest';
import { store } from '#copy/store-command.ts';
import { loadFunctions } from '#server/functions.ts';
import { routerOf } from '#server/router.ts';
import { openDataFile } from '#sqlite/data-file.ts';
import { toNewsRecord } from '#store/stored-news.ts';
import { toNumbersText } from '#store/stored-numbers.ts';
import type { OpenStores } from '#store/stores.ts';
import { startBlobService } from '../blob-service/blob-service.ts';
import { someNews, someSealedNews } from '../store/some-news.ts';
import { someNumbers } from '../store/some-numbers.ts';
import { endOf } from './end-of.ts';
import { contentOf, put } from './two-hosts.ts';

const TOKEN = 'T'.repeat(40);
const SLUG = '/api/campaigns/clean-river';
const service = await startBlobService();
const folder = await mkdtemp(join(tmpdir(), 'undersigned-moved-'));
const route = routerOf(await loadFunctions());

afterAll(async () => {
  await service.close();
  await rm(folder, { recursive: true });
});

/** Where functions keep their stores: in this file, or without one in Netlify Blobs. */
type At = OpenStores | null;

async function ask(at: At, path: string, init: RequestInit = {}): Promise<Response> {
  const request = new Request(new URL(path, 'https://petition.example'), init);
  const found = route(request.method, new URL(request.url).pathname);
  if (!found) throw new RangeError(`No function has ${path}.`);
  const invocation = { params: found.params, deploy: { context: 'production' }, ...(at && { stores: at }) };
  return found.route.handler(request, invocation);
}

async function post(at: At, path: string, body: unknown): Promise<unknown> {
  const headers = {
    'content-type': 'application/json',
    accept: 'application/json',
    authorization: `Bearer ${TOKEN}`,
  };
  const answer = await ask(at, path, { method: 'POST', headers, body: JSON.stringify(body) });
  expect(answer.status, path).toBe(200);
  return answer.json();
}

function sign(at: At, name: string, email: string): Promise<unknown> {
  return post(at, `${SLUG}/signatures`, { name, email, comment: '=1+1 “é” 名前\n', locale: 'es' });
}

/** What organizers and supporters are shown, in every byte. */
async function shown(at: At): Promise<Record<string, string>> {
  const headers = { authorization: `Bearer ${TOKEN}` };
  const answers: Record<string, string> = {};
  // The log first: each download adds to it.
  for (const path of [
    '/api/audit',
    `${SLUG}/asides`,
    `${SLUG}/signatures?format=ndjson`,
    `${SLUG}/signatures?format=ndjson&aside=only`,
    `${SLUG}/signatures?format=ndjson&part=2/4`,
    `${SLUG}/news?format=ndjson`,
    `${SLUG}/series`,
  ]) {
    const answer = await ask(at, path, { headers });
    expect(answer.status, path).toBe(200);
    answers[path] = `${answer.headers.get('signature-count')} ${await answer.text()}`;
  }
  return answers;
}

it('serves the same bytes before and after a move, there and back', async () => {
  const recipient = await identityToRecipient(await generateX25519Identity());
  vi.spyOn(console, 'error').mockImplementation(() => undefined);
  vi.stubEnv('NETLIFY_BLOBS_CONTEXT', service.encodedContext);
  vi.stubEnv('DATA_DIR', folder);
  vi.stubEnv('SIGNATURE_SECRET', 's'.repeat(32));
  vi.stubEnv('ORGANIZER_TOKENS', `ana:${TOKEN}`);

  for (const letter of 'abcdef') await sign(null, `Open ${letter}`, `${letter}@example.org`);
  vi.stubEnv('SIGNATURE_RECIPIENTS', recipient);
  for (const letter of 'ghijkl') await sign(null, `Sealed ${letter}`, `${letter}@example.org`);
  for (const news of [someNews(), someSealedNews('YWdl')])
    put(service, `news clean-river/${news.id}`, toNewsRecord(news));
  const numbers = someNumbers({ online: 12, points: [['2026-11-26T14:00:00.000Z', 12]] });
  put(service, 'numbers clean-river', toNumbersText(numbers));
  put(service, 'retention orphaned/gone/2016-01-31', '');
  put(service, 'mails 5f/signing1', 'nonce');
  const ids = service.keys('signatures-production').map((key) => key.split('/')[1]);
  await post(null, `${SLUG}/asides`, { ids: ids.slice(0, 2), reason: 'Sent by a script' });
  expect(await post(null, `${SLUG}/erasures`, { email: 'b@example.org' })).toEqual({ erased: 1 });

  const before = await shown(null);
  const kept = contentOf(service);
  expect(Object.keys(kept).filter((place) => place.startsWith('signatures'))).toHaveLength(11);
  for (const kind of ['asides', 'numbers', 'news', 'withdrawals', 'mails', 'audit', 'retention'])
    expect(Object.keys(kept).join('\n'), kind).toContain(`${kind} `);

  expect(await endOf(store, ['copy', '--from', 'netlify', '--to', 'file'])).toMatchObject({ code: 0 });
  const file = openDataFile(folder, { alone: true });
  const there = await shown(file.stores);
  const logged = before['/api/audit'] ?? '';
  expect(there).toEqual({ ...before, '/api/audit': expect.stringContaining(logged) as unknown });
  // Whoever signed there has signed here.
  await sign(file.stores, 'Open a, again', 'A@example.org');
  expect((await shown(file.stores))[`${SLUG}/signatures?format=ndjson`]).toBe(
    there[`${SLUG}/signatures?format=ndjson`],
  );
  await file.close();

  service.clear();
  expect(await endOf(store, ['copy', '--from', 'file', '--to', 'netlify'])).toMatchObject({ code: 0 });
  const back = await shown(null);
  expect(back).toEqual({ ...before, '/api/audit': expect.stringContaining(logged) as unknown });
  expect(withoutLog(contentOf(service))).toEqual(withoutLog(kept));
});

function withoutLog(content: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(content).filter(([place]) => !place.startsWith('audit')));
}
