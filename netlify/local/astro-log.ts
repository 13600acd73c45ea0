import type { AstroLoggerDestination } from 'astro';
import nodeLog from 'astro/logger/node';
import { ownPlace } from './tell-error.ts';

/**
 * Astro's log in this terminal, without call stacks: whoever edits words reads it. Of each stack it keeps the first
 * place in our code. `isBuilding` leaves errors out, because an error ends a build, and the build tells it.
 */
export default function astroLog({
  isBuilding = false,
}: { isBuilding?: boolean } = {}): AstroLoggerDestination {
  const log = nodeLog({});
  return {
    write: (event) => {
      if (event.level !== 'error') log.write(event);
      else if (!isBuilding) log.write({ ...event, message: withoutStack(event.message) });
    },
  };
}

function withoutStack(message: string): string {
  const lines = message.split('\n').filter((line) => !/^\s+at |Stack trace:/u.test(line));
  const place = ownPlace(message);
  return [...lines, ...(place === null ? [] : [`  It happened in ${place}.`])].join('\n').trimEnd();
}
