/** Times of requests by their kind. */
export class Latencies {
  readonly #times = new Map<string, number[]>();

  /** Runs a request and measures its time. A request that rejects does not count. */
  async time<Value>(kind: string, request: () => Promise<Value>): Promise<Value> {
    const started = performance.now();
    const value = await request();
    const times = this.#times.get(kind) ?? [];
    this.#times.set(kind, [...times, performance.now() - started]);
    return value;
  }

  /** A quantile of the times of one kind, in ms; `q` goes from 0 to 1. */
  quantile(kind: string, q: number): number {
    const sorted = (this.#times.get(kind) ?? []).toSorted((a, b) => a - b);
    return sorted[Math.min(sorted.length - 1, Math.floor(q * sorted.length))] ?? 0;
  }

  /** The least, median and 95 % time of each kind, and the number of requests, as text. */
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
