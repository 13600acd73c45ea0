import { counted } from '#cli/command/counted.ts';
import { type IdList, sha256Of, toListText } from './id-list.ts';
import type { Drawn, Sample } from './sample-file.ts';
import type { SampleOptions } from './sample-options.ts';

/** What the first step says: the list is fixed, and what to publish now. It shows no id. */
export function listReport(
  { ids, sha256 }: IdList,
  { campaign, origin, n }: SampleOptions,
  file: string,
): string {
  const from = origin === null ? '' : ` --from ${origin}`;
  return `${counted(ids.length)} of ${campaign} count.
SHA-256 ${sha256}
of the list of their ids: sorted, each on a line of its own, every line ended by one line feed.

The list is in ${file}, for you only. Keep it: signatures come and go, and only this file has that SHA-256.
Publish the number and the SHA-256 now, and say which public event will give the seed. When it has, draw:

  npm run sample -- ${campaign}${from} --ids ${file} --n ${n} --seed "<the public words>"`;
}

/** What a draw says: numbers only, and what to do with its file. */
export function drawReport(
  { list, seed, drawn, isAll }: Sample,
  { campaign, file, day, isAuditor }: { campaign: string; file: string; day: string; isAuditor: boolean },
): string {
  const number = (kind: Drawn['kind']) => drawn.filter((one) => one.kind === kind).length;
  const how = isAll
    ? `There are not more than that, so it is all of them: ${counted(drawn.length)}, in the order of the list.`
    : `${counted(drawn.length)} drawn, none twice, by Rivest's sampler: SHA-256 of "<seed>,<1, 2, 3 …>".`;
  const lines = [
    how,
    `Seed: ${seed}`,
    `List: ${list.ids.length.toLocaleString('en')} ids, SHA-256 ${list.sha256}`,
    'The list must be the one that was published before the seed was known.',
    `Sample: SHA-256 ${sha256Of(toListText(drawn.map(({ id }) => id)))} of the drawn ids, in the order drawn.`,
    '',
  ];
  if (isAuditor)
    return [...lines, `The drawn ids are in ${file}. No names: without a token there are none.`].join('\n');
  const gone = number('gone');
  return [
    ...lines,
    `${counted(number('welcome'))} came with a welcome to write: names and addresses are in ${file}, for you only.`,
    `${number('notAsked').toLocaleString('en')} did not, and count as not asked.`,
    ...(gone > 0
      ? [
          `${gone.toLocaleString('en')} do not count any more since the list was made, and count as not asked.`,
        ]
      : []),
    `Write to those and to nobody else. Then put what came back into the front matter of ${campaign}:`,
    '',
    `samples:`,
    `  - { date: ${day}, by: "…", drawn: ${drawn.length}, reached: …, yes: … }`,
    '',
    'reached: how many could be asked. yes: how many of them said “yes, I signed”. Erase the file when you are done.',
  ].join('\n');
}
