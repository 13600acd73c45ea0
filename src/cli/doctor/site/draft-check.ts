import { CommandError } from '#cli/command/command.ts';
import { insistOnDraft, proveCleaning } from '#cli/proof/draft-cleaning.ts';
import { proveDraftIsHidden } from '#cli/proof/headers-proof.ts';
import { tryCheck } from '#cli/proof/proof-checks.ts';
import type { ProofDraft } from '#cli/proof/proof-draft.ts';
import { PEOPLE } from '#cli/proof/proof-people.ts';
import type { ProofScale } from '#cli/proof/proof-scale.ts';
import { proveSigning } from '#cli/proof/signing-proof.ts';
import type { Finding } from '../finding.ts';
import { fromProof } from './from-proof.ts';

const LOG = 'On Netlify: Logs, Functions, sign says why. On a machine of your own: journalctl -u undersigned';
const HIDDEN = 'Deploy again what npm run build makes. If that does not help, report it (docs/SECURITY.md).';
const ERASE = 'Erase undersigned-proof-1@example.org by address at the desk, /organizers/.';

/** What signing a draft needs. */
export interface DraftCheck {
  readonly draft: ProofDraft;
  /** True where drafts have no page that search engines list. */
  readonly isHidden: boolean;
  readonly signal: AbortSignal;
  readonly wait: ProofScale['wait'];
}

/** Signs in a draft as somebody who does not exist, and erases that, also when it fails or is stopped. */
export async function checkDraft(check: DraftCheck, tell: (finding: Finding) => void): Promise<void> {
  const { draft, isHidden, signal, wait } = check;
  const why = await whyNotTried(draft);
  signal.throwIfAborted();
  if (why) {
    tell(why);
    return;
  }
  try {
    if (isHidden) {
      const hidden = async () => [await proveDraftIsHidden(draft.site.origin, draft.campaign)];
      for (const one of await tryCheck(['The draft is hidden', hidden])) tell(fromProof(one, HIDDEN));
    }
    const found = await tryCheck(['A draft is signed', () => proveSigning(draft)]);
    signal.throwIfAborted();
    for (const one of found) tell(fromProof(one, LOG));
  } finally {
    tell(fromProof(await proveCleaning(draft, signal.aborted, wait), ERASE));
  }
}

/** What a token may not erase is not signed. It erases what an earlier run left. */
async function whyNotTried(draft: ProofDraft): Promise<Finding | null> {
  try {
    await insistOnDraft(draft);
    await draft.erase(PEOPLE.first);
    await draft.startCounting();
    return null;
  } catch (error) {
    if (!(error instanceof CommandError))
      return { level: 'error', what: 'No draft was signed: the site did not answer in time.', mend: LOG };
    return error.exitCode === 2
      ? { level: 'warning', what: `No draft was signed. ${error.message}` }
      : { level: 'error', what: `No draft was signed. ${error.message}`, mend: LOG };
  }
}
