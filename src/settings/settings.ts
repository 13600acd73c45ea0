import * as v from 'valibot';
import { OwnError } from '#domain/own-error.ts';

const SECRET_MIN_CHARS = 32;

/** An empty variable is one that is not set. */
const text = v.pipe(
  v.optional(v.string(), ''),
  v.transform((value) => (value === '' ? null : value)),
);

/** The environment variables of the contract, and those of our own start with UNDERSIGNED_. */
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

/** The settings. A missing one is `null` and breaks only what needs it. */
export interface Settings {
  /** Keys the address digests; `null` where it is missing or shorter than 32 characters. */
  readonly signatureSecret: string | null;
  /** `name:token,name:token` */
  readonly organizerTokens: string | null;
  /** age public keys, comma-separated. */
  readonly signatureRecipients: string | null;
  /** An organizer's own token, for commands. */
  readonly organizerToken: string | null;
  /** The site's own address. */
  readonly siteUrl: string | null;
  /** The deploy context of a build. */
  readonly context: string | null;
  /** Of `npm run serve`. */
  readonly port: number;
  /** The folder that holds `content/`; `null`: the working directory. */
  readonly root: string | null;
  /** Where pages come from while developing; `null` where they are built. */
  readonly devServer: string | null;
}

/** Reads the environment as it is now. The only place that does: a test holds all other files to it. */
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

/** Tells functions, which run in processes of their own, where the dev server is. */
export function announceDevServer(origin: string): void {
  process.env['UNDERSIGNED_DEV_SERVER'] = origin;
}

/** A setting that does not let something work. The message names it and says how to mend it; it holds no secret. */
export class SettingsError extends OwnError {
  override readonly name = 'SettingsError';
}
