import { HELP_OPTION, readArguments, wrongArguments } from '#cli/command/command-arguments.ts';
import type { CommandError } from '#cli/command/command.ts';
import { readIdentityFile } from '#cli/download/identity-file.ts';
import { TOKEN_HELP } from '#cli/site/organizer-token.ts';
import { parseOrigin } from '#cli/site/site-origin.ts';
import { isSlug } from '#domain/slug.ts';

/** What to draw, and from which list. */
export interface SampleOptions {
  readonly campaign: string;
  /** `null` for whoever draws again without a token. */
  readonly origin: string | null;
  readonly n: number;
  /** `null` for the first step, which only fixes the list. */
  readonly seed: string | null;
  /** The file of the list; `null` takes the list from the site. */
  readonly ids: string | null;
  /** Private age keys that open sealed signatures. */
  readonly keys: readonly string[];
}

/** As many as a sample needs for about ±5 points, whatever the number of signatures. */
const USUAL_N = 400;

/** What `npm run sample -- --help` says. */
export const SAMPLE_HELP = `Draws a random sample of a campaign's signatures, which anybody who is shown the list of ids can draw again.

  npm run sample -- <campaign> --from <site>
  npm run sample -- <campaign> --from <site> --ids <file> --seed "<public words>" [--n ${USUAL_N}] [--identity key.txt]
  npm run sample -- <campaign> --ids <file> --seed "<public words>" [--n ${USUAL_N}]

The first fixes the list of the ids of all signatures that count, in a file for you only. It prints the length and the
SHA-256 of that list. Publish both, and which public event will give the seed, before anybody can know the seed.
The second draws. Its file has the names and addresses of those who said that writing to them is welcome.
The third is for an auditor who was shown the list: it needs no token, and its file has ids only.

  <campaign>   its name in the page's address: stop-the-raids
  --from       the site: https://petition.example
  --ids        the file of the list; without it the list of this moment is drawn from
  --seed       public words that nobody could know before, exactly as they were published
  --n          how many to draw; without it ${USUAL_N}
  --identity   the file with your private key (AGE-SECRET-KEY-…), to open sealed signatures on this machine

It draws as Ronald Rivest's sampler does, which is used in audits of elections:
https://people.csail.mit.edu/rivest/sampler.py

${TOKEN_HELP}

Exit code 0: done. 1: not done, run the same command again. 2: something has to be mended first.`;

/** Reads the arguments; `null` for `--help`. */
export async function readSampleOptions(args: readonly string[]): Promise<SampleOptions | null> {
  const { values, positionals } = readArguments('sample', args, {
    ...HELP_OPTION,
    from: { type: 'string' },
    n: { type: 'string', default: String(USUAL_N) },
    seed: { type: 'string' },
    ids: { type: 'string' },
    identity: { type: 'string' },
  });
  if (values.help) return null;
  const [campaign = '', ...others] = positionals;
  if (!isSlug(campaign) || others.length > 0)
    throw wrong('Name one campaign, as in the address of its page. Put quotes around the words of a seed.');
  if (values.from === undefined && values.ids === undefined)
    throw wrong('--from is missing: the address of the site. Only with --ids a draw needs none.');
  if (values.seed === undefined && values.ids !== undefined)
    throw wrong('--seed is missing: the list is there already, and only a seed can draw from it.');
  return {
    campaign,
    origin: values.from === undefined ? null : parseOrigin(values.from),
    n: toNumber(values.n),
    seed: values.seed === undefined ? null : toSeed(values.seed),
    ids: values.ids ?? null,
    keys: values.identity === undefined ? [] : await readIdentityFile(values.identity),
  };
}

function toNumber(typed: string): number {
  if (/^[1-9]\d{0,8}$/u.test(typed)) return Number(typed);
  throw wrong(`--n is a whole number above 0, not ${typed}.`);
}

/** The sampler takes no blanks before and after a seed. */
function toSeed(typed: string): string {
  const seed = typed.trim();
  if (seed !== '') return seed;
  throw wrong('--seed is empty: give the public words.');
}

function wrong(message: string): CommandError {
  return wrongArguments('sample', message);
}
