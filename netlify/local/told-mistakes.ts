import { report } from '#checking/report.ts';
import { readSettings } from '#settings/settings.ts';
import { formatMistake } from '#source/mistake.ts';
import type { ContentState } from './watched-content.ts';

/** Tells each mistake once, and when the last one is mended. */
export function mistakeTeller(say: (text: string) => void): (state: ContentState) => void {
  let before: ReadonlySet<string> = new Set();
  return ({ mistakes }) => {
    const fresh = mistakes.filter((mistake) => !before.has(formatMistake(mistake)));
    const wasBroken = before.size > 0;
    before = new Set(mistakes.map(formatMistake));
    if (fresh.length > 0) say(report(fresh, readSettings()).join('\n'));
    else if (wasBroken && mistakes.length === 0) say('The content is fine again.');
  };
}
