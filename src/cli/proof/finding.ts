/** What one check saw. `unseen`: it could not be tried here, which is neither good nor bad. */
export interface Finding {
  readonly what: string;
  readonly verdict: 'pass' | 'fail' | 'unseen';
  readonly detail: string;
}

/** A finding that passes if nothing is wrong, and otherwise says what is. */
export function judge(what: string, wrong: readonly string[], detail = ''): Finding {
  return wrong.length === 0
    ? { what, verdict: 'pass', detail }
    : { what, verdict: 'fail', detail: wrong.join('; ') };
}

const MARKS = { pass: 'pass', fail: 'FAIL', unseen: ' -- ' } as const;

/** The findings as text: one a line, its detail below it. */
export function toTable(findings: readonly Finding[]): string {
  return findings
    .map(
      ({ what, verdict, detail }) =>
        `  ${MARKS[verdict]}  ${what}${detail === '' ? '' : `\n        ${detail}`}`,
    )
    .join('\n');
}
