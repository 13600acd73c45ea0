import { runCommand } from './command/run-command.ts';
import { showKeys } from './keys/keys-command.ts';

await runCommand(showKeys);
