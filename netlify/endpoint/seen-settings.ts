import { deployFacts } from '#deploy/deploy-facts.ts';
import { parseBuildHook } from '#domain/build-hook.ts';
import { isGuessable } from '#domain/guessable.ts';
import type { SeenSettings, SettingState } from '#domain/seen-settings.ts';
import { isBlocked, type MailServer, parseMailServer } from '#mail/mail-server.ts';
import { parseSender } from '#mail/sender.ts';
import { readSecrets } from '#settings/secrets.ts';
import { isSet, readSettings } from '#settings/settings.ts';
import { builtSince } from './build-hook.ts';
import { isOnNetlify } from './host-complaint.ts';
import type { Place } from './invocation.ts';
import { parseTokens } from './organizers.ts';
import { hourlyRuns } from './stores.ts';

const BUDGET = { totalMs: 8_000, attemptMs: 3_000 };

/** What functions see of their settings. `origin` is the one that was asked. It gives no value of any setting. */
export async function seenSettings(place: Place, origin: string): Promise<SeenSettings> {
  const last = await hourlyRuns(place, BUDGET).last();
  const facts = await deployFacts();
  const host = isOnNetlify(place) ? 'netlify' : 'own';
  const server = mailServer();
  const tokens = parseTokens(readSecrets().organizerTokens);
  const recipients = await sealedTo();
  return {
    now: new Date().toISOString(),
    context: place.deploy.context,
    host,
    // A function of a host begins with a request. A server begins with its schedules.
    since: host === 'netlify' ? (facts.built ?? null) : new Date(performance.timeOrigin).toISOString(),
    settings: {
      SIGNATURE_SECRET: secretState(),
      ORGANIZER_TOKENS: tokensState(tokens),
      SIGNATURE_RECIPIENTS: recipients.state,
      MAIL_FROM: textState(readSettings().mailFrom, isSender),
      MAIL_URL: serverState(server, host),
      URL: addressState(readSettings().siteUrl, origin),
      PREVIEW_SIGNING: readSettings().previewSigning ? 'ok' : isSet('PREVIEW_SIGNING') ? 'wrong' : 'missing',
      BUILD_HOOK_URL: textState(readSecrets().buildHookUrl, (url) => parseBuildHook(url) !== null),
      // A server that cannot read it does not start.
      TRUSTED_PROXIES: isSet('TRUSTED_PROXIES') ? 'ok' : 'missing',
    },
    organizers: { open: tokens.entries.length, refused: [...tokens.refused] },
    recipients: { number: recipients.number, fingerprint: recipients.fingerprint },
    mail: { tls: typeof server === 'string' ? null : server.protection !== 'none' },
    pages: { host: facts.host, sealed: facts.sealed },
    build: await builtSince(place),
    hourly: last?.ended ?? null,
    hourlyFailures: last?.failures ?? null,
  };
}

function secretState(): SettingState {
  const secret = readSecrets().signatureSecret;
  if (secret === null) return isSet('SIGNATURE_SECRET') ? 'short' : 'missing';
  if (isGuessable(secret)) return 'guessable';
  return secret === secret.trim() ? 'ok' : 'spaced';
}

function tokensState({ entries, refused }: ReturnType<typeof parseTokens>): SettingState {
  if (entries.some(({ token }) => isGuessable(token))) return 'guessable';
  if (refused.length > 0) return 'wrong';
  return entries.length > 0 ? 'ok' : 'missing';
}

/** The keys that signatures are sealed to. The library of age is loaded only where there are keys. */
async function sealedTo(): Promise<{ state: SettingState; number: number; fingerprint: string | null }> {
  const { signatureRecipients } = readSettings();
  if (signatureRecipients === null) return { state: 'missing', number: 0, fingerprint: null };
  const [{ parseRecipients }, { fingerprintOf }] = await Promise.all([
    import('#sealing/recipients.ts'),
    import('#sealing/fingerprint.ts'),
  ]);
  try {
    const keys = parseRecipients(signatureRecipients);
    const state = keys.length > 0 ? 'ok' : 'missing';
    return { state, number: keys.length, fingerprint: fingerprintOf(keys) };
  } catch {
    return { state: 'wrong', number: 0, fingerprint: null };
  }
}

function mailServer(): MailServer | 'missing' | 'wrong' {
  const { mailUrl } = readSecrets();
  if (mailUrl === null) return 'missing';
  try {
    return parseMailServer(mailUrl);
  } catch {
    return 'wrong';
  }
}

function serverState(server: ReturnType<typeof mailServer>, host: SeenSettings['host']): SettingState {
  if (typeof server === 'string') return server;
  return host === 'netlify' && isBlocked(server) ? 'port25' : 'ok';
}

function isSender(typed: string): boolean {
  try {
    parseSender(typed);
    return true;
  } catch {
    return false;
  }
}

function addressState(url: string | null, origin: string): SettingState {
  const address = url === null ? null : URL.parse(url);
  if (url === null) return 'missing';
  if (address === null || !/^https?:$/u.test(address.protocol)) return 'wrong';
  return address.origin === origin ? 'ok' : 'other';
}

function textState(value: string | null, isRight: (value: string) => boolean): SettingState {
  if (value === null) return 'missing';
  return isRight(value) ? 'ok' : 'wrong';
}
