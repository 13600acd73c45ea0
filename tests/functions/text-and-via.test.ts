import { Decrypter, generateX25519Identity, identityToRecipient } from 'age-encryption';
import { parse } from 'parse5';
import { describe, expect, it, vi } from 'vitest';
import { textDigest } from '#campaigns/text-digest.ts';
import { attribute, elementsOf } from '#html/elements.ts';
import { sendForm, sendJson, signByMail, verdict, withMail } from './mailbox.ts';
import { asOrganizer, ask, STORE, watchLog, withBlobs } from './platform.ts';
import { addressOf, aForm, signByForm, signByJson } from './sign-request.ts';

const blobs = await withBlobs();
const mailbox = await withMail();

const TEXT = '0123456789abcdef';
const VIA = 'river-friends';
const BOTH = { text: TEXT, via: VIA };

/** The text of the campaign in the content of these tests. */
const ENGLISH = textDigest({
  locale: 'en',
  title: 'The campaign clean-river',
  summary: 'What it asks for.',
  target: 'The river authority',
  body: '\nThe text.\n',
});
const SPANISH = textDigest({
  locale: 'es',
  title: 'Un río limpio',
  summary: 'Lo que pide.',
  target: 'The river authority',
  body: '\nEl texto.\n',
});

/** Text and partner of the one signature in the store. */
function stored(): readonly unknown[] {
  const [key = '', ...others] = blobs.keys(STORE);
  expect(others).toEqual([]);
  const record = JSON.parse(blobs.read(STORE, key)?.body.toString() ?? '') as {
    supporter: Record<string, unknown>;
  };
  return [record.supporter['text'], record.supporter['via']];
}

function signInParts(form: Readonly<Record<string, string>>): Promise<Response> {
  const body = new FormData();
  for (const [name, value] of Object.entries(form)) body.append(name, value);
  return ask(addressOf('clean-river'), { method: 'POST', body });
}

/** What the page sent back has in its hidden fields, and whether it holds a text anywhere. */
async function sentBack(response: Response) {
  const html = await response.text();
  const elements = Array.from(elementsOf(parse(html)));
  const form = elements.find((element) => attribute(element, 'id') === 'sign');
  const hidden = (name: string) => {
    const input = Array.from(form ? elementsOf(form) : []).find(
      (element) => attribute(element, 'name') === name,
    );
    return input && attribute(input, 'value');
  };
  return { status: response.status, text: hidden('text'), via: hidden('via'), html };
}

