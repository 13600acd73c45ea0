import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as v from 'valibot';
import { checkAll } from '#checking/check-all.ts';
import { HELP_OPTION, readArguments, wrongArguments } from '#cli/command/command-arguments.ts';
import { CommandError, type CommandIo } from '#cli/command/command.ts';
import type { ProofScale } from '#cli/proof/proof-scale.ts';
import { TOKEN_HELP } from '#cli/site/organizer-token.ts';
import type { Campaign } from '#domain/campaign.ts';
import { environmentHere } from '#settings/dotenv.ts';
import { SettingsError } from '#settings/settings.ts';
import type { Environment } from '#settings/variables.ts';
import { checkGaps, checkMistakes } from './content-check.ts';
import { checkDeploy } from './deploy-check.ts';
import { checkExample } from './example-check.ts';
import { type Finding, formatFinding } from './finding.ts';
import { checkGit } from './git-check.ts';
import { checkMail } from './mail-check.ts';
import { checkNode } from './node-check.ts';
import { checkOwnFiles, checkOwnMachine } from './own-machine-check.ts';
import { checkRecipients } from './recipients-check.ts';
import { checkSecret } from './secret-check.ts';
import { examineSite } from './site/site-examination.ts';
import { readSiteOptions } from './site/site-options.ts';
import { checkTokens } from './tokens-check.ts';

const HELP = `Says what is missing, in the order to mend it, and how. Shows no secret, and leaves nothing changed.

  npm run doctor                                       what this environment lacks
  npm run doctor -- --site https://petition.example    what a deployed site lacks

Without a site it looks at Node, git, content/, and the settings as start, build and serve find them: .env and the environment.

  --site       a deployed site: who gets in, https, headers, whether it shows content/ as it is here, the settings that its
               functions see, its clock, the hourly function; and it signs in a draft as somebody who does not exist,
               and erases that, also when it is stopped
  --campaign   the draft to sign in; without it the first draft in content/
  --mail       lets the site send one mail to this address of yours

${TOKEN_HELP}

Exit code 0: nothing is missing; warnings and notes do no harm to what works. 1: something is. 2: the command is wrong.`;

const PackageSchema = v.object({ engines: v.object({ node: v.string() }) });

/** `npm run doctor`: says what this environment or a deployed site lacks, in order, and how to mend each. */
export async function diagnose(
  args: readonly string[],
  io: CommandIo,
  wait?: ProofScale['wait'],
): Promise<void> {
  const { values, positionals } = readArguments('doctor', args, {
    ...HELP_OPTION,
    site: { type: 'string' },
    campaign: { type: 'string' },
    mail: { type: 'string' },
  });
  if (values.help) {
    io.out(HELP);
    return;
  }
  if (positionals.length > 0)
    throw wrongArguments('doctor', 'To look at a site, write --site https://petition.example');
  const options = readSiteOptions(values);
  let errors = 0;
  const tell = (finding: Finding) => {
    if (finding.level === 'error') errors += 1;
    io.out(formatFinding(finding));
  };
  if (options === null) for (const finding of await examine(io)) tell(finding);
  else await examineSite(options, io, { tell, ...(wait && { wait }) });
  if (errors > 0) throw new CommandError(1, `Errors: ${errors}. Mend the first one first.`);
}

async function examine({ root, project }: Pick<CommandIo, 'root' | 'project'>): Promise<Finding[]> {
  const manifest: unknown = JSON.parse(await readFile(join(project, 'package.json'), 'utf8'));
  const { content, mistakes, history } = await checkAll(root, { sendsMail: true, now: new Date() });
  const variables = await environmentHere(root).catch((error: unknown) => {
    if (error instanceof SettingsError) return error;
    throw error;
  });
  return [
    checkNode(process.versions.node, v.parse(PackageSchema, manifest).engines.node),
    ...(await checkGit(root, history, variables instanceof SettingsError ? {} : variables)),
    checkMistakes(content, mistakes),
    ...(content ? [...checkExample(content), ...(await checkGaps(root, content))] : []),
    // Without a readable `.env` nothing else can be said about the settings.
    ...(variables instanceof SettingsError
      ? [{ level: 'error', what: variables.message } as const]
      : await checkSettings(root, variables, content?.campaigns.map(({ campaign }) => campaign) ?? [])),
  ];
}

async function checkSettings(
  root: string,
  variables: Environment,
  campaigns: readonly Campaign[],
): Promise<Finding[]> {
  return [
    checkSecret(variables),
    ...checkTokens(variables, campaigns),
    ...checkRecipients(variables),
    ...checkMail(variables, campaigns),
    ...checkDeploy(variables),
    ...checkOwnMachine(variables),
    ...(await checkOwnFiles(root, variables)),
  ];
}
