import { CommandError, type CommandIo } from '#cli/command/command.ts';
import { organizerToken } from '#cli/site/organizer-token.ts';
import { OrganizersSite } from '#cli/site/organizers-site.ts';
import { isThisMachine } from '#domain/this-machine.ts';
import { prepareDraft, proveCleaning } from './draft-cleaning.ts';
import { type Finding, toTable } from './finding.ts';
import { Latencies } from './latencies.ts';
import { proveMail } from './mail-proof.ts';
import { checksOf, tryCheck } from './proof-checks.ts';
import { ProofDraft } from './proof-draft.ts';
import { REAL_SCALE } from './proof-scale.ts';
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
  await prepareDraft(draft, scale.wait, io.signal);
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
    tell([await proveCleaning(draft, io.signal.aborted, scale.wait)]);
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
