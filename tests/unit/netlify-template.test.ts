import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readTokenEntries } from '#domain/token-entries.ts';
import { parseRecipients } from '#sealing/recipients.ts';
import { FUNCTIONS_ONLY } from '#settings/build-scope.ts';
import { SECRET_MIN_CHARS } from '#settings/secrets.ts';
import packageJson from '../../package.json' with { type: 'json' };

const [, template = ''] = readFileSync('netlify.toml', 'utf8').split('[template.environment]');
const asked = new Map(
  Array.from(template.matchAll(/^(\w+) = "(.*)"$/gmu), ([, name = '', value = '']) => [name, value]),
);

describe('what the button “Deploy to Netlify” asks for', () => {
  it('is what no site can do without, and what its signatures are sealed to', () => {
    const sealedOrSecret = [...asked.keys()];
    expect(sealedOrSecret).toEqual(['SIGNATURE_SECRET', 'ORGANIZER_TOKENS', 'SIGNATURE_RECIPIENTS']);
    expect(FUNCTIONS_ONLY).toEqual(expect.arrayContaining(sealedOrSecret.slice(0, 2)));
  });

  it('opens and keys nothing when somebody leaves it as it stands', () => {
    expect(asked.get('SIGNATURE_SECRET')?.length).toBeLessThan(SECRET_MIN_CHARS);
    expect(readTokenEntries(asked.get('ORGANIZER_TOKENS') ?? '').map(({ kind }) => kind)).toEqual([
      'refused',
    ]);
    expect(() => parseRecipients(asked.get('SIGNATURE_RECIPIENTS') ?? '')).toThrow(/SIGNATURE_RECIPIENTS/u);
  });
});

describe('the button itself', () => {
  it('copies the repository that package.json names', () => {
    const [, named = ''] =
      /start\/deploy\?repository=([^)\s]+)\)/u.exec(readFileSync('README.md', 'utf8')) ?? [];
    expect(`git+${named}.git`).toBe(packageJson.repository.url);
  });
});
