import type { CommandIo } from '#cli/command/command.ts';
import { organizerToken } from '#cli/site/organizer-token.ts';
import { OrganizersSite } from '#cli/site/organizers-site.ts';
import { NEWS } from '#download/news-row.ts';
import type { Row, RowKind } from '#download/row-kind.ts';
import { SIGNATURES } from '#download/row.ts';
import { DOWNLOAD_HELP, type DownloadOptions, readDownloadOptions } from './download-options.ts';
import { DownloadProgress } from './download-progress.ts';
import { collectParts, goesOn } from './part-collecting.ts';
import { PartFolder } from './part-folder.ts';
import type { LoadingPace } from './part-tries.ts';
import { basisSentence, CONFIRMED } from './signature-basis.ts';
import { type WholeFile, writeWholeFile } from './whole-file.ts';

/**
 * `npm run download`: writes rows of a campaign into one file, and checks them. They are what counts, what is set
 * aside, or who wants news.
 */
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
  await (options.isNews
    ? downloadRows(NEWS, options, io, pace)
    : downloadRows(SIGNATURES, options, io, pace));
}

async function downloadRows<Kept extends Row>(
  kind: RowKind<Kept>,
  options: DownloadOptions,
  io: CommandIo,
  pace: LoadingPace,
): Promise<void> {
  const { campaign, origin, out, isAside } = options;
  const asked = { kind, campaign, isAside };
  const noun = isAside ? 'signatures that are set aside' : NOUNS[kind.name];
  const source = isAside ? 'what is set aside of ' : SOURCE[kind.name];
  const site = new OrganizersSite(origin, await organizerToken(io), pace.pause);
  const folder = await PartFolder.open(`${out}.parts`, `${source}${campaign} from ${origin}`);
  const progress = new DownloadProgress(io.screen, noun);
  progress.start();
  try {
    await collectParts(folder, { asked, site, options, progress, pace }, io.signal);
    const step = (rows: number) => progress.show(1, rows, 'writing');
    const whole = await writeWholeFile(out, { ...options, kind, folder, step }, io.signal);
    await folder.remove();
    progress.stop();
    const basis = kind.name === 'news' ? CONFIRMED : await basisSentence(site, campaign, io.signal);
    io.out(report(options, whole, { noun, basis }));
  } finally {
    progress.stop();
    await folder.removeIfEmpty();
    if (io.signal.aborted && folder.kept.length > 0) io.error(goesOn(folder));
  }
}

/** What the rows of a kind are called. */
const NOUNS = { signatures: 'signatures', news: 'addresses for news' } as const;
/** How a folder of parts begins to say what it holds. Parts of one kind never get into a file of another. */
const SOURCE = { signatures: '', news: 'news of ' } as const;

function report(
  { out, format }: DownloadOptions,
  { rows, sealed, sha256 }: WholeFile,
  { noun, basis }: { noun: string; basis: string | null },
): string {
  const lines = [`${rows.toLocaleString('en')} ${noun} in ${out}: as many as the site said, none twice.`];
  if (sealed > 0) {
    lines.push(`${sealed.toLocaleString('en')} of them are still sealed: open them with --identity key.txt.`);
  }
  if (basis !== null) lines.push(basis);
  return [...lines, `SHA-256 ${sha256}  (${format})`].join('\n');
}
