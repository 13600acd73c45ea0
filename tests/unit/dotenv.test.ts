import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { readDotenv } from '#settings/dotenv.ts';
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
});
