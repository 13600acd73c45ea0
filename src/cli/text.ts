import { runCommand } from './command/run-command.ts';
import { listTexts } from './text/text-command.ts';

await runCommand(listTexts);
