import { relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { report } from '#checking/report.ts';
import { isOwnError } from '#domain/own-error.ts';
import { readSettings } from '#settings/settings.ts';
import { isContentError } from '#source/mistake.ts';

/**
 * Says why a command ended, in lines for people. Mistakes in content/ are told as everywhere. Our own errors say what
 * to do. Any other is a fault of the program. Its first line, and the place in our code, are what a report of it needs.
 */
export function errorLines(error: unknown): string[] {
  if (isContentError(error)) return report(error.mistakes, readSettings());
  if (isOwnError(error)) return [error.message];
  const first = error instanceof Error ? error.message.split('\n', 1)[0] : '';
  const place = error instanceof Error ? ownPlace(error.stack ?? '') : null;
  return [
    `Something went wrong that is no mistake in content/: ${first || 'nothing is known of it'}`,
    ...(place === null ? [] : [`It happened in ${place}.`]),
  ];
}

/** The first place of a call stack that is in this project and in no package. */
export function ownPlace(stack: string): string | null {
  const project = fileURLToPath(new URL('../..', import.meta.url));
  const places = stack.matchAll(/^\s+at .*?(?<file>(?:file:\/\/)?\/[^\s()]+):(?<line>\d+):\d+\)?$/gmu);
  for (const { groups } of places) {
    const file = relative(project, (groups?.['file'] ?? '').replace(/^file:\/\//u, ''));
    if (/^(?:src|netlify)\//u.test(file)) return `${file}:${groups?.['line'] ?? ''}`;
  }
  return null;
}
