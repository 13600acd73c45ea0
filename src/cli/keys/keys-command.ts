import { generateX25519Identity, identityToRecipient } from 'age-encryption';
import { HELP_OPTION, readArguments, wrongArguments } from '#cli/command/command-arguments.ts';
import type { CommandIo } from '#cli/command/command.ts';

const HELP = `Makes a new pair of age keys for organizers: one seals signatures, the other opens them.

  npm run keys

Nothing is written to this machine.`;

/** `npm run keys`: shows a new pair of keys. It shows the private half once and writes it nowhere. */
export async function showKeys(args: readonly string[], io: CommandIo): Promise<void> {
  const { values, positionals } = readArguments('keys', args, HELP_OPTION);
  if (values.help) {
    io.out(HELP);
    return;
  }
  if (positionals.length > 0) throw wrongArguments('keys', 'It makes one pair of keys: name nothing.');
  io.out(await newPair());
}

async function newPair(): Promise<string> {
  const identity = await generateX25519Identity();
  const recipient = await identityToRecipient(identity);
  return `
Public half, for SIGNATURE_RECIPIENTS in the settings of the site:

${recipient}

Private half, for the organizers alone. It is shown once and written nowhere:

${identity}

Put the public half into SIGNATURE_RECIPIENTS, for builds and for functions, and deploy: from then on signatures are sealed to it.
Save the private half as a text file in two safe places that are not the website, such as a password manager and a USB stick in a drawer: without it nobody can open what was sealed, we neither.
Whoever has the private half and a download can read every name, so give it to as few people as you can; to change keys, put the new public half beside the old one, separated by a comma, and keep both private halves.
`;
}
