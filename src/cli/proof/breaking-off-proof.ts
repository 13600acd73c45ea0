import { setTimeout } from 'node:timers/promises';
import { announcedRows } from '#download/part-reader.ts';
import { type Finding, judge } from './finding.ts';
import type { Latencies } from './latencies.ts';
import type { ProofDraft } from './proof-draft.ts';

/**
 * A download that breaks off does not look whole. The proof breaks downloads off from within: it erases
 * each of these people during a download. The function cannot read the signature and lets go of the
 * connection. Only the real host shows whether that reaches the reader.
 */
export async function proveBreakingOff(
  draft: ProofDraft,
  latencies: Latencies,
  people: readonly number[],
): Promise<Finding[]> {
  const what = 'A download that breaks off does not look whole';
  const usualMs = latencies.quantile('download', 0.5);
  const ends: DownloadEnd[] = [];
  for (const [index, person] of people.entries()) {
    // Whether the two meet is a matter of milliseconds. The deletion is the last step of an erasure. So the
    // erasing leads by its usual time, less a share of the download that varies with each person.
    const eraseMs = latencies.quantile('erase', 0.5) || usualMs;
    const leadMs = eraseMs - (usualMs * (index + 1)) / (people.length + 1);
    const erasing = setTimeout(Math.max(0, -leadMs)).then(() =>
      latencies.time('erase', () => draft.erase(person)),
    );
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
    const announced = announcedRows(response);
    if (announced === null) return 'refused';
    return rows === announced ? 'whole' : 'short';
  } catch {
    return 'broken';
  }
}
