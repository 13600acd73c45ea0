import * as v from 'valibot';
import { ADDRESS_RULES } from './address-rules.ts';
import { hasHiddenInWord, withoutOuter } from './invisible.ts';
import { MAX_CHARS } from './supporter.ts';
import { isFarTooLong } from './text.ts';

declare const canonical: unique symbol;

/** The one spelling of a person's address. It exists only as input of the HMAC. */
export type CanonicalAddress = string & { readonly [canonical]: true };

/** The WHATWG rule of `<input type="email">`, https://html.spec.whatwg.org/#valid-e-mail-address. */
const AsciiAddress = v.pipe(v.string(), v.rfcEmail());
/** The longest domain (RFC 1035, 2.3.4), in octets as they are sent and without the root's dot. */
const MAX_DOMAIN_OCTETS = 253;
/** Signs with a full stop in them, such as `⒈` and `…`. No domain may hold one (UTS #46), and NFKC hides it. */
const HIDDEN_DOT = /[\u2024-\u2026\u2488-\u249B\u33C2\u33C7\u33D8\uFE19\uFE30\uFE52\u{1F100}]/u;
/** Letters whose upper case has another lower case: final sigma, iota below, old forms of Cyrillic letters. */
const OTHER_LOWER_CASE = /[ς\u0345\u1C80-\u1C88]/gu;

/**
 * The one spelling of all addresses that reach one mailbox; `null` for invalid addresses. A valid one is what a
 * browser takes, or an internationalised one (RFC 6531). Its domain has a dot. Steps: no outer white space,
 * NFKC, lower case, IDNA domain, no `+tag`, provider rules.
 */
export function canonicalAddress(typed: string): CanonicalAddress | null {
  const parts = splitAddress(withoutOuter(typed));
  const domain = parts && toAsciiDomain(parts.domain);
  if (!parts || !domain || !isAddress(parts.local, domain)) return null;
  const rule = ADDRESS_RULES.find((rule) => rule.domain === domain || rule.aliases.includes(domain));
  const local = withoutIgnored(withoutTag(parts.local), rule?.ignored ?? null);
  return `${local}@${rule?.domain ?? domain}` as CanonicalAddress;
}

/**
 * Where mail for a typed address goes; `null` for invalid addresses. Letters have one width, so that no other
 * mailbox than that of the canonical address gets it. Capitals and a `+tag` stay. The domain is in ASCII.
 */
export function mailboxOf(typed: string): { readonly local: string; readonly domain: string } | null {
  const address = withoutOuter(typed);
  const parts = splitAddress(address);
  const domain = parts && toAsciiDomain(parts.domain);
  if (!parts || !domain || !isAddress(parts.local, domain)) return null;
  return { local: address.slice(0, address.lastIndexOf('@')).normalize('NFKC'), domain };
}

/** True for what would be an address if its domain had a dot: `ada@gmail`. */
export function lacksDot(typed: string): boolean {
  return /^[^@\s]+@[^@\s.。．｡]+$/u.test(typed);
}

function splitAddress(typed: string): { local: string; domain: string } | null {
  if (isFarTooLong(typed, MAX_CHARS.email) || hasHiddenInWord(typed)) return null;
  const at = typed.lastIndexOf('@');
  if (at <= 0 || HIDDEN_DOT.test(typed.slice(at))) return null;
  return { local: folded(typed.slice(0, at)), domain: folded(typed.slice(at + 1)) };
}

/** One spelling for letters of any width and case. A letter and the two that may replace it (ß) stay apart. */
function folded(text: string): string {
  const lower = text.normalize('NFKC').toLowerCase();
  return lower.replace(OTHER_LOWER_CASE, (letter) => letter.toUpperCase().toLowerCase()).normalize('NFKC');
}

/** The browsers' rule. In the local part, a letter, mark or digit of any script counts as an ASCII letter. */
function isAddress(local: string, domain: string): boolean {
  if (/^\p{M}/u.test(local) || !domain.includes('.') || domain.length > MAX_DOMAIN_OCTETS) return false;
  const ascii = local.replace(/(?![\x00-\x7F])[\p{L}\p{M}\p{N}\u200C\u200D]/gu, 'x');
  return v.is(AsciiAddress, `${ascii}@${domain}`);
}

/** Drops the tag. `+x@example.org` has only a tag, so it stays: nothing would be left. */
function withoutTag(local: string): string {
  const plus = local.indexOf('+');
  return plus > 0 ? local.slice(0, plus) : local;
}

function withoutIgnored(local: string, ignored: RegExp | null): string {
  const kept = ignored ? local.replace(ignored, '') : local;
  return kept === '' ? local : kept;
}

/**
 * UTS #46 ToASCII through the URL standard. ASCII domains stay unchanged, because a URL reads `1.2` as the
 * IPv4 address 1.0.0.2.
 */
function toAsciiDomain(domain: string): string | null {
  if (/^[\x00-\x7F]*$/u.test(domain)) return domain;
  // Letters, marks, digits, hyphens, the IDNA full stops, the joiners and the two middle dots of IDNA.
  if (!/^[\p{L}\p{M}\p{N}\-.。\u200C\u200D·・]+$/u.test(domain)) return null;
  if (!URL.canParse(`http://${domain}/`)) return null;
  const ascii = new URL(`http://${domain}/`).hostname;
  return /^[\d.]+$/u.test(ascii) ? null : ascii;
}
