import { HELP_OPTION, readArguments, wrongArguments } from '#cli/command/command-arguments.ts';
import type { CommandError } from '#cli/command/command.ts';
import { TOKEN_HELP } from '#cli/site/organizer-token.ts';
import { parseOrigin } from '#cli/site/site-origin.ts';
import { isSlug } from '#domain/slug.ts';

/** What to do with a campaign's asides. */
export type AsideOptions = { readonly campaign: string; readonly origin: string } & (
  | { readonly kind: 'list' }
  | { readonly kind: 'put-back'; readonly aside: string }
  | {
      readonly kind: 'set';
      /** The file that names the signatures; `-` for standard input. */
      readonly file: string;
      readonly reason: string;
      readonly isErasing: boolean;
    }
);

/** What `npm run aside -- --help` says. */
export const ASIDE_HELP = `Sets signatures aside: they stay, and are not counted. Lists what is set aside, and puts it back.

  npm run aside -- <campaign> --from <site>
  npm run aside -- <campaign> --from <site> --ids <file> --reason "…" [--erase-after-30-days]
  npm run aside -- <campaign> --from <site> --put-back <aside>

  <campaign>              its name in the page's address: stop-the-raids
  --from                  the site: https://petition.example
  --ids                   the file that names the signatures: one id a line, or a download (CSV or NDJSON) with only
                          those in it; - reads standard input
  --reason                why, in one line of at most 200 characters; only organizers read it, so name nobody
  --erase-after-30-days   they are erased for good 30 days later; put back before, they stay
  --put-back              the aside to put back, as the list shows it

Without --ids and --put-back it lists every aside: which, when, by whom, how many, why. More than 2,000 signatures
become several asides. The same ids and the same reason are the same aside: run a command that broke off once more.

${TOKEN_HELP}

Exit code 0: done. 1: not done, run the same command again. 2: something has to be mended first.`;

/** Reads the arguments; `null` for `--help`. */
export function readAsideOptions(args: readonly string[]): AsideOptions | null {
  const { values, positionals } = readArguments('aside', args, {
    ...HELP_OPTION,
    from: { type: 'string' },
    ids: { type: 'string' },
    reason: { type: 'string' },
    'erase-after-30-days': { type: 'boolean', default: false },
    'put-back': { type: 'string' },
  });
  if (values.help) return null;
  const [campaign = '', ...others] = positionals;
  if (!isSlug(campaign) || others.length > 0)
    throw wrong('Name one campaign, as in the address of its page.');
  if (values.from === undefined) throw wrong('--from is missing: the address of the site.');
  const { ids: file, reason, 'put-back': aside, 'erase-after-30-days': isErasing } = values;
  const place = { campaign, origin: parseOrigin(values.from) };
  if (aside !== undefined) {
    if (file !== undefined || reason !== undefined || isErasing)
      throw wrong('--put-back stands alone: set aside in a command of its own.');
    return { ...place, kind: 'put-back', aside };
  }
  if (file === undefined) {
    if (reason !== undefined || isErasing)
      throw wrong('--ids is missing: the file that names the signatures.');
    return { ...place, kind: 'list' };
  }
  if (reason === undefined) throw wrong('--reason is missing: say in one line why they are set aside.');
  return { ...place, kind: 'set', file, reason, isErasing };
}

function wrong(message: string): CommandError {
  return wrongArguments('aside', message);
}
