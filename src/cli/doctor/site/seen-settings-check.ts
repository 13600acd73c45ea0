import { isPreview } from '#domain/deploy-context.ts';
import type { SeenSettings } from '#domain/seen-settings.ts';
import type { Finding } from '../finding.ts';
import { checkSeenHook } from './seen-hook-check.ts';
import { checkSeenMail } from './seen-mail-check.ts';
import { checkSeenRecipients, type KeysHere } from './seen-recipients-check.ts';
import { setting } from './where.ts';

/** What decides about settings besides themselves. */
export interface Expected {
  /** The public keys that are set here; `null` if there are none, or none that can be read. */
  readonly keys: KeysHere | null;
  /** The slugs of campaigns that demand confirmation by mail. */
  readonly demanding: readonly string[];
}

/** Do functions have the settings that they need? In the order of the README. */
export function checkSeenSettings(seen: SeenSettings, { keys, demanding }: Expected): Finding[] {
  return [
    checkHost(seen),
    checkSecret(seen),
    checkTokens(seen),
    ...checkSeenRecipients(seen, keys),
    ...checkSeenMail(seen, demanding),
    ...checkPreviews(seen),
    ...checkAddress(seen),
    ...checkSeenHook(seen),
    ...checkProxies(seen),
  ];
}

/** True where functions can sign a draft. */
export function canSign({ settings, pages, recipients, context }: SeenSettings): boolean {
  return (
    !['missing', 'short'].includes(settings.SIGNATURE_SECRET) &&
    settings.SIGNATURE_RECIPIENTS !== 'wrong' &&
    !(pages.sealed && recipients.number === 0) &&
    !(isPreview(context) && settings.PREVIEW_SIGNING !== 'ok')
  );
}

function checkHost({ context, host, pages }: SeenSettings): Finding {
  const where = host === 'netlify' ? 'Netlify' : 'a machine of its own';
  const deploy = context === '' ? 'while developing' : `as ${context}`;
  if (context === '' || context === 'dev' || pages.host === host)
    return { level: 'fine', what: `The functions run on ${where}, ${deploy}, and answer this token.` };
  return {
    level: 'error',
    what: `The functions run on ${where}, and the privacy page says otherwise.`,
    mend:
      host === 'netlify'
        ? 'Let Netlify build the site, or set NETLIFY=true for npm run build, and deploy again.'
        : 'Run npm run build on this machine, without the variable NETLIFY, and restart.',
  };
}

function checkSecret(seen: SeenSettings): Finding {
  const name = 'SIGNATURE_SECRET';
  const mend = `npm run keys makes one. ${setting(seen, name)}`;
  switch (seen.settings[name]) {
    case 'ok':
      return { level: 'fine', what: `Functions see ${name}.` };
    case 'missing':
      return { level: 'error', what: `Functions see no ${name}: nobody can sign.`, mend };
    case 'guessable':
      return {
        level: 'error',
        what: `${name} looks like an example: whoever guesses it can test which addresses signed.`,
        mend: `${mend}\nDo it before the first signature: with another secret every supporter is new.`,
      };
    case 'spaced':
      return {
        level: 'warning',
        what: `${name} begins or ends with white space, which counts.`,
        mend: 'Take it away now. Once there are signatures, leave it as it is.',
      };
    default:
      return { level: 'error', what: `${name} is too short: nobody can sign.`, mend };
  }
}

function checkTokens(seen: SeenSettings): Finding {
  const { open, refused } = seen.organizers;
  const mend = `npm run keys -- --organizers ana,ben makes tokens. ${setting(seen, 'ORGANIZER_TOKENS')}`;
  if (seen.settings.ORGANIZER_TOKENS === 'guessable')
    return { level: 'error', what: 'A token in ORGANIZER_TOKENS looks like an example.', mend };
  if (refused.length > 0) {
    return {
      level: 'error',
      what: `ORGANIZER_TOKENS: what stands at ${refused.join(', ')} opens nothing.`,
      mend: `Write each as name:token, name:token:rights or name:token:rights:campaigns. ${mend}`,
    };
  }
  return { level: 'fine', what: `Functions see ORGANIZER_TOKENS. Organizers: ${open}` };
}

function checkPreviews({ context, settings: { PREVIEW_SIGNING } }: SeenSettings): Finding[] {
  if (PREVIEW_SIGNING === 'wrong') {
    return [
      {
        level: 'error',
        what: 'PREVIEW_SIGNING is neither on nor absent, so previews take no signatures.',
        mend: 'Set it to on for Deploy Previews and Branch deploys, or take it away. Then deploy again.',
      },
    ];
  }
  if (!isPreview(context)) return [];
  return [
    {
      level: 'note',
      what:
        PREVIEW_SIGNING === 'ok'
          ? 'This preview takes signatures, in stores of its own, for 7 days.'
          : 'This preview takes no signatures. To try that, set PREVIEW_SIGNING to on for previews.',
    },
  ];
}

function checkAddress(seen: SeenSettings): Finding[] {
  switch (seen.settings.URL) {
    case 'missing':
      return [
        {
          level: 'error',
          what: 'Functions see no URL, so links in mails lead nowhere.',
          mend: setting(seen, 'URL'),
        },
      ];
    case 'wrong':
      return [
        {
          level: 'error',
          what: 'URL is no web address.',
          mend: `Write it as https://petition.example. ${setting(seen, 'URL')}`,
        },
      ];
    case 'other':
      return isPreview(seen.context)
        ? []
        : [
            {
              level: 'warning',
              what: 'URL is another address than the one asked here: links in mails lead there.',
              mend: 'On Netlify: Domain management: make your domain the primary one, and deploy again. Or ask with that address.',
            },
          ];
    default:
      return [{ level: 'fine', what: 'Functions see the address of the site.' }];
  }
}

function checkProxies(seen: SeenSettings): Finding[] {
  if (seen.host !== 'own' || seen.context === '' || seen.settings.TRUSTED_PROXIES === 'ok') return [];
  return [
    {
      level: 'warning',
      what: 'TRUSTED_PROXIES is not set: behind a proxy all visitors share one limit of signatures a minute.',
      mend: `Write the address of the proxy: 127.0.0.1 for one on the same machine. ${setting(seen, 'TRUSTED_PROXIES')}`,
    },
  ];
}
