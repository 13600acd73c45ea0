/** Times of requests by their kind. */
export class Latencies {
  readonly #times = new Map<string, number[]>();

  /** Runs and times a request; one that rejects is not counted. */
  async time<Value>(kind: string, request: () => Promise<Value>): Promise<Value> {
    const started = performance.now();
    const value = await request();
    const times = this.#times.get(kind) ?? [];
    this.#times.set(kind, [...times, performance.now() - started]);
    return value;
  }

  /** Of a kind that was timed, in ms; `q` from 0 to 1. */
  quantile(kind: string, q: number): number {
    const sorted = (this.#times.get(kind) ?? []).toSorted((a, b) => a - b);
    return sorted[Math.min(sorted.length - 1, Math.floor(q * sorted.length))] ?? 0;
  }

  toTable(): string {
    const rows = [...this.#times].map(([kind, times]) => [
      kind,
      ...[0, 0.5, 0.95].map((q) => this.quantile(kind, q).toFixed(0)),
      String(times.length),
    ]);
    return [['ms', 'min', 'median', 'p95', 'requests'], ...rows]
      .map(
        ([kind = '', ...cells]) => `  ${kind.padEnd(30)}${cells.map((cell) => cell.padStart(10)).join('')}`,
      )
      .join('\n');
  }
}
