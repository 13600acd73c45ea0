import * as v from 'valibot';
import type { Environment } from './variables.ts';

/** A shorter `SIGNATURE_SECRET` counts as missing. */
export const SECRET_MIN_CHARS = 32;

/** The port of `npm run serve` where `PORT` names none. */
export const DEFAULT_PORT = 8888;

/** An empty variable counts as not set. */
const text = v.pipe(
  v.optional(v.string(), ''),
  v.transform((value) => (value === '' ? null : value)),
);

/** The environment variables of the contract; internal ones start with UNDERSIGNED_. */
const SettingsSchema = v.object({
  SIGNATURE_SECRET: v.pipe(
    text,
    v.transform((secret) => (secret !== null && secret.length >= SECRET_MIN_CHARS ? secret : null)),
  ),
  ORGANIZER_TOKENS: text,
  SIGNATURE_RECIPIENTS: text,
  ORGANIZER_TOKEN: text,
  URL: text,
  CONTEXT: text,
  PREVIEW_SIGNING: text,
  MAIL_URL: text,
  MAIL_FROM: text,
  BUILD_HOOK_URL: text,
  PORT: v.pipe(
    v.optional(v.string(), ''),
    v.transform((port) => (port === '' ? DEFAULT_PORT : Number(port))),
  ),
  DATA_DIR: text,
  TRUSTED_PROXIES: text,
  NETLIFY: text,
  NETLIFY_SITE_ID: text,
  NETLIFY_AUTH_TOKEN: text,
  NETLIFY_BLOBS_CONTEXT: text,
  GITHUB_ACTIONS: text,
  UNDERSIGNED_ROOT: text,
  UNDERSIGNED_DEVELOPING: text,
  UNDERSIGNED_DEV_SERVER: text,
  UNDERSIGNED_MAIL_FOLDER: text,
});

type Variables = typeof SettingsSchema.entries;

/**
 * Reads one variable by the one schema. A test checks that no other file reads the environment. Each is read when it is
 * needed. A look at a variable is a call into the system, and signing needs few of them.
 */
export function readVariable<Name extends keyof Variables>(
  name: Name,
  env: Environment = process.env,
): v.InferOutput<Variables[Name]> {
  return v.parse(SettingsSchema.entries[name], env[name]);
}

/** True if a variable has a value, of whatever form. */
export function isSet(name: keyof Variables): boolean {
  return Boolean(process.env[name]);
}

/** The variables of this process. */
export function processEnvironment(): Environment {
  return process.env;
}

/** Sets variables for this process and those it starts. Variables that are already set win. */
export function addToEnvironment(variables: Environment): void {
  for (const [name, value] of Object.entries(variables)) process.env[name] ??= value;
}

/** Removes variables from this process and those it starts. Returns the names of those that were set. */
export function removeFromEnvironment(names: readonly string[]): readonly string[] {
  const set = names.filter((name) => process.env[name]);
  for (const name of names) Reflect.deleteProperty(process.env, name);
  return set;
}

/** Tells pages and functions that `npm start` runs them. */
export function announceDevelopment(): void {
  process.env['UNDERSIGNED_DEVELOPING'] = 'true';
}

/** Gives functions the dev server's origin. They run in other processes. */
export function announceDevServer(origin: string): void {
  process.env['UNDERSIGNED_DEV_SERVER'] = origin;
}

/** Gives functions the site's own address, where no setting names one. */
export function announceOwnAddress(origin: string): void {
  process.env['URL'] ||= origin;
}

/** Tells functions, which run in other processes, to lay mails into a folder of this machine. */
export function announceMailFolder(folder: string): void {
  process.env['UNDERSIGNED_MAIL_FOLDER'] = folder;
}
