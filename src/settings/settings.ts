import * as v from 'valibot';
import { OwnError } from '#domain/own-error.ts';

const SECRET_MIN_CHARS = 32;

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
  PORT: v.pipe(
    v.optional(v.string(), ''),
    v.transform((port) => (port === '' ? 8888 : Number(port))),
  ),
  UNDERSIGNED_ROOT: text,
  UNDERSIGNED_DEV_SERVER: text,
});

/** The settings. A missing one is `null`, and only the code that needs it fails. */
export interface Settings {
  /** The key of the address digests; `null` if it is missing or shorter than 32 characters. */
  readonly signatureSecret: string | null;
  /** `name:token,name:token` */
  readonly organizerTokens: string | null;
  /** age public keys, comma-separated. */
  readonly signatureRecipients: string | null;
  /** An organizer's token, for commands. */
  readonly organizerToken: string | null;
  /** The site's own address. */
  readonly siteUrl: string | null;
  /** The deploy context of a build. */
  readonly context: string | null;
  /** The port of `npm run serve`. */
  readonly port: number;
  /** The folder that contains `content/`; `null` means the working directory. */
  readonly root: string | null;
  /** The dev server's origin, from which pages come in development; `null` for built pages. */
  readonly devServer: string | null;
}

/** Reads the current environment. A test checks that no other file reads it. */
export function readSettings(env: Readonly<Record<string, string | undefined>> = process.env): Settings {
  const read = v.parse(SettingsSchema, env);
  return {
    signatureSecret: read.SIGNATURE_SECRET,
    organizerTokens: read.ORGANIZER_TOKENS,
    signatureRecipients: read.SIGNATURE_RECIPIENTS,
    organizerToken: read.ORGANIZER_TOKEN,
    siteUrl: read.URL,
    context: read.CONTEXT,
    port: read.PORT,
    root: read.UNDERSIGNED_ROOT,
    devServer: read.UNDERSIGNED_DEV_SERVER,
  };
}

/** Gives functions the dev server's origin. They run in other processes. */
export function announceDevServer(origin: string): void {
  process.env['UNDERSIGNED_DEV_SERVER'] = origin;
}

/**
 * A setting that is wrong or missing. The message names it, says how to correct it and contains no secret.
 */
export class SettingsError extends OwnError {
  override readonly name = 'SettingsError';
}
