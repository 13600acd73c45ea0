import { runCommand } from './command/run-command.ts';
import { diagnose } from './doctor/doctor-command.ts';

await runCommand(diagnose);
