import type { Content } from '#campaigns/content.ts';
import { checkAll } from '#checking/check-all.ts';
import { CommandError, type CommandIo } from '#cli/command/command.ts';
import { proveMail } from '#cli/proof/mail-proof.ts';
import { tryCheck } from '#cli/proof/proof-checks.ts';
import { ProofDraft } from '#cli/proof/proof-draft.ts';
import { type ProofScale, REAL_SCALE } from '#cli/proof/proof-scale.ts';
import { organizerToken } from '#cli/site/organizer-token.ts';
import { OrganizersSite } from '#cli/site/organizers-site.ts';
import type { SeenSettings } from '#domain/seen-settings.ts';
import { fingerprintOf } from '#sealing/fingerprint.ts';
import { parseRecipients } from '#sealing/recipients.ts';
import { environmentHere } from '#settings/dotenv.ts';
import type { Finding } from '../finding.ts';
import { checkClock } from './clock-check.ts';
import { checkDeployedContent } from './deployed-content-check.ts';
import { checkDraft } from './draft-check.ts';
import { fromProof } from './from-proof.ts';
import { checkHourly } from './hourly-check.ts';
import { checkReach } from './reach-check.ts';
import type { KeysHere } from './seen-recipients-check.ts';
import { canSign, checkSeenSettings } from './seen-settings-check.ts';
import { askForSettings } from './settings-answer.ts';
import type { SiteOptions } from './site-options.ts';
import { checkStrangers } from './strangers-check.ts';

const MAILS =
  'Mend that, deploy again, and send one more. npm run doctor looks at the form of the settings here.';
const NO_DRAFT =
  'npm run new -- proof makes one. Leave it a draft, deploy it, and run this again: nobody but organizers gets at it.';

const UNANSWERED = {
  kind: 'refused',
  finding: { level: 'error', what: 'The functions did not answer in time.', mend: 'Run this again.' },
  isKnown: false,
} as const;

/**
 * Looks at a deployed site: first as a stranger, then with the token of an organizer. What cannot be said without
 * something that failed is not tried.
 */
export async function examineSite(
  options: SiteOptions,
  io: CommandIo,
  { tell, wait = REAL_SCALE.wait }: { tell: (finding: Finding) => void; wait?: ProofScale['wait'] },
): Promise<void> {
  const { origin } = options;
  const reached = await checkReach(origin, io.signal);
  tell(reached.finding);
  if (reached.kind === 'out') return;
  const { content, mistakes } = await checkAll(io.root, { sendsMail: true, now: new Date() });
  await each(tell, io.signal, 'The pages', () => checkStrangers(origin, reached.html));
  const isOurs = await each(tell, io.signal, 'The content', () =>
    contentFindings(origin, content, mistakes.length, io.signal),
  );
  // Without functions nothing else can be said.
  if (!isOurs) return;
  const site = new OrganizersSite(origin, await organizerToken(io));
  const answer = await askForSettings(site, io.signal).catch((error: unknown) => {
    io.signal.throwIfAborted();
    if (error instanceof CommandError) throw error;
    return UNANSWERED;
  });
  if (answer.kind === 'refused') tell(answer.finding);
  if (answer.kind === 'refused' && !answer.isKnown) return;
  const seen = answer.kind === 'seen' ? answer.seen : null;
  if (answer.kind === 'seen') {
    const expected = { keys: await keysHere(io.root), demanding: demandingIn(content) };
    for (const finding of checkSeenSettings(answer.seen, expected)) tell(finding);
    tell(checkClock(answer.moments));
    tell(checkHourly(answer.seen));
  }
  await lookAtDraft({ options, site, content, seen, wait }, io, tell);
}

async function contentFindings(
  origin: string,
  content: Content | null,
  mistakes: number,
  stopped: AbortSignal,
): Promise<Finding[]> {
  if (content === null || mistakes > 0) {
    const what = 'content/ here has mistakes, so it was not compared with the site.';
    return [{ level: 'warning', what, mend: 'npm run check:content names each with its place.' }];
  }
  return [await checkDeployedContent(origin, content, { stopped, now: new Date() })];
}

interface DraftLook {
  readonly options: SiteOptions;
  readonly site: OrganizersSite;
  readonly content: Content | null;
  readonly seen: SeenSettings | null;
  readonly wait: ProofScale['wait'];
}

async function lookAtDraft(
  { options, site, content, seen, wait }: DraftLook,
  io: CommandIo,
  tell: (finding: Finding) => void,
): Promise<void> {
  const campaigns = content?.campaigns.map(({ campaign }) => campaign) ?? [];
  // What is signed there has to be recorded at once.
  const drafts = campaigns.filter(
    ({ status, confirmation }) => status === 'draft' && confirmation === 'none',
  );
  const slug = options.campaign ?? drafts[0]?.slug;
  if (slug === undefined) {
    const what = 'No draft was signed: there is none in content/ that takes a signature without a mail.';
    tell({ level: 'warning', what, mend: NO_DRAFT });
  } else if (seen === null || canSign(seen)) {
    const draft = new ProofDraft(site, slug, io.signal);
    // While developing, drafts have pages.
    const isHidden = seen !== null && seen.context !== '';
    await checkDraft({ draft, isHidden, signal: io.signal, wait }, tell);
  } else {
    tell({ level: 'note', what: 'No draft was signed: with these settings the site takes no signature.' });
  }
  const { mail } = options;
  if (mail === null) return;
  const asked = slug ?? campaigns.find(({ status }) => status === 'active')?.slug;
  if (asked === undefined) {
    tell({
      level: 'warning',
      what: 'No mail was sent: there is no campaign to send it for.',
      mend: NO_DRAFT,
    });
    return;
  }
  const found = await tryCheck(['A mail', async () => [await proveMail(site, asked, mail, io.signal)]]);
  io.signal.throwIfAborted();
  for (const one of found) {
    tell(fromProof(one, MAILS));
    if (one.verdict === 'pass') tell({ level: 'note', what: one.detail });
  }
}

/** Tells what a check finds, or that the site did not answer it. Resolves to true if nothing of it is an error. */
async function each(
  tell: (finding: Finding) => void,
  signal: AbortSignal,
  what: string,
  check: () => Promise<readonly Finding[]>,
): Promise<boolean> {
  try {
    const found = await check();
    for (const finding of found) tell(finding);
    return found.every(({ level }) => level !== 'error');
  } catch (error) {
    signal.throwIfAborted();
    if (error instanceof CommandError) throw error;
    tell({ level: 'error', what: `${what}: the site did not answer in time.`, mend: 'Run this again.' });
    return false;
  }
}

function demandingIn(content: Content | null): string[] {
  const campaigns = content?.campaigns.map(({ campaign }) => campaign) ?? [];
  return campaigns
    .filter(({ status, confirmation }) => status !== 'draft' && confirmation === 'required')
    .map(({ slug }) => slug);
}

/** The public keys that are set here. What cannot be read is none: `npm run doctor` without a site says so. */
async function keysHere(root: string): Promise<KeysHere | null> {
  try {
    const { SIGNATURE_RECIPIENTS } = await environmentHere(root);
    const keys = parseRecipients(SIGNATURE_RECIPIENTS ?? null);
    return keys.length === 0 ? null : { number: keys.length, fingerprint: fingerprintOf(keys) };
  } catch {
    return null;
  }
}
