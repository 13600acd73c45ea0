import { visible } from '#source/mistake.ts';

/**
 * What the doctor found. `error`: something does not work until it is mended. `warning`: it works, with a loss
 * that somebody has to want. `note`: good to know.
 */
export interface Finding {
  readonly level: 'fine' | 'note' | 'warning' | 'error';
  readonly what: string;
  /** What to do. */
  readonly mend?: string;
}

const MARKS: Readonly<Record<Finding['level'], string>> = {
  fine: '✓ fine   ',
  note: '· note   ',
  warning: '! warning',
  error: '✗ error  ',
};

/** A finding as text: mark, word and sentence, and what to do on the line below. */
export function formatFinding({ level, what, mend }: Finding): string {
  const indent = ' '.repeat(MARKS[level].length + 2);
  const lines = mend === undefined ? [what] : [what, `→ ${mend}`];
  // What a site answers must not move the cursor of a terminal.
  const shown = lines.join('\n').split('\n').map(visible);
  return `${MARKS[level]}  ${shown.join(`\n${indent}`)}`;
}
