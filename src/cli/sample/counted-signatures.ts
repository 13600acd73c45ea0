import { CommandError, type CommandIo } from '#cli/command/command.ts';
import { DownloadProgress } from '#cli/download/download-progress.ts';
import { lineOpener } from '#cli/download/line-opener.ts';
import { collectParts, goesOn } from '#cli/download/part-collecting.ts';
import { PartFolder } from '#cli/download/part-folder.ts';
import type { LoadingPace } from '#cli/download/part-tries.ts';
import { organizerToken } from '#cli/site/organizer-token.ts';
import { OrganizersSite } from '#cli/site/organizers-site.ts';
import { isOpenSignature } from '#domain/signature.ts';
import type { Supporter } from '#domain/supporter.ts';
import { SIGNATURES } from '#download/row.ts';
import { type IdList, toIdList } from './id-list.ts';

/** The signatures of a campaign that count, as the site has them now. */
export interface CountedSignatures {
  readonly list: () => Promise<IdList>;
  /** The supporters of some ids. What the site does not have any more is missing. */
  readonly supporters: (ids: ReadonlySet<string>) => Promise<ReadonlyMap<string, Supporter>>;
}

/** What is downloaded, and with which keys it is opened. */
interface Wanted {
  readonly campaign: string;
  readonly origin: string;
  readonly keys: readonly string[];
  /** The folder in which parts wait for one another. */
  readonly path: string;
  readonly pace: LoadingPace;
}

/** Downloads the signatures as `npm run download` does, and lets `use` look at them. Then it removes them. */
export async function withCountedSignatures<Result>(
  { campaign, origin, keys, path, pace }: Wanted,
  io: CommandIo,
  use: (signatures: CountedSignatures) => Promise<Result>,
): Promise<Result> {
  const site = new OrganizersSite(origin, await organizerToken(io), pace.pause);
  const folder = await PartFolder.open(path, `${campaign} from ${origin}`);
  const progress = new DownloadProgress(io.screen, SIGNATURES.name);
  progress.start();
  try {
    const asked = { kind: SIGNATURES, campaign };
    await collectParts(
      folder,
      { asked, site, options: { format: 'ndjson', keys }, progress, pace },
      io.signal,
    );
    progress.stop();
    // From here on nothing is asked of the site, so a second run would not go on from what arrived.
    return await use(signaturesIn(folder, keys)).finally(() => folder.remove());
  } finally {
    progress.stop();
    await folder.removeIfEmpty();
    if (io.signal.aborted && folder.kept.length > 0) io.error(goesOn(folder));
  }
}

function signaturesIn(folder: PartFolder, keys: readonly string[]): CountedSignatures {
  const open = lineOpener(SIGNATURES, keys);
  return {
    list: async () => {
      const ids: string[] = [];
      for await (const line of linesOf(folder)) ids.push(SIGNATURES.parseLine(line).id);
      return toIdList(ids);
    },
    supporters: async (ids) => {
      const found = new Map<string, Supporter>();
      for await (const line of linesOf(folder)) {
        const { id } = SIGNATURES.parseLine(line);
        if (!ids.has(id)) continue;
        const signature = await open(line);
        if (!isOpenSignature(signature)) throw stillSealed();
        found.set(id, signature.supporter);
      }
      return found;
    },
  };
}

async function* linesOf(folder: PartFolder): AsyncGenerator<string> {
  for (const kept of folder.kept) yield* (await folder.read(kept)).split('\n').slice(0, -1);
}

function stillSealed(): CommandError {
  return new CommandError(
    2,
    `Some of the drawn signatures are sealed. Open them with --identity key.txt, the file with the private key that
npm run keys showed (all of them, where keys were changed).`,
  );
}
