import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Body, readBody } from '#http/read-body.ts';

const FORM = 'application/x-www-form-urlencoded';
const JSON_TYPE = 'application/json';
const MULTIPART = 'multipart/form-data; boundary=xx';

function read(type: string, body: string | Uint8Array): Promise<Body> {
  const headers = { 'content-type': type };
  const bytes = new Uint8Array(Buffer.from(body));
  return readBody(new Request('https://petition.example/', { method: 'POST', headers, body: bytes }));
}

/** The status of a refusal with its code, or the values. */
async function outcome(type: string, body: string | Uint8Array): Promise<unknown> {
  const result = await read(type, body);
  return result.kind === 'read' ? result.values : `${result.status} ${result.code}`;
}

/** One part of a multipart form. Its bytes stand as they are. */
function partOf(value: string | Uint8Array, headers = ''): Buffer {
  const head = `--xx\r\nContent-Disposition: form-data; name="name"\r\n${headers}\r\n`;
  return Buffer.concat([Buffer.from(head), Buffer.from(value), Buffer.from('\r\n--xx--\r\n')]);
}

const latin1 = (text: string) => Buffer.from(text, 'latin1');

describe('a body in UTF-8', () => {
  it('takes the last of equal names, in every type', async () => {
    const twice = (value: string) => partOf(value).toString().replace('--xx--\r\n', '');
    expect(await outcome(FORM, 'name=Ada&name=Eva')).toEqual({ name: 'Eva' });
    expect(await outcome(JSON_TYPE, '{"name":"Ada","name":"Eva"}')).toEqual({ name: 'Eva' });
    expect(await outcome(MULTIPART, `${twice('Ada')}${partOf('Eva').toString()}`)).toEqual({ name: 'Eva' });
  });

  it.each([
    ['Zoë', 'name=Zo%C3%AB'],
    ['Zoë', 'name=Zo%c3%ab'],
    ['Zoë', 'name=Zoë'],
    ['a b+c', 'name=a+b%2Bc'],
    ['100%', 'name=100%'],
    ['100%zz%4', 'name=100%zz%4'],
    // A sign that the person typed is no mistake of the encoding.
    ['\uFFFD', 'name=%EF%BF%BD'],
    ['𝒜', 'name=%F0%9D%92%9C'],
  ])('of a form is read: %s from %s', async (name, body) => {
    expect(await outcome(FORM, body)).toEqual({ name });
  });

  it.each([FORM, `${FORM}; charset=UTF-8`, `${FORM};charset="utf-8"`, `${FORM} ; Charset=utf8`])(
    'may say so: %s',
    async (type) => {
      expect(await outcome(type, 'name=Zo%C3%AB&_charset_=UTF-8')).toMatchObject({ name: 'Zoë' });
    },
  );

  it('is read from a multipart form too, and from JSON', async () => {
    expect(await outcome(MULTIPART, partOf('Zoë\uFFFD'))).toEqual({ name: 'Zoë\uFFFD' });
    const plain = 'Content-Type: text/plain; charset="UTF-8"\r\nContent-Transfer-Encoding: 8bit\r\n';
    expect(await outcome(MULTIPART, partOf('Zoë', plain))).toEqual({ name: 'Zoë' });
    expect(await outcome(`${JSON_TYPE};charset=utf-8`, '{"name":"Zoë"}')).toEqual({ name: 'Zoë' });
  });

  it('may begin with a BOM, which is no part of it', async () => {
    expect(await outcome(JSON_TYPE, '\uFEFF{"name":"Ada"}')).toEqual({ name: 'Ada' });
    expect(await outcome(FORM, '\uFEFFname=Ada')).toEqual({ name: 'Ada' });
  });

  it('may quote a header in a comment', async () => {
    const quoted = 'He wrote:\r\nContent-Type: text/plain; charset=utf-16\r\n\r\nBye';
    expect(await outcome(MULTIPART, partOf(quoted))).toEqual({ name: quoted });
  });

  it('of a form is what the URL standard reads', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.dictionary(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'grapheme' })),
        async (values) => {
          const body = new URLSearchParams(values).toString();
          expect(await outcome(FORM, body)).toEqual({ ...values });
        },
      ),
    );
  });
});

