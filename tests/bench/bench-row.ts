/** One line of the table: a measured value, its limit in the same run, and its goal. */
export interface BenchRow {
  readonly what: string;
  readonly value: number;
  readonly unit: string;
  /** The limit to compare the value with, measured in the same run. */
  readonly limit?: { readonly what: string; readonly value: number };
  readonly ratio?: number;
  readonly goal?: string;
  readonly isMet?: boolean;
  readonly note?: string;
}

/** How much is measured. `quick` only shows whether the benchmarks run. */
export interface Scale {
  readonly isQuick: boolean;
  /** The folder of an older checkout, with its packages, to measure in the same run; `null` without one. */
  readonly beside: string | null;
}

type Measured = Pick<BenchRow, 'what' | 'value' | 'unit' | 'note'>;

/** A row that compares its value with a limit. `goal` is the least ratio of value to limit. */
export function besideLimit(row: Measured, limit: { what: string; value: number }, goal?: number): BenchRow {
  const ratio = row.value / limit.value;
  return { ...row, limit, ratio, ...(goal !== undefined && { goal: `≥ ${goal}`, isMet: ratio >= goal }) };
}

/** A row that compares its value with what an older checkout made of it in the same run. */
export function besideOlder(row: Measured, value: number): BenchRow {
  return besideLimit(row, { what: 'the older checkout', value });
}

/** A value that may be this large. */
export function atMost(row: Measured, most: number): BenchRow {
  return { ...row, goal: `≤ ${most.toLocaleString('en')} ${row.unit}`.trimEnd(), isMet: row.value <= most };
}

export function toTable(rows: readonly BenchRow[]): string {
  const cells = rows.map(({ what, value, unit, limit, ratio, goal, isMet, note }) => [
    what,
    `${round(value)} ${unit}`,
    limit ? `${limit.what}: ${round(limit.value)} ${unit}` : '',
    ratio === undefined ? '' : ratio.toFixed(2),
    goal === undefined ? '' : `${goal}${isMet === undefined ? '' : isMet ? ' met' : ' MISSED'}`,
    note ?? '',
  ]);
  const table = [['what', 'measured', 'beside', 'ratio', 'goal', 'note'], ...cells];
  const widths = [0, 1, 2, 3, 4].map((column) => Math.max(...table.map((line) => line[column]?.length ?? 0)));
  return table
    .map((line) =>
      line
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

function round(value: number): string {
  return value.toLocaleString('en', { maximumSignificantDigits: 4 });
}
