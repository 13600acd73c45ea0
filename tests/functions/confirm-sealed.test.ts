import { Decrypter, generateX25519Identity, identityToRecipient } from 'age-encryption';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { sendJson, signByMail, verdict, withMail } from './mailbox.ts';
import { asOrganizer, ask, STORE, withBlobs } from './platform.ts';
import { addressOf } from './sign-request.ts';
import { withDateAt } from './virtual-time.ts';

const blobs = await withBlobs();
const mailbox = await withMail();
const identity = await generateX25519Identity();
const recipient = await identityToRecipient(identity);

withDateAt('2030-01-31T12:10:00.001Z');

beforeEach(() => {
  vi.stubEnv('SIGNATURE_RECIPIENTS', recipient);
});

interface Stored {
  readonly signedAt: string;
  readonly sealed: string;
  readonly order: string;
}

function stored(): Stored[] {
  return blobs.keys(STORE).map((key) => {
    const text = blobs.read(STORE, key)?.body.toString() ?? '';
    return JSON.parse(text) as Stored;
  });
}

async function nameIn({ sealed }: Pick<Stored, 'sealed'>): Promise<string> {
  const decrypter = new Decrypter();
  decrypter.addIdentity(identity);
  const text = await decrypter.decrypt(Buffer.from(sealed, 'base64'), 'text');
  return (JSON.parse(text) as { name: string }).name;
}

async function confirm(token: string): Promise<void> {
  expect(await verdict(sendJson('confirmations', { token }))).toBe('200');
}

describe('a sealed signature that its mailbox confirms', () => {
  it('shows the hour of signing, and its exact time only to the server', async () => {
    const { token } = await signByMail(mailbox);
    vi.setSystemTime(new Date('2030-01-31T15:00:00Z'));
    await confirm(token);
    const [signature] = stored();
    expect(Object.keys(signature ?? {})).toEqual([
      'version',
      'id',
      'campaign',
      'signedAt',
      'order',
      'sealed',
    ]);
    expect(signature?.signedAt).toBe('2030-01-31T12:00:00.000Z');
    // A nonce of 12 bytes, eight of the time, and a tag of 16.
    expect(Buffer.from(signature?.order ?? '', 'base64')).toHaveLength(36);
  });

  it('never has its exact time in a download', async () => {
    await confirm((await signByMail(mailbox)).token);
    const answer = await ask(`${addressOf('by-mail')}?format=ndjson`, asOrganizer());
    const line = JSON.parse(await answer.text()) as object;
    expect(Object.keys(line)).toEqual(['id', 'campaign', 'signedAt', 'sealed']);
  });

  it.each([[[0, 1]], [[1, 0]], [[1, 0, 1, 0]]])(
    'is replaced by a newer one of the same hour, and by no older one: %j',
    async (order) => {
      const first = await signByMail(mailbox, { name: 'First' });
      vi.setSystemTime(new Date('2030-01-31T12:10:00.002Z'));
      const second = await signByMail(mailbox, { name: 'Second' });
      for (const index of order) await confirm([first, second][index]?.token ?? '');
      const [signature, ...others] = stored();
      expect([signature && (await nameIn(signature)), others]).toEqual(['Second', []]);
    },
  );

  it('is sealed also if it was asked for before the keys came, and stays so once they are gone', async () => {
    vi.stubEnv('SIGNATURE_RECIPIENTS', '');
    const open = await signByMail(mailbox, { name: 'Open' });
    vi.stubEnv('SIGNATURE_RECIPIENTS', recipient);
    await confirm(open.token);
    expect(JSON.stringify(stored())).not.toContain('Open');
    expect(await Promise.all(stored().map(nameIn))).toEqual(['Open']);
    const sealed = await signByMail(mailbox, { name: 'Sealed', email: 'eva@example.org' });
    vi.stubEnv('SIGNATURE_RECIPIENTS', '');
    await confirm(sealed.token);
    expect((await Promise.all(stored().map(nameIn))).sort()).toEqual(['Open', 'Sealed']);
  });

  it('takes the place of an open one, and of one that an older version sealed', async () => {
    vi.stubEnv('SIGNATURE_RECIPIENTS', '');
    await confirm((await signByMail(mailbox, { name: 'Open' })).token);
    const [key = ''] = blobs.keys(STORE);
    vi.stubEnv('SIGNATURE_RECIPIENTS', recipient);
    vi.setSystemTime(new Date('2030-01-31T12:10:00.002Z'));
    const sealed = await signByMail(mailbox, { name: 'Sealed' });
    await confirm(sealed.token);
    expect(await Promise.all(stored().map(nameIn))).toEqual(['Sealed']);
    const older = { ...stored()[0], sealed: 'YWdl', order: undefined };
    blobs.seed(STORE, [[key, JSON.stringify(older)]]);
    await confirm(sealed.token);
    expect(await Promise.all(stored().map(nameIn))).toEqual(['Sealed']);
  });

  it('has a record of few lengths, which tells nothing of what was typed', async () => {
    const lengths = new Set<number>();
    for (const [index, name] of ['A', 'N'.repeat(60)].entries())
      lengths.add((await signByMail(mailbox, { name, email: `a${index}@example.org` })).record.length);
    expect(lengths.size).toBe(1);
  });
});
