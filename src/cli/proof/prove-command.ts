import { CommandError, type CommandIo } from '#cli/command/command.ts';
import { organizerToken } from '#cli/site/organizer-token.ts';
import { OrganizersSite } from '#cli/site/organizers-site.ts';
import { isThisMachine } from '#domain/this-machine.ts';
import { cleanDraft, prepareDraft } from './draft-cleaning.ts';
import { type Finding, judge, toTable } from './finding.ts';
import { Latencies } from './latencies.ts';
import { proveMail } from './mail-proof.ts';
import { type Check, checksOf } from './proof-checks.ts';
import { ProofDraft } from './proof-draft.ts';
import { type ProofScale, REAL_SCALE } from './proof-scale.ts';
import { PROVE_HELP, readProveOptions } from './prove-options.ts';

const THIS_MACHINE = `This proves only what runs here: npm start has no limits and no cache, and npm run serve lacks the proxy, the disk and
the network of its real machine. What counts is the same command against the deployed site.`;

/** `npm run prove`: proves what only a deployed site can prove (docs/decisions/0004). */
export async function prove(args: readonly string[], io: CommandIo, scale = REAL_SCALE): Promise<void> {
  const options = await readProveOptions(args, io.root);
  if (options === null) {
    io.out(PROVE_HELP);
    return;
  }
  const site = new OrganizersSite(options.origin, await organizerToken(io));
  if (options.mail !== null) {
    await proveOnlyMail(site, options.draft, options.mail, io);
    return;
  }
  const draft = new ProofDraft(site, options.draft, io.signal);
  const latencies = new Latencies();
  await prepareDraft(draft);
  io.out(`${options.origin}, in the draft ${options.draft}, ${new Date().toISOString()}\n`);
  const findings: Finding[] = [];
  const tell = (found: readonly Finding[]) => {
    findings.push(...found);
    if (found.length > 0) io.out(toTable(found));
  };
  try {
    for (const check of checksOf(draft, options, latencies, scale)) {
      const found = await tryCheck(check);
      io.signal.throwIfAborted();
      tell(found);
    }
  } finally {
    tell([await cleanUp(draft, io.signal.aborted, scale.wait)]);
  }
  io.out(`\n${latencies.toTable()}\n`);
  if (isThisMachine(new URL(options.origin).hostname)) io.out(`${THIS_MACHINE}\n`);
  const failed = findings.filter(({ verdict }) => verdict === 'fail').length;
  if (failed > 0) throw new CommandError(1, `${failed} ${failed === 1 ? 'check' : 'checks'} failed.`);
  io.out('Everything passed that could be tried.');
}

/** `--mail`: it writes nothing into the store of signatures, so there is nothing to clean up. */
async function proveOnlyMail(
  site: OrganizersSite,
  draft: string,
  mail: string,
  { out, signal }: CommandIo,
): Promise<void> {
  const [finding] = await tryCheck(['A mail', async () => [await proveMail(site, draft, mail, signal)]]);
  signal.throwIfAborted();
  if (finding) out(toTable([finding]));
  if (finding?.verdict !== 'pass') throw new CommandError(1, 'No mail went out.');
}

/** Runs one check. A check that cannot go on has failed; the others are still of use. */
async function tryCheck([what, check]: Check): Promise<readonly Finding[]> {
  try {
    return await check();
  } catch (error) {
    return [judge(what, [error instanceof CommandError ? error.message : 'the site did not answer in time'])];
  }
}

async function cleanUp(draft: ProofDraft, isLate: boolean, wait: ProofScale['wait']): Promise<Finding> {
  const what = 'Nothing is left of what this run wrote';
  try {
    const left = await cleanDraft(draft, isLate, wait);
    return judge(what, left === 0 ? [] : [`${left} rows are: run it again, or erase them at the desk`]);
  } catch {
    return judge(what, ['erasing failed: run it again, which erases first what is left']);
  }
}
