import type { Writable } from 'node:stream';

/** What the log tells of a request. */
interface Answered {
  /** Milliseconds since 1970. */
  readonly started: number;
  readonly method: string | undefined;
  /** A route, a file's own path, or `-`: an unknown address may hold anything. */
  readonly place: string;
  /** `null` if nothing was sent. */
  readonly status: number | null;
  /** False if the transfer broke off. */
  readonly isWhole: boolean;
}

/** One line about a request, such as `2026-11-27T07:21:49Z GET /api/campaigns/:campaign/count 200 3 ms`. */
export function accessLine({ started, method = '-', place, status, isWhole }: Answered): string {
  const ended = Date.now();
  return `${secondOf(ended)} ${method} ${place} ${status ?? '-'} ${ended - started} ms${isWhole ? '' : ' broken off'}`;
}

let second = { number: 0, text: '' };

/** The same for a whole second, so it is written once. */
function secondOf(ms: number): string {
  const number = Math.floor(ms / 1000);
  if (number !== second.number) {
    second = { number, text: new Date(number * 1000).toISOString().replace('.000Z', 'Z') };
  }
  return second.text;
}

/** Writes lines to a stream, many at once. */
export interface LineWriter {
  readonly write: (line: string) => void;
  /** Writes the rest, unless nobody takes it. */
  readonly end: () => Promise<void>;
}

const PAUSE_MS = 200;
/** For how long the end waits for whoever reads the lines. */
const PATIENCE_MS = 2_000;
/** If nobody takes the lines, so many bytes wait. Further lines are lost, and counted. */
const MOST_WAITING_BYTES = 1024 * 1024;

/**
 * Collects lines for a moment. A stream to a file or a pipe stops the whole process for each write. A stream that
 * fails or that nobody reads costs lines, and nothing else.
 */
export function lineWriter(stream: Writable, pauseMs = PAUSE_MS, patienceMs = PATIENCE_MS): LineWriter {
  let lines: string[] = [];
  let lost = 0;
  let timer: NodeJS.Timeout | undefined;
  let hasFailed = false;
  stream.on('error', () => {
    hasFailed = true;
  });

  function flush(): void {
    clearTimeout(timer);
    timer = undefined;
    if (hasFailed || lines.length === 0) return;
    if (lost > 0) lines.push(`${lost} lines are missing here: nobody took them.`);
    stream.write(`${lines.join('\n')}\n`);
    lines = [];
    lost = 0;
  }

  return {
    write: (line) => {
      if (hasFailed) return;
      if (stream.writableLength > MOST_WAITING_BYTES) lost += 1;
      else lines.push(line);
      timer ??= setTimeout(flush, pauseMs).unref();
    },
    end: () =>
      new Promise((resolve) => {
        flush();
        if (hasFailed || stream.writableLength === 0) resolve();
        else {
          // Whoever reads it may have stopped. The process has to end all the same.
          const timer = setTimeout(resolve, patienceMs);
          stream.write('', () => {
            clearTimeout(timer);
            resolve();
          });
        }
      }),
  };
}
