import { CommandError, type CommandIo } from '#cli/command/command.ts';
import { counted } from '#cli/command/counted.ts';
import { organizerToken } from '#cli/site/organizer-token.ts';
import { OrganizersSite } from '#cli/site/organizers-site.ts';
import { ERASE_AFTER_DAYS, type ListedAside, MOST_ASIDE_IDS } from '#domain/aside.ts';
import { ASIDE_HELP, type AsideOptions, readAsideOptions } from './aside-options.ts';
import { AsideRequests } from './aside-requests.ts';
import { countedSignatures } from './counted-signatures.ts';
import { readIds } from './id-list.ts';

/** `npm run aside`: sets signatures aside, lists what is, and puts it back. It shows nothing of a person. */
export async function aside(args: readonly string[], io: CommandIo): Promise<void> {
  const options = readAsideOptions(args);
  if (options === null) {
    io.out(ASIDE_HELP);
    return;
  }
  // Before the question for the token, because a wrong file needs none.
  const ids = options.kind === 'set' ? await readIds(options.file, io.input) : [];
  const site = new OrganizersSite(options.origin, await organizerToken(io));
  const requests = new AsideRequests(site, options.campaign, io.signal);
  const listed = await requests.list();
  if (options.kind === 'list') {
    if (!listed) throw new CommandError(2, 'This token may not read, so it lists nothing.');
    for (const line of toLines(listed)) io.out(line);
    return;
  }
  const count = async () =>
    listed ? counted(await countedSignatures(site, options.campaign, io.signal)) : NOT_READ;
  io.out(`Counted before: ${await count()}`);
  if (options.kind === 'set') await setAside(ids, options, requests, io);
  else await putBack(options.aside, listed, requests, io);
  io.out(`Counted now: ${await count()}`);
}

const NOT_READ = 'not known, because this token may not read';

async function setAside(
  ids: readonly string[],
  { reason, isErasing }: Extract<AsideOptions, { kind: 'set' }>,
  requests: AsideRequests,
  io: CommandIo,
): Promise<void> {
  for (let start = 0; start < ids.length; start += MOST_ASIDE_IDS) {
    const group = ids.slice(start, start + MOST_ASIDE_IDS);
    const erasing = isErasing ? { eraseAfterDays: ERASE_AFTER_DAYS } : {};
    const { aside, signatures } = await requests.set({ ids: group, reason, ...erasing });
    io.out(`Set aside: ${counted(signatures)}, as ${aside}`);
  }
}

async function putBack(
  aside: string,
  listed: readonly ListedAside[] | null,
  requests: AsideRequests,
  io: CommandIo,
): Promise<void> {
  if (listed && !listed.some((one) => one.aside === aside))
    throw new CommandError(
      2,
      'There is no such aside. Without --put-back the command lists those there are.',
    );
  await requests.putBack(aside);
  io.out(`Put back: ${aside}`);
}

function toLines(asides: readonly ListedAside[]): string[] {
  if (asides.length === 0) return ['Nothing is set aside.'];
  return asides.flatMap(({ aside, at, by, signatures, reason, eraseAfter }) => [
    `${plain(aside)}  ${at}  ${plain(by)}  ${counted(signatures)}`,
    `  ${plain(reason)}${eraseAfter === undefined ? '' : ` (erased after ${eraseAfter})`}`,
  ]);
}

/** A text that moves no cursor, whatever a site sends. */
function plain(text: string): string {
  return text.replaceAll(/[\p{Cc}\p{Zl}\p{Zp}]/gu, ' ');
}
