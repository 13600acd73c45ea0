import { parse } from 'parse5';
import { describe, expect, it, vi } from 'vitest';
import { attribute, elementsOf, textOf } from '#html/elements.ts';
import { asOrganizer, ask, ORIGIN, STORE, watchLog, withBlobs } from './platform.ts';
import { addressOf, aForm, seen, signByForm, signByJson } from './sign-request.ts';

const blobs = await withBlobs();

function stored(): Record<string, unknown>[] {
  return blobs.keys(STORE).map((key) => {
    const record: unknown = JSON.parse(blobs.read(STORE, key)?.body.toString() ?? '');
    return { ...(record as object) };
  });
}

/** What a supporter sees on a page: the title, the summary and the fields. */
async function page(response: Response) {
  const elements = Array.from(elementsOf(parse(await response.text())));
  const find = (id: string) => elements.find((element) => attribute(element, 'id') === id);
  const summary = find('error-summary');
  const notice = elements.find((element) => attribute(element, 'aria-labelledby') === 'notice-title');
  const title = elements.find(({ tagName }) => tagName === 'title');
  return {
    title: title ? textOf(title) : '',
    language: attribute(elements[0] ?? never(), 'lang'),
    isSummaryShown: summary !== undefined && attribute(summary, 'hidden') === undefined,
    notice: notice ? Array.from(elementsOf(notice)).map(textOf).join(' ') : '',
    summary: summary ? Array.from(elementsOf(summary)).map(textOf).join(' ') : '',
    links: summary ? Array.from(elementsOf(summary)).map((link) => attribute(link, 'href')) : [],
    value: (id: string) => attribute(find(id) ?? never(), 'value'),
    text: (id: string) => textOf(find(id) ?? never()),
    isInvalid: (id: string) => attribute(find(id) ?? never(), 'aria-invalid') === 'true',
    isChecked: (id: string) => attribute(find(id) ?? never(), 'checked') !== undefined,
    isHidden: (id: string) => attribute(find(id) ?? never(), 'hidden') !== undefined,
    chosen: elements
      .filter(({ tagName }) => tagName === 'option' || tagName === 'input')
      .filter((e) => attribute(e, 'selected') !== undefined || attribute(e, 'checked') !== undefined)
      .map((option) => attribute(option, 'value')),
  };
}

function never(): never {
  throw new RangeError('The page has no such element.');
}

