import { readFile } from 'node:fs/promises';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { fromJson } from '#domain/json.ts';
import { someIds } from '../store/a-signature.ts';
import { hourlyWorld, run } from './hourly-world.ts';
import { asOrganizer, ask, STORE, withBlobs } from './platform.ts';

const blobs = await withBlobs();

hourlyWorld(blobs);

const IDS = someIds(162);
const document = await readFile('docs/open-data.md', 'utf8');

/** Each request of the document, with the answer that it shows. */
const EXAMPLES = Array.from(
  document.matchAll(/```sh\ncurl -s https:\/\/your\.site(?<path>\S+)\n```[^`]*```json\n(?<json>.*?)```/gsu),
  ({ groups }) => [groups?.['path'] ?? '', fromJson(groups?.['json'] ?? '')] as const,
);

function sign(ids: readonly string[]): void {
  blobs.seed(
    STORE,
    ids.flatMap((id) => ['clean-river', 'quiet-river'].map((slug) => [`${slug}/${id}`, '{}'] as const)),
  );
}

describe('the document about open data', () => {
  // Two hours of two campaigns: 97 signatures, then 65 more, of which 31 are set aside.
  beforeEach(async () => {
    vi.setSystemTime('2026-11-26T13:20:00Z');
    sign(IDS.slice(0, 97));
    await run();
    vi.setSystemTime('2026-11-26T14:20:00Z');
    sign(IDS.slice(97));
    const body = JSON.stringify({ ids: IDS.slice(-31), reason: 'Sent by a machine' });
    const headers = { 'content-type': 'application/json' };
    await ask('/api/campaigns/clean-river/asides', asOrganizer({ method: 'POST', headers, body }));
    await run();
  });

  it('shows an answer of each address but the picture’s', () => {
    expect(EXAMPLES.map(([path]) => path)).toEqual([
      '/api/campaigns',
      '/api/campaigns/clean-river/count',
      '/api/campaigns/clean-river/series',
      '/api/campaigns/clean-river/corrections',
      '/api/campaigns/quiet-river/count',
    ]);
  });

  it.each(EXAMPLES)('shows what %s really answers', async (path, shown) => {
    const answer: unknown = await (await ask(path)).json();
    expect(Array.isArray(answer) ? answer : [answer]).toContainEqual(shown);
  });
});
