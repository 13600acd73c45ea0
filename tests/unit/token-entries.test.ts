import { describe, expect, it } from 'vitest';
import { readTokenEntries } from '#domain/token-entries.ts';

const T = 'T'.repeat(32);
const U = 'u-_9'.repeat(8);
const BOTH = ['read', 'erase'];

describe('an entry of ORGANIZER_TOKENS', () => {
  it.each([
    [`ana:${T}`, BOTH, null],
    [`ana:${T}:read`, ['read'], null],
    [`ana:${T}:erase`, ['erase'], null],
    [`ana:${T}:read+erase`, BOTH, null],
    [`ana:${T}:erase+read`, BOTH, null],
    [`ana:${T}:read:clean-river`, ['read'], ['clean-river']],
    [`ana:${T}:erase:clean-river+asks-nothing`, ['erase'], ['clean-river', 'asks-nothing']],
    [`ana:${T}::clean-river`, BOTH, ['clean-river']],
    [` María José.2_x-y:${T} `, BOTH, null],
  ])('opens what it says: %s', (setting, rights, campaigns) => {
    const token = setting.includes(T) ? T : '';
    expect(readTokenEntries(setting)).toEqual([
      { kind: 'opens', entry: { name: setting.trim().split(':')[0], token, rights, campaigns } },
    ]);
  });

  it.each([
    'ana',
    T,
    `:${T}`,
    `ana:${'T'.repeat(31)}`,
    `ana:${T}é`,
    `ana: ${T}`,
    `ana:${T} `.replace(' ', '\u00a0x'),
    `ana/ben:${T}`,
    `${'n'.repeat(61)}:${T}`,
    `ana:${T}:`,
    `ana:${T}:all`,
    `ana:${T}:Read`,
    `ana:${T}:read,erase`.replace(',', ';'),
    `ana:${T}:read+`,
    `ana:${T}:read+aside`,
    `ana:${T}: read`,
    `ana:${T}:clean-river`,
    `ana:${T}:toString`,
    `ana:${T}:read:`,
    `ana:${T}::`,
    `ana:${T}:read:*`,
    `ana:${T}:read:clean-river+`,
    `ana:${T}:read:Clean-River`,
    `ana:${T}:read:../x`,
    `ana:${T}:read: clean-river`,
    `ana:${T}:read:clean-river:more`,
    `${T}:ana`,
    `ana:read:${T}`,
  ])('opens nothing where it is not exactly right, and says so without the token: %s', (setting) => {
    const [only, ...others] = readTokenEntries(setting);
    expect([only?.kind, others]).toEqual(['refused', []]);
    expect(JSON.stringify(only)).not.toContain('T'.repeat(31));
    expect(JSON.stringify(only)).toMatch(/Write name:token/u);
  });

  it('spoils no other, wherever the commas are', () => {
    const read = readTokenEntries(`,ana:${T}:read, ben:short ,,\ncem:${U}:erase,`);
    expect(read.map(({ kind }) => kind)).toEqual(['opens', 'refused', 'opens']);
  });

  it.each([
    [`ana:${T},ben:${T}`, ['refused', 'refused']],
    [`ana:${T}:read,ana:${T}:erase`, ['refused', 'refused']],
    [`ana:${T}:read:a,cem:${U},ana:${T}`, ['refused', 'opens', 'refused']],
    [`ana:${T},ana:${T}`, ['opens', 'opens']],
    [`ana:${T},ana:${U}`, ['opens', 'opens']],
    [`ana:${T}:read,ana:${U}:erase`, ['opens', 'opens']],
  ])('shares its token with no other: %s', (setting, kinds) => {
    expect(readTokenEntries(setting).map(({ kind }) => kind)).toEqual(kinds);
  });
});
