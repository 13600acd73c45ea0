import * as v from 'valibot';
import type { OrganizersSite } from '#cli/site/organizers-site.ts';
import { countPath } from '#domain/api-paths.ts';
import { type Basis, BASES } from '#domain/count.ts';

/** The command waits no longer for a sentence at its end. */
const TIMEOUT_MS = 5000;

const AnswerSchema = v.object({ basis: v.picklist(BASES) });

/** What is true of each address that a mail confirmed. */
export const CONFIRMED = 'Each was confirmed from its address, by a code or a link in a mail.';

const SAID = {
  claimed: 'The addresses are not confirmed: a tick for news is no proof that the mailbox’s owner made it.',
  confirmed: CONFIRMED,
} as const satisfies Record<Basis, string>;

/** What the addresses of a campaign's signatures are, as a sentence; `null` where the site does not say it. */
export async function basisSentence(
  site: OrganizersSite,
  campaign: string,
  signal: AbortSignal,
): Promise<string | null> {
  try {
    const patience = AbortSignal.any([signal, AbortSignal.timeout(TIMEOUT_MS)]);
    const answer: unknown = await (await site.ask(countPath(campaign), { signal: patience })).json();
    return SAID[v.parse(AnswerSchema, answer).basis];
  } catch {
    // The file is whole, with or without this sentence.
    return null;
  }
}
