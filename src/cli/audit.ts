import { audit } from './audit/audit-command.ts';
import { runCommand } from './command/run-command.ts';

await runCommand(audit);
