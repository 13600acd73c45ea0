import { runCommand } from './command/run-command.ts';
import { forecastRetention } from './retention/retention-command.ts';

await runCommand(forecastRetention);
