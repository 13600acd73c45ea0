import { Decrypter, generateX25519Identity, identityToRecipient } from 'age-encryption';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { parseSupporter } from '#domain/supporter.ts';
import { COLUMNS } from '#download/row.ts';
import { asOrganizer, ask, LOG_STORE, STORE, watchLog, withBlobs } from './platform.ts';
import { addressOf, aForm, seen, signByForm, signByJson } from './sign-request.ts';

const blobs = await withBlobs();
const identity = await generateX25519Identity();
const recipient = await identityToRecipient(identity);
const otherIdentity = await generateX25519Identity();
const otherRecipient = await identityToRecipient(otherIdentity);

beforeEach(() => {
  vi.stubEnv('SIGNATURE_RECIPIENTS', recipient);
});

interface Line {
  readonly id: string;
  readonly campaign: string;
  readonly signedAt: string;
  readonly sealed: string;
}

async function lines(): Promise<Line[]> {
  const response = await ask(`${addressOf('clean-river')}?format=ndjson`, asOrganizer());
  const text = await response.text();
  return text
    .split('\n')
    .slice(0, -1)
    .map((line) => JSON.parse(line) as Line);
}

async function open({ sealed }: Line, key = identity): Promise<string> {
  const decrypter = new Decrypter();
  decrypter.addIdentity(key);
  return decrypter.decrypt(Buffer.from(sealed, 'base64'), 'text');
}

const planted = {
  name: 'Planted Name',
  email: 'Planted+x@Example.org',
  postalCode: 'PLANTED',
  country: 'IE',
  comment: 'planted comment',
  updates: 'true',
  nameShown: 'full',
  text: '0123456789abcdef',
  via: '',
  locale: 'es',
};

describe('a sealed signature', () => {
  it('has nothing in the open but its id, its campaign and its hour', async () => {
    await signByForm(planted);
    const [line] = await lines();
    expect(Object.keys(line ?? {})).toEqual(['id', 'campaign', 'signedAt', 'sealed']);
    expect(line?.signedAt).toMatch(/^\d{4}-\d\d-\d\dT\d\d:00:00\.000Z$/);
  });

  it('opens with the private key to what was typed', async () => {
    await signByForm(planted);
    const [line] = await lines();
    expect(line && parseSupporter(await open(line))).toEqual({ ...planted, updates: true });
    expect(Object.keys(JSON.parse(line ? await open(line) : '') as object)).toEqual(COLUMNS.slice(3));
  });

  it('opens with each of several keys, so that one can follow the other', async () => {
    vi.stubEnv('SIGNATURE_RECIPIENTS', `${recipient}, ${otherRecipient}`);
    await signByForm(planted);
    const [line] = await lines();
    for (const key of [identity, otherIdentity])
      expect(line && (await open(line, key)), key === identity ? 'the first key' : 'the other key').toContain(
        'Planted Name',
      );
  });

  it('stays closed to any other key', async () => {
    await signByForm(planted);
    const [line] = await lines();
    await expect(line && open(line, otherIdentity)).rejects.toThrow();
  });

  it('stands beside open ones and ones sealed to another key', async () => {
    await signByForm(aForm({ email: 'one@example.org' }));
    vi.stubEnv('SIGNATURE_RECIPIENTS', otherRecipient);
    await signByForm(aForm({ email: 'two@example.org' }));
    vi.stubEnv('SIGNATURE_RECIPIENTS', '');
    await signByForm(aForm({ email: 'three@example.org' }));
    const all = await lines();
    expect(all).toHaveLength(3);
    expect(all.filter((line) => 'sealed' in line)).toHaveLength(2);
  });

  it('is the same person’s, sealed or not', async () => {
    vi.stubEnv('SIGNATURE_RECIPIENTS', '');
    await signByForm(aForm());
    vi.stubEnv('SIGNATURE_RECIPIENTS', recipient);
    const first = await seen(await signByJson(aForm({ email: 'ADA@example.org' })));
    expect(blobs.size(STORE)).toBe(1);
    expect(await seen(await signByJson(aForm({ email: 'eva@example.org' })))).toEqual(first);
  });

  it('has the same length whatever is in it, for nearly everyone', async () => {
    for (const [index, comment] of ['', 'x', 'A sentence of a usual length.'].entries()) {
      await signByForm(aForm({ email: `a${index}@example.org`, comment, name: 'N'.repeat(index * 30 + 1) }));
    }
    expect(new Set((await lines()).map(({ sealed }) => sealed.length)).size).toBe(1);
  });

  it('is erased like any other, by its id and by the address', async () => {
    await signByForm(aForm());
    const body = JSON.stringify({ email: 'ada@example.org' });
    const init = asOrganizer({ method: 'POST', headers: { 'content-type': 'application/json' }, body });
    expect(await (await ask('/api/campaigns/clean-river/erasures', init)).json()).toEqual({ erased: 1 });
    expect(blobs.size(STORE)).toBe(0);
  });

  it('has no CSV: 409 says how to open it', async () => {
    await signByForm(aForm());
    for (const query of ['', '?format=csv', '?format=csv&part=1/2']) {
      const response = await ask(addressOf('clean-river') + query, asOrganizer());
      expect(response.status, query).toBe(409);
      expect(await response.text(), query).toContain('private key');
    }
  });
});

describe('what the host holds after a run', () => {
  it('is nothing that was planted: no name, address, IP address or user agent', async () => {
    const log = watchLog();
    const headers = {
      'user-agent': 'PlantedAgent/1.0',
      'x-forwarded-for': '203.0.113.77',
      'x-nf-client-connection-ip': '203.0.113.77',
    };
    await signByJson(planted, 'clean-river', headers);
    await signByJson({ ...planted, name: '' }, 'clean-river', headers);
    blobs.faults.next('put', { status: 403 });
    await signByJson({ ...planted, email: 'planted2@example.org' }, 'clean-river', headers);
    await lines();
    await ask(addressOf('clean-river'), {
      headers: { ...headers, authorization: 'Bearer planted-token-that-is-not-one-of-ours' },
    });
    const dump = [STORE, LOG_STORE]
      .flatMap((store) =>
        blobs.keys(store).map((key) => `${key} ${blobs.read(store, key)?.body.toString() ?? ''}`),
      )
      .join('\n');
    expect(blobs.size(STORE)).toBe(1);
    expect(blobs.size(LOG_STORE)).toBeGreaterThan(1);
    for (const text of [dump, decoded(dump), log()])
      expect(text, text.slice(0, 100)).not.toMatch(/planted|203\.0\.113/i);
  });
});

/** Decodes every piece of base64 in the dump, because plaintext could hide there. */
function decoded(dump: string): string {
  return Array.from(dump.matchAll(/[A-Za-z0-9+/]{40,}={0,2}/gu), ([text]) =>
    Buffer.from(text, 'base64').toString('latin1'),
  ).join();
}

describe('a recipient that is none', () => {
  it.each([
    ['a typo', recipient.slice(0, -1) + (recipient.endsWith('q') ? 'p' : 'q')],
    ['something else', 'ssh-ed25519 AAAA'],
    ['one good and one bad', `${recipient},age1nonsense`],
    ['a private key', identity],
  ])('closes signing and names the setting, without quoting it: %s', async (_, setting) => {
    const log = watchLog();
    vi.stubEnv('SIGNATURE_RECIPIENTS', setting);
    expect((await signByForm(aForm())).status).toBe(503);
    expect(blobs.size(STORE)).toBe(0);
    expect(log()).toContain('SIGNATURE_RECIPIENTS');
    expect(log()).not.toContain(setting.split(',').at(-1));
  });
});
