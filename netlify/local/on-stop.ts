import { logError } from '#endpoint/log-error.ts';

/** After Ctrl-C npm sends a signal, and so does the terminal. Signals this close together are one wish. */
const SECOND_SIGNAL_MS = 1000;

const ours = new Set<unknown>();

/** Stops in good order at the first signal to end. A later one ends the process at once. */
export function onStop(stop: () => Promise<void>): void {
  let stoppedAt: number | null = null;
  const heard = () => {
    if (stoppedAt !== null) {
      if (performance.now() - stoppedAt > SECOND_SIGNAL_MS) process.exit(1);
      return;
    }
    stoppedAt = performance.now();
    stop().then(
      () => process.exit(0),
      (error: unknown) => {
        logError(error);
        process.exit(1);
      },
    );
  };
  ours.add(heard);
  process.on('SIGTERM', heard).on('SIGINT', heard);
}

/** Takes away what others do at a signal to end. Vite (8.3) would end the process before what is open is closed. */
export function stopAlone(): void {
  for (const listener of process.listeners('SIGTERM')) {
    if (!ours.has(listener)) process.off('SIGTERM', listener);
  }
}
