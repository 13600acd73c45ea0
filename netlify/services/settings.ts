/** The settings of the contract, as far as functions need them. A missing one breaks only what needs it. */
export interface Settings {
  /** Keys the address digests; `null` where it is missing or too short. */
  readonly signatureSecret: string | null;
  readonly organizerTokens: string | undefined;
  readonly signatureRecipients: string | undefined;
  /** Where pages come from while developing; `null` where they are built. */
  readonly devServer: string | null;
}

const SECRET_MIN_CHARS = 32;

export function parseSettings(env: Readonly<Record<string, string | undefined>>): Settings {
  const secret = env['SIGNATURE_SECRET'] ?? '';
  return {
    signatureSecret: secret.length >= SECRET_MIN_CHARS ? secret : null,
    organizerTokens: env['ORGANIZER_TOKENS'],
    signatureRecipients: env['SIGNATURE_RECIPIENTS'],
    devServer: env['UNDERSIGNED_DEV_SERVER'] ?? null,
  };
}

/** A setting that does not let a function work. The message names it and says how to mend it; it holds no secret. */
export class SettingsError extends Error {
  override readonly name = 'SettingsError';
}
