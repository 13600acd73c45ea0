import * as v from 'valibot';
import { ADDRESS_RULES } from './address-rules.ts';

declare const canonical: unique symbol;

/** The one spelling of a person's address. It exists only as input of the HMAC. */
export type CanonicalAddress = string & { readonly [canonical]: true };

/** The WHATWG rule of `<input type="email">`, https://html.spec.whatwg.org/#valid-e-mail-address. */
const AsciiAddress = v.pipe(v.string(), v.rfcEmail());

/**
 * True for an e-mail address that a browser accepts, or an internationalised one (RFC 6531). An
 * internationalised domain must pass IDNA (UTS #46). Outer white space does not count.
 */
export function isEmailAddress(typed: string): boolean {
  const parts = splitAddress(typed);
  if (!parts) return false;
  // In the local part, any letter, mark or digit of any script counts as an ASCII letter.
  const local = parts.local.replace(/[^\x00-\x7F]/gu, (char) =>
    /[\p{L}\p{M}\p{N}]/u.test(char) ? 'x' : char,
  );
  const domain = toAsciiDomain(parts.domain);
  return domain !== null && v.is(AsciiAddress, `${local}@${domain}`);
}

/**
 * The one spelling of all addresses that reach one mailbox; `null` for invalid addresses. Steps: trim, NFC,
 * lower case, IDNA domain, no `+tag`, provider rules.
 */
export function canonicalAddress(typed: string): CanonicalAddress | null {
  const parts = splitAddress(typed);
  const domain = parts && toAsciiDomain(parts.domain);
  if (!parts || !domain || !isEmailAddress(typed)) return null;
  const rule = ADDRESS_RULES.find((rule) => rule.domain === domain || rule.aliases.includes(domain));
  const local = withoutIgnored(withoutTag(parts.local), rule?.ignored ?? null);
  return `${local}@${rule?.domain ?? domain}` as CanonicalAddress;
}

function splitAddress(typed: string): { local: string; domain: string } | null {
  const folded = typed.normalize('NFC').trim().toLowerCase();
  const at = folded.lastIndexOf('@');
  return at > 0 ? { local: folded.slice(0, at), domain: folded.slice(at + 1) } : null;
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
  // Letters, marks, digits, hyphens, the four IDNA full stops, the joiners and the two middle dots of IDNA.
  if (!/^[\p{L}\p{M}\p{N}\-.。．｡\u200C\u200D·・]+$/u.test(domain)) return null;
  if (!URL.canParse(`http://${domain}/`)) return null;
  const ascii = new URL(`http://${domain}/`).hostname;
  return /^[\d.]+$/u.test(ascii) ? null : ascii;
}
