import type { Signature } from '#domain/signature.ts';
import { wrongRows } from './answer-check.ts';
import { type Finding, judge } from './finding.ts';
import type { Latencies } from './latencies.ts';
import type { ProofDraft } from './proof-draft.ts';

/** A download has as many rows as it says and as signed, each once. Downloads some times, to measure. */
export async function proveDownload(
  draft: ProofDraft,
  latencies: Latencies,
  downloads: number,
): Promise<Finding[]> {
  let rows: Signature[] = [];
  for (let times = 0; times < downloads; times += 1) {
    rows = await latencies.time('download', () => draft.rows());
  }
  return [
    judge('A download has as many rows as it says and as signed, none twice', [
      ...wrongRows(rows.length, await draft.count()),
      ...(new Set(rows.map(({ id }) => id)).size === rows.length ? [] : ['an id comes twice']),
    ]),
  ];
}
