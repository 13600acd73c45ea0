import { BlockList, isIP, SocketAddress } from 'node:net';
import { SettingsError } from '#settings/settings.ts';

/** The proxies whose word is believed. */
export interface TrustedProxies {
  /** True for the address of one, written as `clientAddress` writes it. */
  readonly has: (address: string) => boolean;
}

/** What stands for the address of a client that has none: its connection is gone, or is no network connection. */
export const NO_ADDRESS = 'none';

/** The longest `X-Forwarded-For` entry with an address in it: quotes, brackets, an IPv6 address and a port. */
const ENTRY_MAX_CHARS = 64;

/**
 * Reads `TRUSTED_PROXIES`: addresses and networks, comma-separated, such as `127.0.0.1, fd00::/8`. Without any, nobody
 * is trusted. Throws a `SettingsError` that names a wrong entry.
 */
export function parseTrustedProxies(setting: string | null): TrustedProxies {
  const list = new BlockList();
  const entries = setting?.split(',').map((entry) => entry.trim()) ?? [];
  for (const entry of entries.filter((text) => text !== '')) {
    const network = parseNetwork(entry);
    if (network === null) {
      throw new SettingsError(
        `TRUSTED_PROXIES: “${entry}” is no address or network. Write 127.0.0.1 or ::1 for one proxy, 10.0.0.0/8 or fd00::/8 for a network, with commas between.`,
      );
    }
    if (network.bits === 0) {
      throw new SettingsError(
        `TRUSTED_PROXIES: “${entry}” is everybody, so every visitor could choose an address. Write the addresses of your proxies only.`,
      );
    }
    list.addSubnet(network.address, network.bits, familyOf(network.address));
  }
  return { has: (address) => isIP(address) !== 0 && list.check(address, familyOf(address)) };
}

/**
 * The address that a request comes from. `X-Forwarded-For` is believed of trusted proxies only. It is read from the
 * right: each proxy adds whom it hears at the end. The first one there that is not trusted is the client. What stands
 * before it is the client's own word, and is never read. If a proxy names no address, its own is taken.
 */
export function clientAddress(
  socketAddress: string | undefined,
  forwardedFor: string | undefined,
  trusted: TrustedProxies,
): string {
  let address = toAddress(socketAddress ?? '') ?? NO_ADDRESS;
  let end = forwardedFor?.length ?? 0;
  // Entries are read one by one: a header may hold thousands of them.
  while (forwardedFor !== undefined && end >= 0 && trusted.has(address)) {
    const comma = end === 0 ? -1 : forwardedFor.lastIndexOf(',', end - 1);
    const heard = parseEntry(forwardedFor.slice(comma + 1, end));
    if (heard === null) break;
    address = heard;
    end = comma;
  }
  return address;
}

/** An address as it is compared: in its short form, without a zone, and IPv4 for IPv4 within IPv6. */
function toAddress(text: string): string | null {
  const [bare = ''] = text.split('%', 1);
  if (isIP(bare) === 0) return null;
  const { address } = new SocketAddress({ address: bare, family: familyOf(bare) });
  return address.replace(/^::ffff:(?=\d+\.)/u, '');
}

/** The address in an entry of `X-Forwarded-For`, which some proxies write with a port, brackets or quotes. */
function parseEntry(entry: string): string | null {
  if (entry.length > ENTRY_MAX_CHARS) return null;
  const text = entry.trim().replace(/^"(?<inside>.*)"$/u, '$<inside>');
  const bare = /^\[(?<v6>[^\]]+)\](?::\d{1,5})?$|^(?<v4>[\d.]+):\d{1,5}$/u.exec(text)?.groups;
  return toAddress(bare?.['v6'] ?? bare?.['v4'] ?? text);
}

function parseNetwork(entry: string): { address: string; bits: number } | null {
  const [, text = '', length] = /^([\da-f.:]+)(?:\/(\d{1,3}))?$/iu.exec(entry) ?? [];
  const address = toAddress(text);
  if (address === null) return null;
  const most = isIP(text) === 4 ? 32 : 128;
  const bits = length === undefined ? most : Number(length);
  // Of `::ffff:10.0.0.0/104` the last 8 bits count.
  const own = bits - (most - (isIP(address) === 4 ? 32 : 128));
  return bits <= most && own >= 0 ? { address, bits: own } : null;
}

function familyOf(address: string): 'ipv4' | 'ipv6' {
  return isIP(address) === 4 ? 'ipv4' : 'ipv6';
}
