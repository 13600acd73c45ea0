import { aside } from './aside/aside-command.ts';
import { runCommand } from './command/run-command.ts';

await runCommand(aside);
