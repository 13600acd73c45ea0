import pLimit from 'p-limit';
import { CommandError } from '#cli/command/command.ts';
import type { OrganizersSite } from '#cli/site/organizers-site.ts';
import { missingParts } from '#download/part-plan.ts';
import type { WantedRows } from '#download/part-reader.ts';
import type { Row, RowKind } from '#download/row-kind.ts';
import type { DownloadOptions } from './download-options.ts';
import type { DownloadProgress } from './download-progress.ts';
import { countPart } from './part-count.ts';
import type { PartFolder } from './part-folder.ts';
import { type FailedPart, loadParts } from './part-loading.ts';
import { askForPart } from './part-request.ts';
import type { LoadingPace } from './part-tries.ts';
import { sealedInCsv } from './sealed-in-csv.ts';

/** Parts that the command asks about in parallel. */
const CONCURRENCY = 8;

/** What parts are collected from, what for, and where this is shown. */
interface Collecting<Kept extends Row> {
  readonly asked: WantedRows<Kept>;
  readonly site: OrganizersSite;
  readonly options: Pick<DownloadOptions, 'format' | 'keys'>;
  readonly progress: DownloadProgress;
  readonly pace: LoadingPace;
}

/**
 * Fills the folder with every part of the campaign. It keeps parts of an earlier run that are still right.
 */
export async function collectParts<Kept extends Row>(
  folder: PartFolder,
  { asked, site, options, progress, pace }: Collecting<Kept>,
  signal: AbortSignal,
): Promise<void> {
  const { format, keys } = options;
  await dropOutdated(folder, site, asked, signal);
  let retries = 0;
  const show = () => progress.show(folder.share, folder.rows, retries > 0 ? `asked again: ${retries}` : '');
  show();
  const failed = await loadParts(
    missingParts(folder.kept.map(({ part }) => part)),
    {
      ...pace,
      ask: (part, either) => askForPart(site, asked, part, either),
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
  if (failed.length > 0) throw incomplete(failed, folder, asked);
}

/** Says how a stopped or broken download continues. */
export function goesOn({ path }: PartFolder): string {
  return `What did arrive is kept in ${path}: the same command goes on from there.`;
}

/** Drops kept parts whose number of rows is another one now: somebody signed, or was erased. */
async function dropOutdated<Kept extends Row>(
  folder: PartFolder,
  site: OrganizersSite,
  asked: WantedRows<Kept>,
  signal: AbortSignal,
): Promise<void> {
  await pLimit(CONCURRENCY).map(folder.kept, async (kept) => {
    if ((await countPart(site, asked, kept.part, signal)) !== kept.rows) await folder.drop(kept);
  });
}

function incomplete(
  failed: readonly FailedPart[],
  folder: PartFolder,
  { kind }: { readonly kind: Pick<RowKind<never>, 'name'> },
): CommandError {
  const parts = failed.map(({ part, why }) => `  part ${part.number}/${part.of}: ${why}`);
  return new CommandError(
    1,
    `Not everything arrived, so no file was written:
${parts.join('\n')}
${goesOn(folder)} If the same parts fail once more, the log of the site's
function "${kind.name === 'news' ? 'news-download' : 'download'}" says why.`,
  );
}
