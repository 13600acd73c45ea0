import { CommandError, runCommand } from './command.ts';
import { isThisMachine, OrganizersSite } from './organizers-site.ts';
import { proveBreakingOff, proveDownload } from './proof/download-proof.ts';
import { proveErasing } from './proof/erasing-proof.ts';
import { type Finding, judge, toTable } from './proof/finding.ts';
import { proveHeaders } from './proof/headers-proof.ts';
import { Latencies } from './proof/latencies.ts';
import { ProofDraft } from './proof/proof-draft.ts';
import {
  ALL_PEOPLE,
  proveLostReplies,
  proveRace,
  proveSigning,
  proveSpellings,
  timeSigning,
} from './proof/signing-proof.ts';
import { type ProveOptions, readProveOptions } from './prove-options.ts';
import { organizerToken } from './token.ts';

const THIS_MACHINE = `This machine proves little: npm start and npm run serve emulate a store that is not atomic, and no cache stands in
front. What counts is the same command against the deployed site.`;

/** `npm run prove`: what only a deployed site can prove (docs/decisions/0004). */
await runCommand(async (signal) => {
  const options = await readProveOptions(process.argv.slice(2));
  if (!options) return;
  const site = new OrganizersSite(options.origin, await organizerToken(signal));
  const draft = new ProofDraft(site, options.draft, signal);
  const findings: Finding[] = [];
  const latencies = new Latencies();
  await draft.begin(ALL_PEOPLE);
  console.log(`${options.origin}, in the draft ${options.draft}, ${new Date().toISOString()}\n`);
  try {
    for (const check of checksOf(draft, options, latencies, signal)) {
      const found = await tryCheck(check);
      signal.throwIfAborted();
      findings.push(...found);
      if (found.length > 0) console.log(toTable(found));
    }
  } finally {
    const cleaned = await cleanUp(draft, signal.aborted);
    findings.push(cleaned);
    console.log(toTable([cleaned]));
  }
  console.log(`\n${latencies.toTable()}\n`);
  const failed = findings.filter(({ verdict }) => verdict === 'fail').length;
  if (isThisMachine(options.origin)) console.log(`${THIS_MACHINE}\n`);
  if (failed > 0) throw new CommandError(1, `${failed} ${failed === 1 ? 'check' : 'checks'} failed.`);
  console.log('Everything passed that could be tried.');
});

type Check = readonly [what: string, check: () => Promise<readonly Finding[]>];

function checksOf(
  draft: ProofDraft,
  { origin, draft: slug, active }: ProveOptions,
  latencies: Latencies,
  signal: AbortSignal,
): Check[] {
  return [
    ['Headers', () => proveHeaders(origin, slug, active)],
    ['Signing', () => proveSigning(draft, origin)],
    ['The race', () => proveRace(draft)],
    ['Spellings', () => proveSpellings(draft)],
    ['Measuring', () => timeSigning(draft, latencies, signal)],
    ['Lost replies', () => proveLostReplies(draft, latencies)],
    ['A download', () => proveDownload(draft, latencies)],
    ['Breaking off', () => proveBreakingOff(draft, latencies)],
    ['Erasing', () => proveErasing(draft, latencies)],
  ];
}

/** A check that cannot go on has failed; the others are still of use. */
async function tryCheck([what, check]: Check): Promise<readonly Finding[]> {
  try {
    return await check();
  } catch (error) {
    return [judge(what, [error instanceof CommandError ? error.message : 'the site did not answer in time'])];
  }
}

async function cleanUp(draft: ProofDraft, isLate: boolean): Promise<Finding> {
  const what = 'Nothing is left of what this run wrote';
  try {
    const left = await draft.cleanUp(isLate);
    return judge(what, left === 0 ? [] : [`${left} rows are: run it again, or erase them at the desk`]);
  } catch {
    return judge(what, ['erasing failed: run it again, which erases first what is left']);
  }
}
