import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { clientAddress, NO_ADDRESS, parseTrustedProxies } from '#server/client-address.ts';
import { SettingsError } from '#settings/settings.ts';

const NOBODY = parseTrustedProxies(null);
const PROXIES = parseTrustedProxies('127.0.0.1, 10.0.0.0/8,fd00::/8 , ::1');

/** What clients and proxies write into `X-Forwarded-For`, whole or broken. */
const ENTRY = fc.oneof(
  fc.ipV4(),
  fc.ipV6(),
  fc.constantFrom('127.0.0.1', '10.1.2.3', '::1', 'fd00::1', '::ffff:10.0.0.1', '203.0.113.9'),
  fc.constantFrom('unknown', '', '"', '"203.0.113.7', '[::1', '1.2.3.4:567', '[::1]:5', '_hidden', 'unix:'),
  fc.string(),
);
const HEADER = fc.array(ENTRY, { maxLength: 12 }).map((entries) => entries.join(', '));
/** An address that `PROXIES` does not name. */
const STRANGER = fc.oneof(
  fc.ipV4().filter((address) => !/^(?:10|127)\./u.test(address)),
  fc.constantFrom('2001:db8::7', '::ffff:203.0.113.7', '203.0.113.7'),
);

describe('TRUSTED_PROXIES', () => {
  it.each([null, '', ' , ,'])('trusts nobody where it names nobody: %j', (setting) => {
    const { has } = parseTrustedProxies(setting);
    for (const address of ['127.0.0.1', '::1', '10.0.0.1']) expect(has(address), address).toBe(false);
  });

  it.each([
    ['127.0.0.1', ['127.0.0.1'], ['127.0.0.2', '::1']],
    ['10.0.0.0/8', ['10.255.0.1'], ['11.0.0.1']],
    ['10.9.9.9/8', ['10.1.1.1'], ['11.0.0.1']],
    ['172.16.0.0/12', ['172.31.255.255'], ['172.32.0.0']],
    ['::1', ['::1'], ['::2', '127.0.0.1']],
    ['FD00::/8', ['fdff::1'], ['fe00::1']],
    ['2001:db8:0:1::/64', ['2001:db8:0:1::9'], ['2001:db8:0:2::9']],
    ['::ffff:10.0.0.0/104', ['10.1.2.3'], ['11.0.0.1', '::1']],
    ['::ffff:192.0.2.1', ['192.0.2.1'], ['192.0.2.2']],
    [' 127.0.0.1 ,::1/128, 10.0.0.1/32', ['127.0.0.1', '::1', '10.0.0.1'], ['10.0.0.2', '::2']],
  ])('%s', (setting, inside, outside) => {
    const { has } = parseTrustedProxies(setting);
    for (const address of inside) expect(has(address), address).toBe(true);
    for (const address of outside) expect(has(address), address).toBe(false);
  });

  it.each([
    ...['localhost', '10.0.0', '10.0.0.0/33', '::/129', '10.0.0.0/', '10.0.0.0/8/8', '1.2.3.4:80'],
    ...['10.0.0.0/-1', '10.0.0.0-10.0.0.9', '*', '::ffff:10.0.0.0/8', 'fe80::1%eth0', '127.0.0.1 ::1'],
  ])('refuses %s, and says how to write it', (entry) => {
    const parse = () => parseTrustedProxies(`127.0.0.1, ${entry}`);
    expect(parse).toThrow(SettingsError);
    expect(parse).toThrow(`“${entry}” is no address or network. Write 127.0.0.1`);
  });

  it.each(['0.0.0.0/0', '::/0', '::ffff:0.0.0.0/96'])('refuses everybody: %s', (entry) => {
    expect(() => parseTrustedProxies(entry)).toThrow(`“${entry}” is everybody`);
  });
});

