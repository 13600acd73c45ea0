import { blobsOf, type Side } from './side.ts';

const PROBE = 'copy-probe';
const KEY = 'probe';

/**
 * Finds out whether a side refuses to create what is there, and returns it so that it never overwrites. Netlify
 * promises it for functions. Whether its API passes the condition on is only read in its client (decision 0036).
 */
export async function keepingConditions(side: Side): Promise<Side> {
  const probe = blobsOf(side, PROBE);
  await probe.create(KEY, 'first');
  await probe.create(KEY, 'second');
  const kept = await probe.read(KEY);
  await probe.erase(KEY);
  return kept === 'first' ? side : { ...side, readsFirst: true };
}
