import { randomBytes } from 'node:crypto';
import { blobsOf, type Side } from './side.ts';

const PROBE = 'copy-probe';

/**
 * Finds out whether a side refuses to create what is there, and returns it so that it never overwrites. Netlify
 * promises it for functions. Whether its API passes the condition on is only read in its client (decision 0036).
 */
export async function keepingConditions(side: Side): Promise<Side> {
  const probe = blobsOf(side, PROBE);
  const key = randomBytes(16).toString('hex');
  await probe.create(key, 'first');
  await probe.create(key, 'second');
  const kept = await probe.read(key);
  await probe.erase(key);
  return kept === 'first' ? side : { ...side, readsFirst: true };
}
