import { setTimeout } from 'node:timers/promises';
import type { Signature } from '#domain/signature.ts';
import { type Finding, judge } from './finding.ts';
import type { Latencies } from './latencies.ts';
import type { ProofDraft } from './proof-draft.ts';
import { PEOPLE, wrongRows } from './signing-proof.ts';

const DOWNLOADS = 10;
/** A download has the rows that it says, each once, and as many as signed. */
export async function proveDownload(draft: ProofDraft, latencies: Latencies): Promise<Finding[]> {
  let rows: Signature[] = [];
  for (let times = 0; times < DOWNLOADS; times += 1) {
    rows = await latencies.time('download', () => draft.rows());
  }
  return [
    judge('A download has as many rows as it says and as signed, none twice', [
      ...wrongRows(rows.length, await draft.count()),
      ...(new Set(rows.map(({ id }) => id)).size === rows.length ? [] : ['an id comes twice']),
    ]),
  ];
}

/**
 * Breaks downloads off from within: a signature that is erased between the list and its turn cannot be read, and the
 * function lets go of the connection. What only the real host shows is whether that reaches the reader.
 */
export async function proveBreakingOff(draft: ProofDraft, latencies: Latencies): Promise<Finding[]> {
  const what = 'A download that breaks off does not look whole';
  const usualMs = latencies.quantile('download', 0.5);
  const ends: DownloadEnd[] = [];
  for (const [index, person] of PEOPLE.timed.entries()) {
    // Both first look, then log, then act. Whether the one meets the other is a matter of milliseconds: erasing
    // starts from half a download before to a quarter of one after.
    const leadMs = usualMs * (0.5 - (0.75 * index) / PEOPLE.timed.length);
    const erasing = setTimeout(Math.max(0, -leadMs)).then(() => draft.erase(person));
    const reading = setTimeout(Math.max(0, leadMs)).then(() => endOf(draft));
    const [end] = await Promise.all([reading, erasing]);
    ends.push(end);
  }
  const broken = ends.filter((end) => end === 'broken').length;
  const isShort = ends.includes('short');
  if (isShort || broken > 0) {
    const wrong = isShort ? ['one ended as if it were whole, with fewer rows than it says'] : [];
    return [judge(what, wrong, `${broken} of ${ends.length} were broken off.`)];
  }
  const detail = `In ${ends.length} tries no signature was erased at the right moment. Run it again to try more.`;
  return [{ what, verdict: 'unseen', detail }];
}

type DownloadEnd = 'whole' | 'short' | 'broken' | 'refused';

async function endOf(draft: ProofDraft): Promise<DownloadEnd> {
  try {
    const response = await draft.download('?format=ndjson');
    const rows = (await response.text()).split('\n').length - 1;
    if (!response.ok) return 'refused';
    return rows === Number(response.headers.get('signature-count')) ? 'whole' : 'short';
  } catch {
    return 'broken';
  }
}
