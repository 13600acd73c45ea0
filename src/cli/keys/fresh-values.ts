import { randomBytes } from 'node:crypto';
import { wrongArguments } from '#cli/command/command-arguments.ts';
import { readTokenEntries } from '#domain/token-entries.ts';

/** A fresh secret of 256 random bits, in letters and digits that every form takes. */
export function freshSecret(): string {
  return randomBytes(32).toString('hex');
}

/** `ORGANIZER_TOKENS` with a fresh token for each of `ana,ben:read:clean-river`. Throws for what opens nothing. */
export function freshTokens(organizers: string): string {
  const entries = organizers.split(',').map((typed) => {
    const [name = '', ...more] = typed.trim().split(':');
    return { name: name.trim(), entry: [name.trim(), freshSecret(), ...more].join(':') };
  });
  const setting = entries.map(({ entry }) => entry).join(',');
  const wrong = readTokenEntries(setting).findIndex(({ kind }) => kind === 'refused');
  if (wrong >= 0 || entries.some(({ name }) => name === '')) {
    throw wrongArguments(
      'keys',
      'Write names with commas between them, each of letters, digits, spaces, . _ or -: --organizers ana,ben',
    );
  }
  const twice = entries.find(({ name }, index) => entries.findIndex((other) => other.name === name) < index);
  if (twice)
    throw wrongArguments(
      'keys',
      `Two organizers are called ${twice.name}: the log could not tell them apart.`,
    );
  return setting;
}
