import { runCommand } from './command/run-command.ts';
import { sample } from './sample/sample-command.ts';

await runCommand(sample);