describe('POST signatures', () => {
  describe('without JavaScript', () => {
    it('leads to the thanks page in the supporter’s language', async () => {
      const english = await signByForm(aForm());
      expect(english.status).toBe(303);
      expect(english.headers.get('location')).toBe('/clean-river/thanks/');
      const spanish = await signByForm(aForm({ email: 'eva@example.org', locale: 'es' }));
      expect(spanish.headers.get('location')).toBe('/es/clean-river/thanks/');
    });

    it('takes a form with parts as well', async () => {
      const body = new FormData();
      for (const [name, value] of Object.entries(aForm())) body.append(name, value);
      expect((await ask(addressOf('clean-river'), { method: 'POST', body })).status).toBe(303);
    });

    it('takes a form whose browser says no more than “Origin: null”', async () => {
      const headers = { accept: 'text/html', origin: 'null' };
      const body = new URLSearchParams(aForm());
      expect((await ask(addressOf('clean-river'), { method: 'POST', headers, body })).status).toBe(303);
    });

    it('brings the page back with every mistake told and every value kept', async () => {
      const typed = {
        name: 'Ada <b>"Lovelace"</b> https://spam.example',
        email: 'ada@',
        postalCode: ' 02134',
        country: 'IE',
        comment: '\nFirst line\n& "second"',
        updates: 'true',
        nameShown: 'initials',
      };
      const response = await signByForm(aForm(typed));
      expect(response.status).toBe(422);
      expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8');
      expect(response.headers.get('cache-control')).toBe('no-store');
      const shown = await page(response);
      expect(shown.title).toMatch(/^Error: /);
      expect(shown.isSummaryShown).toBe(true);
      expect(shown.links).toEqual(expect.arrayContaining(['#name', '#email']));
      expect(shown.value('name')).toBe(typed.name);
      expect(shown.value('email')).toBe(typed.email);
      expect(shown.value('postalCode')).toBe(typed.postalCode);
      expect(shown.text('comment')).toBe(typed.comment);
      expect(shown.isChecked('updates')).toBe(true);
      expect(shown.chosen).toEqual(expect.arrayContaining(['IE', 'initials']));
      expect(shown.text('email-error')).toBe('Enter an email address like name@example.org');
      expect(shown.isHidden('email-error')).toBe(false);
      expect(shown.isInvalid('email')).toBe(true);
      expect(shown.isHidden('postalCode-error')).toBe(true);
    });

    it('speaks the supporter’s language in what went wrong', async () => {
      const shown = await page(await signByForm(aForm({ name: '', locale: 'es' })));
      expect(shown.language).toBe('es');
      expect(shown.summary).toContain('Escribe tu nombre completo');
    });

    it('keeps an unticked box unticked', async () => {
      const shown = await page(await signByForm(aForm({ name: '' })));
      expect(shown.isChecked('updates')).toBe(false);
    });

    it('answers 503 with what was typed when the store fails', async () => {
      watchLog();
      blobs.faults.always('put', { status: 403 });
      const response = await signByForm(aForm({ comment: 'Long thought over' }));
      expect(response.status).toBe(503);
      expect(response.headers.get('retry-after')).toMatch(/^\d+$/);
      const shown = await page(response);
      expect(shown.value('email')).toBe('ada@example.org');
      expect(shown.text('comment')).toBe('Long thought over');
      expect(shown.summary).toContain('What you typed is still here');
    });

    it.each([
      ['on-hold', 'paused'],
      ['ended-by-hand', 'closed'],
      ['ended-by-date', 'closed'],
      ['has-won', 'won'],
      ['to-come', 'Not open yet'],
    ])('answers 409 with the page of a campaign that takes no signatures: %s', async (slug, word) => {
      const response = await signByForm(aForm(), slug);
      expect(response.status).toBe(409);
      const shown = await page(response);
      expect(shown.isSummaryShown).toBe(false);
      expect(shown.notice).toContain(word);
      expect(shown.notice).toContain('Nothing that you typed was stored');
      expect(blobs.size(STORE)).toBe(0);
    });

    it.each(['no-such-campaign', 'not-yet-shown', 'privacy', 'es', '..%2fsite', 'A'])(
      'answers 404 with a page for what is no campaign: %s',
      async (slug) => {
        const response = await signByForm(aForm(), slug);
        expect(response.status).toBe(404);
        expect(await response.text()).toContain('We do not have that campaign');
      },
    );

    it('answers 403 with the page to a form that another site sent', async () => {
      const body = new URLSearchParams(aForm());
      for (const headers of [
        { 'sec-fetch-site': 'cross-site' },
        { 'sec-fetch-site': 'same-site' },
        { origin: 'https://elsewhere.example' },
      ]) {
        const response = await ask(addressOf('clean-river'), { method: 'POST', headers, body });
        expect(response.status, JSON.stringify(headers)).toBe(403);
      }
      expect(blobs.operations.total).toBe(0);
    });

    it.each([
      ['en', 'name', '\u3164', 'Enter your full name'],
      [
        'en',
        'name',
        `A${'\u0301'.repeat(20)}`,
        'Enter your name with fewer accents and other marks on one letter',
      ],
      ['es', 'name', 'A\uFFFFda', 'Escribe tu nombre sin caracteres ocultos. Tecléalo en vez de pegarlo.'],
      ['es', 'email', 'ada@gmail', 'Escribe el correo electrónico completo, con su terminación, como'],
      ['en', 'comment', 'Hi \u{E0041}', 'Enter your comment without hidden characters'],
    ])('says in words how to mend what it refuses: %s %s', async (locale, field, text, words) => {
      const response = await signByForm(aForm({ locale, [field]: text }));
      expect(response.status).toBe(422);
      expect((await page(response)).summary).toContain(words);
    });

    it('answers 422 to bytes that are no UTF-8, and 415 to another charset', async () => {
      const send = (body: string, type = 'application/x-www-form-urlencoded') =>
        ask(addressOf('clean-river'), { method: 'POST', headers: { 'content-type': type }, body });
      expect((await send('name=A%FF&email=ada@example.org')).status).toBe(422);
      const latin1 = await send('name=Ada', 'application/x-www-form-urlencoded;charset=ISO-8859-1');
      expect(latin1.status).toBe(415);
      expect(blobs.operations.total).toBe(0);
    });

    it('answers 415 to another type', async () => {
      const other = { method: 'POST', headers: { 'content-type': 'text/plain' }, body: 'name=Ada' };
      expect((await ask(addressOf('clean-river'), other)).status).toBe(415);
    });

    it.each([
      ['that declares no length', {}],
      ['that declares its length', { 'content-length': '20000' }],
      ['that declares less than it brings', { 'content-length': '10' }],
      ['that declares nonsense', { 'content-length': 'some' }],
    ])('answers 413 to a body of more than 16 KiB %s', async (_what, headers) => {
      const body = new URLSearchParams(aForm({ comment: 'x'.repeat(16 * 1024) }));
      expect((await ask(addressOf('clean-river'), { method: 'POST', headers, body })).status).toBe(413);
      expect(blobs.operations.total).toBe(0);
    });

    it('takes a body that declares its length, as browsers do', async () => {
      const body = new URLSearchParams(aForm());
      const headers = { 'content-length': String(body.toString().length) };
      expect((await ask(addressOf('clean-river'), { method: 'POST', headers, body })).status).toBe(303);
    });
  });

  describe('with JavaScript', () => {
    it('is accepted', async () => {
      const response = await signByJson(aForm());
      expect(response.status).toBe(200);
      expect(await response.json()).toEqual({ status: 'accepted' });
    });

    it('names each mistake with its field, its code and its words', async () => {
      const response = await signByJson(aForm({ name: ' ', email: 'ada' }));
      expect(response.status).toBe(422);
      expect(await response.json()).toEqual({
        errors: [
          { field: 'name', code: 'name.required', message: 'Enter your full name' },
          {
            field: 'email',
            code: 'email.invalid',
            message: 'Enter an email address like name@example.org',
          },
        ],
      });
    });

    it.each(['null', '[]', '"x"', '{', ''])('answers 422 to a body that is no object: %s', async (body) => {
      const headers = { 'content-type': 'application/json' };
      const response = await ask(addressOf('clean-river'), { method: 'POST', headers, body });
      expect(response.status).toBe(422);
      expect(await response.json()).toMatchObject({ errors: [{ code: 'body.invalid' }] });
    });

    it.each<[status: number, what: string, answer: () => Promise<Response>]>([
      [404, 'no campaign', () => signByJson(aForm(), 'nowhere')],
      [409, 'a paused one', () => signByJson(aForm(), 'on-hold')],
      [
        403,
        'another site',
        () => signByJson(aForm(), 'clean-river', { origin: 'https://elsewhere.example' }),
      ],
      [413, 'a long comment', () => signByJson(aForm({ comment: 'x'.repeat(17_000) }))],
      [503, 'a store that fails', () => signByJson(aForm())],
    ])('answers %i to %s in JSON too', async (status, _, answer) => {
      watchLog();
      blobs.faults.always('put', { status: 413 });
      const response = await answer();
      expect(response.status).toBe(status);
      expect(await response.json()).toMatchObject({ errors: [{}] });
    });
  });

  describe('what is stored', () => {
    it('is one blob by one conditional write, with nothing read before it', async () => {
      await signByForm(aForm());
      const { put, get, head, delete: deleted, list } = blobs.operations;
      expect({ put, get, head, deleted, list }).toEqual({ put: 1, get: 0, head: 0, deleted: 0, list: 0 });
      expect(blobs.size(STORE)).toBe(1);
    });

    it('is what was typed, in NFC without outer spaces, and empty where nothing was', async () => {
      await signByForm(
        aForm({ name: '  Zoe\u0308 ', email: ' Ada+Petition@Example.org ', comment: ' a\r\nb ' }),
      );
      const [record] = stored();
      expect(record).toMatchObject({
        version: 1,
        campaign: 'clean-river',
        supporter: {
          name: 'Zo\u00EB',
          email: 'Ada+Petition@Example.org',
          postalCode: '',
          country: '',
          comment: 'a\r\nb',
          updates: false,
          locale: 'en',
          nameShown: 'counted',
        },
      });
      expect(record?.['signedAt']).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
    });

    it('is never a field that the campaign does not ask for', async () => {
      const form = aForm({
        comment: 'x\u0000',
        country: 'nowhere',
        postalCode: 'secret',
        updates: 'true',
        nameShown: 'full',
      });
      expect((await signByForm(form, 'asks-nothing')).status).toBe(303);
      expect(stored()[0]).toMatchObject({
        supporter: { comment: '', country: '', postalCode: '', updates: false, nameShown: 'counted' },
      });
    });

    it('is never an address or an agent of the network', async () => {
      const headers = {
        'user-agent': 'PlantedAgent/1.0',
        'x-forwarded-for': '203.0.113.77',
        'x-nf-client-connection-ip': '203.0.113.78',
      };
      await signByJson(aForm(), 'clean-river', headers);
      const dump = JSON.stringify(stored()) + blobs.keys(STORE).join();
      expect(dump).toContain('ada@example.org');
      expect(dump).not.toMatch(/PlantedAgent|203\.0\.113/);
    });

    it('is one record for every spelling of one person, and one for each campaign under an id that tells nothing of the other', async () => {
      const spellings = [
        'ada@example.org',
        'ADA@EXAMPLE.ORG',
        ' ada@example.org ',
        'ada+river@example.org',
        'ａｄａ@example.org',
        '\u202Aada@example.org\u202C',
      ];
      for (const email of spellings) expect((await signByForm(aForm({ email }))).status, email).toBe(303);
      expect(blobs.size(STORE)).toBe(1);
      await signByForm(aForm(), 'asks-nothing');
      const ids = blobs.keys(STORE).map((key) => key.split('/')[1]);
      const id: unknown = expect.stringMatching(/^[0-9a-f]{32}$/u);
      expect(ids).toEqual([id, id]);
      expect(new Set(ids).size).toBe(2);
    });

    it('keeps the record of the first time', async () => {
      await signByForm(aForm({ name: 'First' }));
      await signByForm(aForm({ name: 'Second' }));
      expect(stored()).toMatchObject([{ supporter: { name: 'First' } }]);
    });
  });

  describe('a first and a repeated signature', () => {
    it('are answered byte by byte the same', async () => {
      const first = await seen(await signByForm(aForm()));
      expect(await seen(await signByForm(aForm({ email: 'ADA@example.org' })))).toEqual(first);
      const firstJson = await seen(await signByJson(aForm({ email: 'eva@example.org' })));
      expect(await seen(await signByJson(aForm({ email: 'eva@example.org' })))).toEqual(firstJson);
    });
  });

  describe('when the store fails', () => {
    it.each([
      ['a refusal that the client takes for a success', { status: 403 }],
      ['a blob that is too large', { status: 413 }],
    ] as const)('thanks nobody for %s', async (_, fault) => {
      watchLog();
      blobs.faults.always('put', fault);
      expect((await signByForm(aForm())).status).toBe(503);
      expect(blobs.size(STORE)).toBe(0);
    });

    it.each([
      'lostBefore',
      'lostAfter',
      { status: 429 },
      { status: 500 },
      { status: 503, landed: true },
    ] as const)('is asked again, and thanks once the signature is stored: %j', async (fault) => {
      watchLog();
      blobs.faults.next('put', fault, 2);
      // Netlify is asked again by us, a file by the supporter.
      const unknown = blobs.host === 'netlify' ? [] : [503, 503];
      for (const status of [...unknown, 303])
        expect((await signByForm(aForm())).status, String(status)).toBe(status);
      expect(blobs.size(STORE)).toBe(1);
    });
  });

  it('takes a signature for a draft by an organizer’s token', async () => {
    const init = { method: 'POST', body: new URLSearchParams(aForm()) };
    expect((await ask(addressOf('not-yet-shown'), asOrganizer(init))).status).toBe(303);
    expect(blobs.size(STORE)).toBe(1);
  });

  it('asks a store no more for a draft than for what is no campaign, with a wrong token too', async () => {
    const headers = { authorization: `Bearer ${'X'.repeat(40)}` };
    vi.useFakeTimers({ toFake: ['Date'] });
    const asked = [];
    for (const [hour, slug] of ['not-yet-shown', 'nowhere', 'organizers'].entries()) {
      // The first refusal of an hour is written into the log.
      vi.setSystemTime(new Date(Date.UTC(2031, 0, 31, hour)));
      blobs.operations.reset();
      const init = { method: 'POST', headers, body: new URLSearchParams(aForm()) };
      asked.push([(await ask(addressOf(slug), init)).status, blobs.operations.put]);
    }
    vi.useRealTimers();
    expect(asked).toEqual([
      [404, 2],
      [404, 2],
      [404, 2],
    ]);
  });

  it('answers 503 without its secret, and the log names the variable', async () => {
    const log = watchLog();
    for (const secret of ['', 'too short to be one']) {
      vi.stubEnv('SIGNATURE_SECRET', secret);
      expect((await signByForm(aForm())).status, secret).toBe(503);
    }
    expect(log()).toContain('SIGNATURE_SECRET');
    expect(blobs.operations.total).toBe(0);
  });

  it('answers another method with 405 and the ones it allows', async () => {
    for (const method of ['PUT', 'PATCH', 'DELETE']) {
      const response = await ask(addressOf('clean-river'), { method });
      expect(response.status, method).toBe(405);
      expect(response.headers.get('allow'), method).toBe('GET, HEAD, POST');
    }
  });

  it('logs and answers nothing personal, whatever goes wrong', async () => {
    const log = watchLog();
    const planted = aForm({ name: 'Planted Name', email: 'planted@example.org', comment: 'planted comment' });
    blobs.faults.always('put', { status: 403 });
    const answer = await signByJson(planted);
    expect(await answer.text()).not.toMatch(/planted/i);
    await signByForm({ ...planted, email: 'planted@' });
    expect(log()).toContain('The store did not confirm: record.');
    expect(log()).not.toMatch(/planted/i);
  });

  it('carries the headers of the site', async () => {
    for (const response of [
      await signByForm(aForm()),
      await signByForm(aForm({ name: '' })),
      await signByJson({}),
    ]) {
      const { status, headers } = response;
      expect(headers.get('content-security-policy'), `a ${status}`).toContain("default-src 'none'");
      expect(headers.get('referrer-policy'), `a ${status}`).toBe('no-referrer');
      expect(headers.get('x-content-type-options'), `a ${status}`).toBe('nosniff');
      expect(headers.get('strict-transport-security'), `a ${status}`).toMatch(/^max-age=/);
      expect(headers.get('cache-control'), `a ${status}`).toBe('no-store');
    }
  });

  it('never names the supporter in an address', async () => {
    const { headers } = await signByForm(aForm());
    expect(new URL(headers.get('location') ?? '', ORIGIN).search).toBe('');
  });
});