describe('the text that was signed, and through whom', () => {
  it.each([
    ['a form', 303, () => signByForm(aForm(BOTH))],
    ['a form in parts', 303, () => signInParts(aForm(BOTH))],
    ['JSON', 200, () => signByJson(aForm(BOTH))],
  ])('are stored as they were sent, by %s', async (_how, status, sign) => {
    expect((await sign()).status).toBe(status);
    expect(stored()).toEqual([TEXT, VIA]);
  });

  it('come as they are in the download, as the last two columns', async () => {
    await signByJson(aForm(BOTH));
    const csv = await (await ask(`${addressOf('clean-river')}?format=csv`, asOrganizer())).text();
    expect(csv.split('\r\n')[0]).toMatch(/"?nameShown"?,"?text"?,"?via"?$/u);
    expect(csv.split('\r\n')[1]).toContain(`,"${TEXT}","${VIA}"`);
    const row: unknown = await (await ask(`${addressOf('clean-river')}?format=ndjson`, asOrganizer())).json();
    expect(row).toMatchObject(BOTH);
  });

  it.each<[unknown, unknown]>([
    ['0123456789ABCDEF', '0123456789ABCDEF'],
    ['0123456789abcde', ''],
    ['0123456789abcdef0', ''],
    ['0123456789abcdeg', ''],
    [' 0123456789abcdef', ''],
    ['', ''],
    [null, ''],
    [7, ''],
    [true, ''],
    [[TEXT], ''],
    [{ text: TEXT }, ''],
    ['x'.repeat(9000), ''],
  ])('refuse nobody, whatever stands for the text: %j', async (text, kept) => {
    const answer = await signByJson({ ...aForm(), text });
    expect([answer.status, stored()]).toEqual([200, [kept, '']]);
  });

  it.each<[unknown]>([
    ['no-friends'],
    ['River-Friends'],
    [''],
    [null],
    [7],
    [[VIA]],
    [{ slug: VIA }],
    ['__proto__'],
    ['x'.repeat(9000)],
  ])('refuse nobody, whatever stands for the partner: %j', async (via) => {
    const answer = await signByJson({ ...aForm(), via });
    expect([answer.status, stored()]).toEqual([200, ['', '']]);
  });

  it('know no partner of another campaign', async () => {
    await signByJson(aForm(BOTH), 'asks-nothing');
    expect(stored()).toEqual([TEXT, '']);
  });

  it('are sealed with the rest', async () => {
    const identity = await generateX25519Identity();
    vi.stubEnv('SIGNATURE_RECIPIENTS', await identityToRecipient(identity));
    await signByForm(aForm(BOTH));
    const [key = ''] = blobs.keys(STORE);
    const record = blobs.read(STORE, key)?.body.toString() ?? '';
    expect(record).not.toMatch(new RegExp(`${TEXT}|${VIA}`, 'u'));
    const decrypter = new Decrypter();
    decrypter.addIdentity(identity);
    const { sealed } = JSON.parse(record) as { sealed: string };
    const plain = await decrypter.decrypt(Buffer.from(sealed, 'base64'), 'text');
    expect(JSON.parse(plain)).toMatchObject(BOTH);
    expect(Object.keys(JSON.parse(plain) as object).slice(-2)).toEqual(['text', 'via']);
  });

  it('go through the mail: they are in the record, and stored once it is confirmed', async () => {
    const { token } = await signByMail(mailbox, BOTH);
    expect(await verdict(sendJson('confirmations', { token }))).toBe('200');
    expect(stored()).toEqual([TEXT, VIA]);
  });

  it('go through the mail and are sealed where keys came since', async () => {
    const { token } = await signByMail(mailbox, BOTH);
    const identity = await generateX25519Identity();
    vi.stubEnv('SIGNATURE_RECIPIENTS', await identityToRecipient(identity));
    expect(await verdict(sendJson('confirmations', { token }))).toBe('200');
    const row = (await (await ask(`${addressOf('by-mail')}?format=ndjson`, asOrganizer())).json()) as {
      sealed: string;
    };
    const decrypter = new Decrypter();
    decrypter.addIdentity(identity);
    const plain = await decrypter.decrypt(Buffer.from(row.sealed, 'base64'), 'text');
    expect(JSON.parse(plain)).toMatchObject(BOTH);
  });
});

describe('a page that is sent back', () => {
  it.each([
    ['en', ENGLISH],
    ['es', SPANISH],
  ])('has the digest of its own words, whatever came: %s', async (locale, digest) => {
    const form = aForm({ name: '', locale, text: TEXT });
    expect(await sentBack(await signByForm(form))).toMatchObject({ status: 422, text: digest, via: '' });
  });

  it('keeps a partner, in each language', async () => {
    for (const locale of ['en', 'es']) {
      const back = await sentBack(await signByForm(aForm({ ...BOTH, name: '', locale })));
      expect(back, locale).toMatchObject({ status: 422, via: VIA });
      expect(back.html, locale).toContain('Friends of the River');
    }
  });

  it('keeps a partner when the store fails', async () => {
    watchLog();
    blobs.faults.always('put', { status: 403 });
    const back = await sentBack(await signByForm(aForm(BOTH)));
    expect(back).toMatchObject({ status: 503, text: ENGLISH, via: VIA });
  });

  it('keeps a partner when the mail service fails', async () => {
    watchLog();
    vi.stubEnv('MAIL_URL', '');
    const back = await sentBack(await sendForm('signatures', aForm(BOTH)));
    expect(back).toMatchObject({ status: 503, via: VIA });
  });

  it('says nothing of a partner that nobody knows, nor of a text that is none', async () => {
    const back = await sentBack(
      await signByForm(aForm({ name: '', via: 'planted-partner', text: 'planted' })),
    );
    expect(back).toMatchObject({ status: 422, text: ENGLISH, via: '' });
    expect(back.html).not.toContain('planted');
  });
});
