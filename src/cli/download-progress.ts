import { SingleBar } from 'cli-progress';

/** Shows how far a download is, where somebody looks: on a terminal, and on standard error only. */
export class DownloadProgress {
  readonly #bar = new SingleBar({
    stream: process.stderr,
    format: '{bar} {percentage} %  {rows} signatures  {doing}',
    barCompleteChar: '█',
    barIncompleteChar: '░',
    hideCursor: true,
    // Signals are the command's own business.
    gracefulExit: false,
  });

  start(): void {
    this.#bar.start(1, 0, { rows: '0', doing: '' });
  }

  /** `share` from 0 to 1. */
  show(share: number, rows: number, doing: string): void {
    this.#bar.update(share, { rows: rows.toLocaleString('en'), doing });
  }

  stop(): void {
    this.#bar.stop();
  }
}
