import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as v from 'valibot';
import { checkAll } from '#checking/check-all.ts';
import { HELP_OPTION, readArguments, wrongArguments } from '#cli/command/command-arguments.ts';
import { CommandError, type CommandIo } from '#cli/command/command.ts';
import type { Campaign } from '#domain/campaign.ts';
import { environmentHere } from '#settings/dotenv.ts';
import { SettingsError } from '#settings/settings.ts';
import { checkGaps, checkMistakes } from './content-check.ts';
import { checkDeploy } from './deploy-check.ts';
import { type Finding, formatFinding } from './finding.ts';
import { checkMail } from './mail-check.ts';
import { checkNode } from './node-check.ts';
import { checkOwnFiles, checkOwnMachine } from './own-machine-check.ts';
import { checkRecipients } from './recipients-check.ts';
import { checkSecret } from './secret-check.ts';
import { checkTokens } from './tokens-check.ts';

const HELP = `Says what this environment lacks, in the order to mend it, and how. Shows no secret and changes nothing.

  npm run doctor

It looks at Node, content/, and the settings as start, build and serve find them: .env and the environment.
Exit code 0: nothing is missing; warnings and notes do no harm to what works. 1: something is.`;

const PackageSchema = v.object({ engines: v.object({ node: v.string() }) });

/** `npm run doctor`: says what this environment lacks, in order, and how to mend each. */
export async function diagnose(args: readonly string[], io: CommandIo): Promise<void> {
  const { values, positionals } = readArguments('doctor', args, HELP_OPTION);
  if (values.help) {
    io.out(HELP);
    return;
  }
  if (positionals.length > 0) throw wrongArguments('doctor', 'It looks at everything: name nothing.');
  const findings = await examine(io);
  for (const finding of findings) io.out(formatFinding(finding));
  const errors = findings.filter(({ level }) => level === 'error').length;
  if (errors > 0) throw new CommandError(1, `Errors: ${errors}. Mend the first one first.`);
}

async function examine({ root, project }: Pick<CommandIo, 'root' | 'project'>): Promise<Finding[]> {
  const manifest: unknown = JSON.parse(await readFile(join(project, 'package.json'), 'utf8'));
  const node = checkNode(process.versions.node, v.parse(PackageSchema, manifest).engines.node);
  const { content, mistakes } = await checkAll(root, { sendsMail: true, now: new Date() });
  return [
    node,
    checkMistakes(content, mistakes),
    ...(await checkSettings(root, content?.campaigns.map(({ campaign }) => campaign) ?? [])),
    ...(content ? await checkGaps(root, content) : []),
  ];
}

async function checkSettings(root: string, campaigns: readonly Campaign[]): Promise<Finding[]> {
  const variables = await environmentHere(root).catch((error: unknown) => {
    if (error instanceof SettingsError) return error;
    throw error;
  });
  // Without a readable `.env` nothing else can be said about the settings.
  if (variables instanceof SettingsError) return [{ level: 'error', what: variables.message }];
  return [
    checkSecret(variables),
    ...checkTokens(variables, campaigns),
    checkRecipients(variables),
    ...checkMail(variables, campaigns),
    ...checkDeploy(variables),
    ...checkOwnMachine(variables),
    ...(await checkOwnFiles(root, variables)),
  ];
}
