import { runCommand } from './command/run-command.ts';
import { reportContent } from './content/check-content-command.ts';

await runCommand(reportContent);
