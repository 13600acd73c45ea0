import { describe, expect, it } from 'vitest';
import { asOrganizer, ask, STORE, withBlobs } from '../functions/platform.ts';
import { addressOf } from '../functions/sign-request.ts';
import { withVirtualTime } from '../functions/virtual-time.ts';
import { aSignature, someIds } from '../store/a-signature.ts';

const blobs = await withBlobs();
const ROWS = Number(process.env['DOWNLOAD_ROWS']);

withVirtualTime(blobs);

describe(`a download of ${ROWS} signatures in parts`, () => {
  it(
    'is everything once, each part within 10 s at 50 ms a read, with few reads under way',
    { timeout: 3_600_000 },
    async () => {
      const body = (key: string) => JSON.stringify(aSignature({ id: key.split('/')[1] ?? '' }));
      blobs.seed(
        STORE,
        someIds(ROWS).map((id) => [`clean-river/${id}`, body] as const),
      );
      const refused = (await (await ask(addressOf('clean-river'), asOrganizer())).json()) as {
        parts: number;
      };
      blobs.latencyMs = 50;
      const ids = new Set<string>();
      let rows = 0;
      let slowestMs = 0;
      for (let number = 1; number <= refused.parts; number += 1) {
        const started = performance.now();
        const response = await ask(
          `${addressOf('clean-river')}?format=ndjson&part=${number}/${refused.parts}`,
          asOrganizer(),
        );
        const lines = (await response.text()).split('\n').slice(0, -1);
        slowestMs = Math.max(slowestMs, performance.now() - started);
        expect(response.headers.get('signature-count')).toBe(String(lines.length));
        rows += lines.length;
        for (const line of lines) ids.add((JSON.parse(line) as { id: string }).id);
      }
      expect([rows, ids.size]).toEqual([ROWS, ROWS]);
      // The test controls the clock. So this limit checks the rounds of waiting, not the speed of the
      // machine.
      expect(slowestMs).toBeLessThan(10_000);
      expect(blobs.operations.peakInFlight).toBeLessThanOrEqual(64);
    },
  );
});
