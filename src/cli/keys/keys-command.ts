import { generateX25519Identity, identityToRecipient } from 'age-encryption';
import { HELP_OPTION, readArguments, wrongArguments } from '#cli/command/command-arguments.ts';
import type { CommandIo } from '#cli/command/command.ts';
import { freshSecret, freshTokens } from './fresh-values.ts';
import { privateHalf, productionLines, publicHalf } from './printed-keys.ts';

const HELP = `Makes what a new site needs: a secret, a token for each organizer, and a pair of keys of which one half seals signatures
and the other opens them. Says for each setting where it belongs. Nothing is written to this machine.

  npm run keys                                            all settings of production, ready to paste
  npm run keys -- --organizers ana,ben                    a token each for Ana and Ben
  npm run keys -- --organizers ana,ben:read:clean-river   Ben only reads, and in one campaign
  npm run keys -- --pair                                  a pair of keys and nothing else

A site that has signatures keeps its SIGNATURE_SECRET: there take --pair.`;

/** `npm run keys`: shows fresh settings of production. It shows the private half once and writes it nowhere. */
export async function showKeys(args: readonly string[], io: CommandIo): Promise<void> {
  const { values, positionals } = readArguments('keys', args, {
    ...HELP_OPTION,
    organizers: { type: 'string' },
    pair: { type: 'boolean', default: false },
  });
  if (values.help) {
    io.out(HELP);
    return;
  }
  if (positionals.length > 0)
    throw wrongArguments('keys', 'To name organizers, write --organizers ana,ben with no spaces.');
  if (values.pair && values.organizers !== undefined)
    throw wrongArguments('keys', '--pair makes a pair of keys and no tokens: leave out --organizers.');
  const tokens = values.pair ? '' : freshTokens(values.organizers ?? 'organizer');
  const identity = await generateX25519Identity();
  const recipient = await identityToRecipient(identity);
  io.out(privateHalf(identity));
  io.out(values.pair ? publicHalf(recipient) : productionLines({ secret: freshSecret(), tokens, recipient }));
}
