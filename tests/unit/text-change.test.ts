import { expect, it } from 'vitest';
import { changeToName } from '#domain/text-change.ts';

const sense = (date: string) => ({ date, what: 'Sense', kind: 'sense' as const });
const spelling = (date: string) => ({ date, what: 'Spelling', kind: 'typography' as const });

it.each([
  ['nothing', [], null],
  ['the latest', [sense('2026-03-01'), sense('2026-05'), sense('2026-02-01')], '2026-05'],
  ['the latest of the sense', [sense('2026-03-01'), spelling('2026-05-01')], '2026-03-01'],
  ['spelling where there is nothing else', [spelling('2026-03-01'), spelling('2026-02-01')], '2026-03-01'],
  [
    'the last written of one day',
    [sense('2026-03-01'), { ...sense('2026-03-01'), what: 'Later' }],
    '2026-03-01',
  ],
])('names %s beside the text', (_what, changes, date) => {
  expect(changeToName(changes)?.date ?? null).toBe(date);
});