describe('bytes that are no UTF-8', () => {
  const wrong = [
    ['a lone byte', latin1('Jos\xE9')],
    ['a lone continuation', latin1('a\x80b')],
    ['an overlong slash', latin1('\xC0\xAF')],
    ['a surrogate', latin1('\xED\xA0\x80')],
    ['a sequence cut short', latin1('\xE2\x82')],
    ['more than Unicode has', latin1('\xF4\x90\x80\x80')],
    ['UTF-16', Buffer.from('\uFEFFname=Ada', 'utf16le')],
  ] as const;

  it.each(wrong)('are refused: %s', async (_what, bytes) => {
    expect(await outcome(FORM, Buffer.concat([Buffer.from('name='), bytes]))).toBe('422 body.invalid');
    expect(await outcome(MULTIPART, partOf(bytes))).toBe('422 body.invalid');
    const json = Buffer.concat([Buffer.from('{"name":"'), bytes, Buffer.from('"}')]);
    expect(await outcome(JSON_TYPE, json)).toBe('422 body.invalid');
    const encoded = Array.from(bytes, (byte) => `%${byte.toString(16).padStart(2, '0')}`).join('');
    expect(await outcome(FORM, `name=${encoded}&email=x`)).toBe('422 body.invalid');
  });

  it.each(['name=A%FF', 'na%FFme=A', 'x=1&name=%C3+%A9', 'name=%C3&y=%A9', 'name=%EF%BF%BD%FF', 'name=%C3é'])(
    'are refused as percent signs: %s',
    async (body) => {
      expect(await outcome(FORM, body)).toBe('422 body.invalid');
    },
  );

  it('are refused behind a second encoding', async () => {
    const base64 = 'Content-Transfer-Encoding: base64\r\n';
    expect(await outcome(MULTIPART, partOf('/w==', base64))).toBe('415 body.charset');
    const quoted = 'content-transfer-encoding:quoted-printable\r\n';
    expect(await outcome(MULTIPART, partOf('Jos=E9', quoted))).toBe('415 body.charset');
  });
});

describe('another charset', () => {
  it.each([
    'charset=iso-8859-1',
    'charset=utf-16',
    'charset="ISO-8859-1"',
    'CHARSET=Windows-1252',
    'charset=us-ascii',
    'charset=',
    'charset=nonsense',
    "charset='utf-8'",
    'charset=utf-8; charset=latin1',
    'charset=utf-7',
    "charset*=us-ascii'en'latin1",
    'charset = shift_jis',
  ])('is refused, whatever the bytes are: %s', async (charset) => {
    expect(await outcome(`${FORM};${charset}`, 'name=Ada')).toBe('415 body.charset');
    expect(await outcome(`${MULTIPART}; ${charset}`, partOf('Ada'))).toBe('415 body.charset');
    expect(await outcome(`${JSON_TYPE} ;${charset}`, '{"name":"Ada"}')).toBe('415 body.charset');
  });

  it('is refused where a part or the field _charset_ says it', async () => {
    expect(await outcome(MULTIPART, partOf('Ada', 'Content-Type: text/plain; charset="latin1"\r\n'))).toBe(
      '415 body.charset',
    );
    expect(await outcome(FORM, 'name=Ada&_charset_=windows-1252')).toBe('415 body.charset');
    const field = '--xx\r\nContent-Disposition: form-data; name="_charset_"\r\n\r\nlatin1\r\n--xx--';
    expect(await outcome(MULTIPART, field)).toBe('415 body.charset');
    const file = field.replace('"_charset_"', '"_charset_"; filename="a"');
    expect(await outcome(MULTIPART, file)).toBe('415 body.charset');
  });

  it('is refused before the body is read', async () => {
    const body = new ReadableStream(
      { pull: () => expect.unreachable('The body was read.') },
      { highWaterMark: 0 },
    );
    const headers = { 'content-type': `${FORM}; charset=latin1` };
    const init = { method: 'POST', headers, body, duplex: 'half' } as const;
    expect(await readBody(new Request('https://petition.example/', init))).toMatchObject({ status: 415 });
  });
});

describe('a body that is no form and no object', () => {
  it.each([
    ['text/plain', 'name=Ada', '415 body.type'],
    [JSON_TYPE, '[]', '422 body.invalid'],
    [JSON_TYPE, 'null', '422 body.invalid'],
    [JSON_TYPE, '', '422 body.invalid'],
    ['multipart/form-data', 'x', '422 body.invalid'],
    [MULTIPART, 'x', '422 body.invalid'],
    [FORM, 'x'.repeat(16 * 1024 + 1), '413 body.tooLarge'],
  ])('is refused: %s', async (type, body, refusal) => {
    expect(await outcome(type, body)).toBe(refusal);
  });
});

describe('a length that a header declares', () => {
  it.each([
    [3, 16 * 1024 + 1],
    [16 * 1024 + 1, 3],
  ])('is believed only if it is small, and only of a small body: %d, %d', async (declared, length) => {
    const headers = { 'content-type': FORM, 'content-length': String(declared) };
    const request = new Request('https://petition.example/', {
      method: 'POST',
      headers,
      body: 'x'.repeat(length),
    });
    expect(await readBody(request)).toMatchObject({ status: 413 });
  });
});

describe('a body of another type', () => {
  it.each([
    '',
    'text/plain',
    'application/json-seq',
    'application/x-www-form-urlencoded, application/json',
    // Names that every object has.
    'constructor',
    '__proto__',
    '__proto__; charset=utf-8',
  ])('is refused: %j', async (type) => {
    expect(await outcome(type, '{}')).toBe('415 body.type');
  });

  it.each([
    ['gzip', 415],
    ['br', 415],
    ['deflate, identity', 415],
    ['utf-8', 415],
    ['identity', null],
    ['Identity', null],
    ['', null],
  ])('is a compressed one, too: %j', async (encoding, status) => {
    const headers = { 'content-type': JSON_TYPE, 'content-encoding': encoding };
    const request = new Request('https://petition.example/', { method: 'POST', headers, body: '{}' });
    expect(await readBody(request)).toMatchObject(status === null ? { kind: 'read' } : { status });
  });
});
