import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { addLines, missingHere, readDotenv } from '#settings/dotenv.ts';
import { asSaved, NO_TEXT } from './text-encodings.ts';

const TEXT = `SIGNATURE_SECRET=first
# José’s
ORGANIZER_TOKENS="ana:second,josé:third"
export URL=https://example.org # ours
`;

let root = '';

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'undersigned-dotenv-'));
  return () => rm(root, { recursive: true });
});

describe('the file .env', () => {
  it.each(asSaved(TEXT))('gives each variable, the first too: %s', async (_, bytes) => {
    await writeFile(join(root, '.env'), bytes);
    expect(await readDotenv(root)).toEqual({
      SIGNATURE_SECRET: 'first',
      ORGANIZER_TOKENS: 'ana:second,josé:third',
      URL: 'https://example.org',
    });
  });

  it.each([...NO_TEXT, ['an old encoding', Buffer.from(TEXT, 'latin1')] as const])(
    'is refused in words where it is no text: %s',
    async (_, bytes) => {
      await writeFile(join(root, '.env'), bytes);
      await expect(readDotenv(root)).rejects.toThrow('.env is no plain text: save it as text in UTF-8.');
    },
  );

  it('gives each variable where lines end as on old Macs', async () => {
    await writeFile(join(root, '.env'), TEXT.replaceAll('\n', '\r'));
    expect(await readDotenv(root)).toMatchObject({ SIGNATURE_SECRET: 'first', URL: 'https://example.org' });
  });

  it.each(['\u200B', '\uFEFF\uFEFF', '\u00A0', '\u2060', '“', '- '])(
    'is refused in words where a name begins with %j',
    async (mark) => {
      await writeFile(join(root, '.env'), `${mark}SIGNATURE_SECRET=first\n`);
      await expect(readDotenv(root)).rejects.toThrow(/^\.env: the name of SIGNATURE_SECRET holds/u);
    },
  );

  it('may be missing, and is refused in words where it is no file', async () => {
    expect(await readDotenv(root)).toBeNull();
    await mkdir(join(root, '.env'));
    await expect(readDotenv(root)).rejects.toThrow('.env cannot be read');
  });

  it.each(asSaved(TEXT))('takes lines at its end, and keeps what it has: %s', async (_, bytes) => {
    await writeFile(join(root, '.env'), bytes);
    await addLines(root, 'ADDED=yes\n');
    expect(await readDotenv(root)).toEqual({
      SIGNATURE_SECRET: 'first',
      ORGANIZER_TOKENS: 'ana:second,josé:third',
      URL: 'https://example.org',
      ADDED: 'yes',
    });
  });

  it('takes lines after a last line without an end', async () => {
    await writeFile(join(root, '.env'), 'URL=https://example.org');
    await addLines(root, 'ADDED=yes\n');
    expect(await readDotenv(root)).toEqual({ URL: 'https://example.org', ADDED: 'yes' });
  });

  it('lacks what has no value in it, and none in the environment', async () => {
    const names = ['LACKING', 'EMPTY', 'IN_FILE', 'IN_ENVIRONMENT', 'EMPTIED'];
    expect(await missingHere(root, names)).toBeNull();
    await writeFile(join(root, '.env'), 'EMPTY=\nIN_FILE=a\n');
    vi.stubEnv('IN_ENVIRONMENT', 'b');
    // Who empties a variable for one start means it.
    vi.stubEnv('EMPTIED', '');
    expect(await missingHere(root, names)).toEqual(['LACKING', 'EMPTY']);
    vi.unstubAllEnvs();
  });
});
