import { runCommand } from './command/run-command.ts';
import { makeNew } from './content/new-command.ts';

await runCommand(makeNew);
