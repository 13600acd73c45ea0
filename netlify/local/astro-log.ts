import type { AstroLoggerDestination } from 'astro';
import nodeLog from 'astro/logger/node';
import { stripVTControlCharacters } from 'node:util';
import { noteFault } from './last-fault.ts';
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
      else if (!isBuilding) log.write({ ...event, message: told(event.message) });
    },
  };
}

/** The message without its call stack. The page that failed says the same. */
function told(message: string): string {
  const lines = message.split('\n').filter((line) => !/^\s+at |stack trace/iu.test(line));
  const place = ownPlace(message);
  noteFault({ what: stripVTControlCharacters(lines[0] ?? '').trim(), place });
  return [...lines, ...(place === null ? [] : [`  It happened in ${place}.`])].join('\n').trimEnd();
}
