import type { Finding as ProofFinding } from '#cli/proof/finding.ts';
import type { Finding } from '../finding.ts';

/** What a check of `npm run prove` saw, as a finding. `mend` says what to do where it failed. */
export function fromProof({ what, verdict, detail }: ProofFinding, mend: string): Finding {
  if (verdict === 'pass') return { level: 'fine', what: `${what}.` };
  if (verdict === 'unseen') return { level: 'note', what: `${what}: not tried. ${detail}` };
  return { level: 'error', what: `Not so: ${what}. What was seen: ${detail}.`, mend };
}
