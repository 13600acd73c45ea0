import type { CommandIo } from '#cli/command/command.ts';
import { organizerToken } from '#cli/site/organizer-token.ts';
import { OrganizersSite } from '#cli/site/organizers-site.ts';
import { DOWNLOAD_HELP, type DownloadOptions, readDownloadOptions } from './download-options.ts';
import { DownloadProgress } from './download-progress.ts';
import { collectParts, goesOn } from './part-collecting.ts';
import { PartFolder } from './part-folder.ts';
import type { LoadingPace } from './part-tries.ts';
import { basisSentence } from './signature-basis.ts';
import { type WholeFile, writeWholeFile } from './whole-file.ts';

/** `npm run download`: writes all signatures of a campaign into one file, and checks them. */
export async function download(
  args: readonly string[],
  io: CommandIo,
  pace: LoadingPace = {},
): Promise<void> {
  const options = await readDownloadOptions(args);
  if (options === null) {
    io.out(DOWNLOAD_HELP);
    return;
  }
  const { campaign, origin, out } = options;
  const site = new OrganizersSite(origin, await organizerToken(io), pace.pause);
  const folder = await PartFolder.open(`${out}.parts`, `${campaign} from ${origin}`);
  const progress = new DownloadProgress(io.screen);
  progress.start();
  try {
    await collectParts(folder, { site, options, progress, pace }, io.signal);
    const step = (rows: number) => progress.show(1, rows, 'writing');
    const whole = await writeWholeFile(out, { ...options, folder, step }, io.signal);
    await folder.remove();
    progress.stop();
    io.out(report(options, whole, await basisSentence(site, campaign, io.signal)));
  } finally {
    progress.stop();
    await folder.removeIfEmpty();
    if (io.signal.aborted && folder.kept.length > 0) io.error(goesOn(folder));
  }
}

function report(
  { out, format }: DownloadOptions,
  { rows, sealed, sha256 }: WholeFile,
  basis: string | null,
): string {
  const lines = [`${rows.toLocaleString('en')} signatures in ${out}: as many as the site said, none twice.`];
  if (sealed > 0) {
    lines.push(`${sealed.toLocaleString('en')} of them are still sealed: open them with --identity key.txt.`);
  }
  if (basis !== null) lines.push(basis);
  return [...lines, `SHA-256 ${sha256}  (${format})`].join('\n');
}
