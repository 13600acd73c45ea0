import { counted } from '#cli/command/counted.ts';
import type { CampaignFacts } from './copied-campaign.ts';
import type { Checked } from './run.ts';
import type { Sides } from './shelves.ts';

/** What stands the same on both sides after a copy, in words without personal data. */
export function sameIn(
  found: Checked,
  { changed, sides, facts }: { changed: number; sides: Sides; facts: CampaignFacts },
): string {
  const keys = [...found.signatures.keys()].sort();
  const open = keys.filter((key) => facts.open.has(key)).map(facts.slugOf);
  return [
    `Copied ${number(changed)} entries from ${sides.from.words} to ${sides.to.words}.`,
    ...keys.map(
      (key) => `${facts.slugOf(key)}: ${counted(found.signatures.get(key) ?? 0)} the same on both sides`,
    ),
    ...(open.length > 0 ? [closeFirst(open)] : []),
    ...(isSame(found)
      ? [
          `Checked: all ${number(found.source)} entries stand on both sides, the same in every byte, and no others.`,
        ]
      : []),
  ].join('\n');
}

/** What differs between both sides, and what to do; `null` if nothing does. */
export function differencesIn(found: Checked, isMirror: boolean): string | null {
  if (isSame(found)) return null;
  const { missing, different, extra } = found;
  return [
    'The two sides are not the same yet:',
    ...(missing > 0
      ? [`  ${number(missing)} missing at the target: they came while it copied. Run the same command again.`]
      : []),
    ...(different > 0
      ? [
          `  ${number(different)} different: ${isMirror ? 'they changed while it copied. Run the same command again.' : 'they changed at the source since they were copied, or at the target. --mirror takes those of the source.'}`,
        ]
      : []),
    ...(extra > 0
      ? [
          `  ${number(extra)} only at the target: ${isMirror ? 'they went from the source while it copied. Run the same command again.' : 'withdrawn or erased at the source since they were copied, or new at the target. Whoever withdrew must not come back: --mirror erases them.'}`,
        ]
      : []),
  ].join('\n');
}

function closeFirst(open: readonly string[]): string {
  return `By content/, this takes signatures: ${open.join(', ')}. Before the last run set "status: paused" at the source, deploy, and wait a minute. Else somebody signs there after the copy.`;
}

function isSame({ missing, different, extra }: Checked): boolean {
  return missing + different + extra === 0;
}

function number(count: number): string {
  return count.toLocaleString('en');
}
