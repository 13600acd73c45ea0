import { registerHooks } from 'node:module';

/*
 * A test loads this file before a server. The server's clock of schedules then strikes at SIGUSR2 only, and says what
 * it waits for and what ran.
 */
const CLOCK = `
export class Cron {
  constructor(schedule, _options, run) {
    console.log('waits for ' + schedule);
    process.on('SIGUSR2', () => run().then(() => console.log('ran ' + schedule)));
  }
  stop() {}
}`;

registerHooks({
  resolve: (name, context, next) =>
    name === 'croner'
      ? { url: `data:text/javascript,${encodeURIComponent(CLOCK)}`, shortCircuit: true }
      : next(name, context),
});
