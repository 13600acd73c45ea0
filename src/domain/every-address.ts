import * as v from 'valibot';
import { ADDRESS_RULES } from './address-rules.ts';
import { type CanonicalAddress, canonicalAddress } from './address.ts';
import { withoutOuter } from './invisible.ts';
import { MAX_CHARS } from './supporter.ts';
import { isFarTooLong } from './text.ts';

/**
 * Every spelling that the typed address has or ever had, the present one first (decision 0013). Empty for
 * what never was an address. Erasing looks for all of them; signing uses only the present one.
 */
export function everyCanonicalAddress(typed: string): readonly CanonicalAddress[] {
  const address = withoutOuter(typed);
  if (isFarTooLong(address, MAX_CHARS.email)) return [];
  const present = canonicalAddress(address);
  const local = address.slice(0, address.lastIndexOf('@'));
  const aliases = ADDRESS_RULES.find(({ domain }) => present?.endsWith(`@${domain}`))?.aliases ?? [];
  const earlier = [address, ...aliases.map((domain) => `${local}@${domain}`)].map(firstCanonicalAddress);
  return Array.from(new Set([present, ...earlier])).filter((spelling) => spelling !== null);
}

/**
 * Of these spellings, those that today belong to the mailbox that gets the mail. A domain with a final sigma once was
 * another domain than today, and its mailbox is somebody else's.
 */
export function spellingsOfMailbox(typed: string): readonly CanonicalAddress[] {
  const present = canonicalAddress(typed);
  return everyCanonicalAddress(typed).filter((spelling) => canonicalAddress(spelling) === present);
}

/**
 * How addresses were spelled until November 2026. Signatures of that time have ids of this spelling. It is
 * frozen: a change here would hide them from erasing by address.
 */
function firstCanonicalAddress(typed: string): CanonicalAddress | null {
  const whole = typed.normalize('NFC').trim().toLowerCase();
  const at = whole.lastIndexOf('@');
  const local = whole.slice(0, Math.max(0, at));
  const domain = toAsciiDomain(whole.slice(at + 1));
  const ascii = local.replace(/(?![\x00-\x7F])[\p{L}\p{M}\p{N}]/gu, 'x');
  if (domain === null || !v.is(AsciiAddress, `${ascii}@${domain}`)) return null;
  const provider = PROVIDERS.find(({ domains }) => domains.includes(domain));
  const untagged = local.replace(/^([^+]+)\+.*$/su, '$1');
  const kept = provider ? untagged.replace(provider.ignored, '') || untagged : untagged;
  return `${kept}@${provider?.domains[0] ?? domain}` as CanonicalAddress;
}

const AsciiAddress = v.pipe(v.string(), v.rfcEmail());
const NOTHING = /(?!)/gu;

/** The first domain replaces the others. */
const PROVIDERS = [
  { domains: ['gmail.com', 'googlemail.com'], ignored: /\./gu },
  { domains: ['proton.me', 'protonmail.com', 'pm.me'], ignored: /[._-]/gu },
  { domains: ['icloud.com', 'me.com', 'mac.com'], ignored: NOTHING },
  {
    domains: ['yandex.ru', 'yandex.com', 'yandex.by', 'yandex.kz', 'yandex.ua', 'ya.ru'],
    ignored: NOTHING,
  },
];

function toAsciiDomain(domain: string): string | null {
  if (/^[\x00-\x7F]*$/u.test(domain)) return domain;
  if (!/^[\p{L}\p{M}\p{N}\-.。．｡\u200C\u200D·・]+$/u.test(domain)) return null;
  if (!URL.canParse(`http://${domain}/`)) return null;
  const ascii = new URL(`http://${domain}/`).hostname;
  return /^[\d.]+$/u.test(ascii) ? null : ascii;
}