describe('the address of a client', () => {
  it.each([
    ['the connection’s, without a header', '203.0.113.7', undefined, '203.0.113.7'],
    ['what a proxy heard', '127.0.0.1', '203.0.113.7', '203.0.113.7'],
    ['what the first of several proxies heard', '127.0.0.1', '203.0.113.7, 10.0.0.2,10.0.0.1', '203.0.113.7'],
    ['not what a client claims', '127.0.0.1', '198.51.100.1, 203.0.113.7', '203.0.113.7'],
    ['the farthest proxy’s, if there are only proxies', '127.0.0.1', '10.0.0.3, 10.0.0.2', '10.0.0.3'],
    ['without its port', '127.0.0.1', '203.0.113.7:567', '203.0.113.7'],
    ['without brackets and port', '127.0.0.1', '[2001:db8::7]:5', '2001:db8::7'],
    ['without brackets', '127.0.0.1', '[2001:db8::7]', '2001:db8::7'],
    ['without quotes', '127.0.0.1', '"[2001:db8::7]:5"', '2001:db8::7'],
    ['in its short form', '::1', '2001:0DB8:0:0::0007', '2001:db8::7'],
    ['without a zone', 'fe80::1%eth0', undefined, 'fe80::1'],
    ['IPv4 for IPv4 within IPv6', '::ffff:127.0.0.1', '::ffff:cb00:7107', '203.0.113.7'],
    ['the proxy’s, if it heard nobody', '127.0.0.1', '198.51.100.1, unknown', '127.0.0.1'],
    ['the proxy’s, if its entry is empty', '127.0.0.1', '198.51.100.1, ', '127.0.0.1'],
    ['the proxy’s, if the header is empty', '127.0.0.1', '', '127.0.0.1'],
    ['the proxy’s, if the entry is broken', '127.0.0.1', '198.51.100.1, "203.0.113.7', '127.0.0.1'],
    [
      'the inner proxy’s, if that one heard nobody',
      '127.0.0.1',
      '198.51.100.1, unknown, 10.0.0.2',
      '10.0.0.2',
    ],
    ['after many commas of a client', '127.0.0.1', `${','.repeat(10_000)} 203.0.113.7`, '203.0.113.7'],
    ['the proxy’s, if there are only commas', '127.0.0.1', ','.repeat(10_000), '127.0.0.1'],
    ['the proxy’s, if an entry is huge', '127.0.0.1', '1'.repeat(10_000), '127.0.0.1'],
    ['none, without a network connection', undefined, '203.0.113.7', NO_ADDRESS],
  ])('is %s', (_, socket, header, address) => {
    expect(clientAddress(socket, header, PROXIES)).toBe(address);
  });

  it('is never changed by a header where nobody is trusted', () => {
    fc.assert(
      fc.property(fc.oneof(STRANGER, ENTRY), HEADER, (socket, header) => {
        expect(clientAddress(socket, header, NOBODY)).toBe(clientAddress(socket, undefined, NOBODY));
      }),
      { numRuns: 1_000 },
    );
  });

  it('is never changed by the header of somebody who is not trusted', () => {
    fc.assert(
      fc.property(STRANGER, HEADER, (socket, header) => {
        expect(clientAddress(socket, header, PROXIES)).toBe(clientAddress(socket, undefined, PROXIES));
      }),
      { numRuns: 1_000 },
    );
  });

  it('is the same, whatever a client puts before what its proxies add', () => {
    const route = fc.array(fc.constantFrom('10.0.0.2', '::1', 'fd00::7', '127.0.0.1:80'), { maxLength: 3 });
    const client = fc.oneof(STRANGER, fc.constantFrom('unknown', '"', '', 'unix:'));
    fc.assert(
      fc.property(HEADER, client, route, (claimed, heard, proxies) => {
        const told = [heard, ...proxies].join(', ');
        const behind = (header: string) => clientAddress('127.0.0.1', header, PROXIES);
        expect(behind(`${claimed}, ${told}`)).toBe(behind(told));
      }),
      { numRuns: 2_000 },
    );
  });

  it('is an address in every case, or says that there is none', () => {
    fc.assert(
      fc.property(fc.option(ENTRY, { nil: undefined }), HEADER, (socket, header) => {
        expect(clientAddress(socket, header, PROXIES)).toMatch(/^(?:[\da-f.:]+|none)$/u);
      }),
      { numRuns: 1_000 },
    );
  });
});
