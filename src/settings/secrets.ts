import { readVariable, SECRET_MIN_CHARS } from './environment.ts';

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
  /** The address that makes the host build the site anew. */
  readonly buildHookUrl: string | null;
}

/** Reads each secret of the current environment when it is asked for. */
const secrets: Secrets = {
  get signatureSecret() {
    return readVariable('SIGNATURE_SECRET');
  },
  get organizerTokens() {
    return readVariable('ORGANIZER_TOKENS');
  },
  get organizerToken() {
    return readVariable('ORGANIZER_TOKEN');
  },
  get mailUrl() {
    return readVariable('MAIL_URL');
  },
  get buildHookUrl() {
    return readVariable('BUILD_HOOK_URL');
  },
};

/** The secrets of the current environment. */
export function readSecrets(): Secrets {
  return secrets;
}

export { SECRET_MIN_CHARS };
