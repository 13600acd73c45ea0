import { constants } from 'node:fs';
import { access, stat } from 'node:fs/promises';
import { dirname, join, relative, resolve } from 'node:path';
import { isPreview } from '#domain/deploy-context.ts';
import { DOTENV } from '#settings/dotenv.ts';
import type { Environment } from '#settings/variables.ts';
import type { Finding } from './finding.ts';
import { isOwnMachine, valueOf } from './variables.ts';

/** What a machine of its own needs of its settings, and Netlify does not. Nothing for a developer's machine. */
export function checkOwnMachine(variables: Environment): Finding[] {
  const proxies = valueOf(variables, 'TRUSTED_PROXIES');
  if (!isOwnMachine(variables)) {
    if (proxies === null || valueOf(variables, 'URL') !== null) return [];
    return [
      {
        level: 'error',
        what: 'TRUSTED_PROXIES is set and URL is not: behind a proxy every form then seems to come from another site.',
        mend: 'Set URL to the address of the site: https://petition.example',
      },
    ];
  }
  return [...checkContext(valueOf(variables, 'CONTEXT')), ...checkProxies(proxies), BACKUPS];
}

/** Where a machine of its own keeps signatures and settings: may the server write there, and may others read? */
export async function checkOwnFiles(root: string, variables: Environment): Promise<Finding[]> {
  if (!isOwnMachine(variables)) return [];
  const folder = resolve(root, valueOf(variables, 'DATA_DIR') ?? '.data');
  return [...(await checkSettingsFile(join(root, DOTENV))), await checkFolder(root, folder)];
}

const BACKUPS: Finding = {
  level: 'note',
  what: 'Backups are yours to make: npm run store -- backup --to <file> copies all while the site runs.',
  mend: 'docs/host-it-yourself.md says how to encrypt them, and how to try that they come back.',
};

function checkContext(context: string | null): Finding[] {
  if (context === null || !isPreview(context)) return [];
  return [
    {
      level: 'error',
      what: 'CONTEXT is set to that of a preview, so every page would say that it is one.',
      mend: 'Take it away: only Netlify sets it.',
    },
  ];
}

function checkProxies(setting: string | null): Finding[] {
  if (setting !== null) return [];
  return [
    {
      level: 'warning',
      what: 'TRUSTED_PROXIES is not set: behind a proxy all visitors share one limit of signatures a minute.',
      mend: 'Write the address of your proxy: 127.0.0.1 for one on this machine.',
    },
  ];
}

async function checkSettingsFile(file: string): Promise<Finding[]> {
  const mode = (await stat(file).catch(() => null))?.mode ?? 0;
  if (!isOpenToOthers(mode)) return [];
  return [{ level: 'error', what: '.env can be read by others on this machine.', mend: 'chmod 600 .env' }];
}

async function checkFolder(root: string, folder: string): Promise<Finding> {
  const found = await stat(folder).catch(() => null);
  const standing = found ? folder : await nearest(dirname(folder));
  const isWritable = await access(standing, constants.W_OK).then(
    () => true,
    () => false,
  );
  if (!isWritable || found?.isDirectory() === false) {
    return {
      level: 'error',
      what: `DATA_DIR is no folder into which this user may write: ${folder}`,
      mend: 'Make it for the user that runs the site: install -d -o <user> -m 0700 <folder>',
    };
  }
  if (found && isOpenToOthers(found.mode)) {
    return {
      level: 'warning',
      what: `DATA_DIR is open to others on this machine: ${folder}`,
      mend: `chmod 700 ${folder}`,
    };
  }
  if (!relative(root, folder).startsWith('..')) {
    return {
      level: 'warning',
      what: `DATA_DIR lies in the project's folder: ${folder}`,
      mend: 'Name a folder outside it, so that no update can take the signatures along.',
    };
  }
  return { level: 'fine', what: `DATA_DIR: signatures lie in ${folder}` };
}

function isOpenToOthers(mode: number): boolean {
  return process.platform !== 'win32' && (mode & 0o077) !== 0;
}

async function nearest(folder: string): Promise<string> {
  const found = await stat(folder).catch(() => null);
  return found || dirname(folder) === folder ? folder : nearest(dirname(folder));
}
