import { readEnvironment, SECRET_MIN_CHARS } from './environment.ts';

/** The settings that nobody may see. What counts never imports them: a test checks it. */
export interface Secrets {
  /** The key of the address digests; `null` if it is missing or shorter than 32 characters. */
  readonly signatureSecret: string | null;
  /** `name:token,name:token:rights:campaigns` */
  readonly organizerTokens: string | null;
  /** An organizer's token, for commands. */
  readonly organizerToken: string | null;
  /** The address of the mail service, which may hold a password. */
  readonly mailUrl: string | null;
}

/** Reads the secrets of the current environment. */
export function readSecrets(): Secrets {
  const read = readEnvironment();
  return {
    signatureSecret: read.SIGNATURE_SECRET,
    organizerTokens: read.ORGANIZER_TOKENS,
    organizerToken: read.ORGANIZER_TOKEN,
    mailUrl: read.MAIL_URL,
  };
}

export { SECRET_MIN_CHARS };
