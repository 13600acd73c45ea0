import { runCommand } from './command/run-command.ts';
import { download } from './download/download-command.ts';

await runCommand(download);
