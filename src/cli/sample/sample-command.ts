import { join } from 'node:path';
import { CommandError, type CommandIo } from '#cli/command/command.ts';
import type { LoadingPace } from '#cli/download/part-tries.ts';
import { type CountedSignatures, withCountedSignatures } from './counted-signatures.ts';
import { type IdList, readIdList, toListText } from './id-list.ts';
import { drawNumbers } from './rivest-sampler.ts';
import { type Drawn, type Sample, toSampleCsv, writeOwnFile } from './sample-file.ts';
import { readSampleOptions, SAMPLE_HELP, type SampleOptions } from './sample-options.ts';
import { drawReport, listReport } from './sample-report.ts';

/** `npm run sample`: fixes the list of signatures, or draws a sample from it that anybody can draw again. */
export async function sample(
  args: readonly string[],
  io: CommandIo,
  pace: LoadingPace = {},
  now: Date = new Date(),
): Promise<void> {
  const options = await readSampleOptions(args);
  if (options === null) {
    io.out(SAMPLE_HELP);
    return;
  }
  const { campaign, origin, seed } = options;
  const day = now.toISOString().slice(0, 10);
  const list = options.ids === null ? null : await readIdList(options.ids);
  const draw = async (signatures: CountedSignatures | null) => {
    const known = list ?? (await signatures?.list());
    if (known === undefined || known.ids.length === 0)
      throw new CommandError(2, `No signature of ${campaign} counts: there is nothing to draw from.`);
    if (seed === null) return fixList(known, options, day, io);
    const file = `${campaign}-sample-${day}.csv`;
    const drawn = await drawFrom(known, { n: options.n, seed }, signatures);
    await writeOwnFile(io.project, file, toSampleCsv(drawn.drawn));
    io.out(drawReport(drawn, { campaign, file, day, isAuditor: signatures === null }));
  };
  if (origin === null) await draw(null);
  else
    await withCountedSignatures(
      { ...options, origin, path: join(io.project, `${campaign}-sample.parts`), pace },
      io,
      draw,
    );
}

/** Keeps the list in a file. More signatures come, and only this list has the published digest. */
async function fixList(list: IdList, options: SampleOptions, day: string, io: CommandIo): Promise<void> {
  const file = `${options.campaign}-ids-${day}.txt`;
  await writeOwnFile(io.project, file, toListText(list.ids));
  io.out(listReport(list, options, file));
}

async function drawFrom(
  list: IdList,
  { n, seed }: { n: number; seed: string },
  signatures: CountedSignatures | null,
): Promise<Sample> {
  const { ids } = list;
  const isAll = n >= ids.length;
  const chosen = isAll ? ids : drawNumbers(seed, ids.length, n).map((number) => ids[number - 1] ?? '');
  const supporters = (await signatures?.supporters(new Set(chosen))) ?? null;
  const drawn = chosen.map((id): Drawn => {
    if (supporters === null) return { kind: 'unknown', id };
    const supporter = supporters.get(id);
    if (supporter === undefined) return { kind: 'gone', id };
    return supporter.updates ? { kind: 'welcome', id, supporter } : { kind: 'notAsked', id };
  });
  return { list, seed, drawn, isAll };
}
