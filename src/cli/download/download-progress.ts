import { SingleBar } from 'cli-progress';

/** A bar that shows how far a download is. It stays silent without a screen. */
export class DownloadProgress {
  readonly #bar: SingleBar | null;

  /** `noun` says what the rows are. */
  constructor(screen: NodeJS.WritableStream | null, noun: string) {
    this.#bar = screen && toBar(screen, noun);
  }

  start(): void {
    this.#bar?.start(1, 0, { rows: '0', doing: '' });
  }

  /** Shows the state; `share` goes from 0 to 1. */
  show(share: number, rows: number, doing: string): void {
    this.#bar?.update(share, { rows: rows.toLocaleString('en'), doing });
  }

  stop(): void {
    this.#bar?.stop();
  }
}

function toBar(stream: NodeJS.WritableStream, noun: string): SingleBar {
  return new SingleBar({
    stream,
    format: `{bar} {percentage} %  {rows} ${noun}  {doing}`,
    barCompleteChar: '█',
    barIncompleteChar: '░',
    hideCursor: true,
    // The command handles signals itself.
    gracefulExit: false,
  });
}
