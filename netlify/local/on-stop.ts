import { logError } from '#endpoint/log-error.ts';

/** Stops in good order at the first signal to end. A second one ends the process at once. */
export function onStop(stop: () => Promise<void>): void {
  let isStopping = false;
  const heard = () => {
    if (isStopping) process.exit(1);
    isStopping = true;
    stop().then(
      () => process.exit(0),
      (error: unknown) => {
        logError(error);
        process.exit(1);
      },
    );
  };
  process.on('SIGTERM', heard).on('SIGINT', heard);
}
