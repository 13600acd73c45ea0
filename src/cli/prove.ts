import { runCommand } from './command/run-command.ts';
import { prove } from './proof/prove-command.ts';

await runCommand(prove);
