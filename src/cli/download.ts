import pLimit from 'p-limit';
import { CommandError, runCommand } from './command.ts';
import { type DownloadOptions, readDownloadOptions } from './download-options.ts';
import { DownloadProgress } from './download-progress.ts';
import { OrganizersSite } from './organizers-site.ts';
import { PartFolder } from './part-folder.ts';
import { type FailedPart, loadParts } from './part-loading.ts';
import { missingParts } from '#download/part-plan.ts';
import { askForPart, countPart } from './part-request.ts';
import { organizerToken } from './token.ts';
import { sealedInCsv, type WholeFile, writeWholeFile } from './whole-file.ts';

/** Parts asked about at the same time. */
const CONCURRENCY = 8;

/** `npm run download`: all signatures of a campaign in one file, checked. */
await runCommand(async (signal) => {
  const options = await readDownloadOptions(process.argv.slice(2));
  if (!options) return;
  const { campaign, origin, out, format, keys } = options;
  const site = new OrganizersSite(origin, await organizerToken(signal));
  const folder = await PartFolder.open(`${out}.parts`, `${campaign} from ${origin}`);
  const progress = new DownloadProgress();
  progress.start();
  try {
    await dropOutdated(folder, site, campaign, signal);
    await load(folder, site, options, progress, signal);
    const whole = await writeWholeFile(
      out,
      { folder, format, keys, step: (rows) => progress.show(1, rows, 'writing') },
      signal,
    );
    await folder.remove();
    progress.stop();
    console.log(report(options, whole));
  } finally {
    progress.stop();
    await folder.removeIfEmpty();
    if (signal.aborted && folder.kept.length > 0) console.error(goesOn(folder));
  }
});

/** Drops parts of an earlier run whose number of rows is another one now: somebody signed, or was erased. */
async function dropOutdated(folder: PartFolder, site: OrganizersSite, campaign: string, signal: AbortSignal) {
  await pLimit(CONCURRENCY).map(folder.kept, async (kept) => {
    if ((await countPart(site, campaign, kept.part, signal)) !== kept.rows) await folder.drop(kept);
  });
}

async function load(
  folder: PartFolder,
  site: OrganizersSite,
  { campaign, format, keys }: DownloadOptions,
  progress: DownloadProgress,
  signal: AbortSignal,
): Promise<void> {
  let retries = 0;
  const show = () => {
    const share = folder.kept.reduce((sum, { part }) => sum + 1 / part.of, 0);
    const rows = folder.kept.reduce((sum, kept) => sum + kept.rows, 0);
    progress.show(share, rows, retries > 0 ? `asked again: ${retries}` : '');
  };
  show();
  const failed = await loadParts(
    missingParts(folder.kept.map(({ part }) => part)),
    {
      ask: (part, either) => askForPart(site, campaign, part, either),
      keep: async (part, { rows, ndjson, sealed }) => {
        await folder.keep(part, rows, ndjson);
        show();
        if (sealed > 0 && format === 'csv' && keys.length === 0) throw sealedInCsv();
      },
      retried: () => {
        retries += 1;
        show();
      },
    },
    signal,
  );
  if (failed.length > 0) throw incomplete(failed, folder);
}

function incomplete(failed: readonly FailedPart[], folder: PartFolder): CommandError {
  const parts = failed.map(({ part, why }) => `  part ${part.number}/${part.of}: ${why}`);
  return new CommandError(
    1,
    `Not everything arrived, so no file was written:
${parts.join('\n')}
${goesOn(folder)} If the same parts fail once more, the log of the site's
function "download" says why.`,
  );
}

function goesOn(folder: PartFolder): string {
  return `What did arrive is kept in ${folder.path}: the same command goes on from there.`;
}

function report({ out, format }: DownloadOptions, { rows, sealed, sha256 }: WholeFile): string {
  const lines = [`${rows.toLocaleString('en')} signatures in ${out}: as many as the site said, none twice.`];
  if (sealed > 0) {
    lines.push(`${sealed.toLocaleString('en')} of them are still sealed: open them with --identity key.txt.`);
  }
  return [...lines, `SHA-256 ${sha256}  (${format})`].join('\n');
}
