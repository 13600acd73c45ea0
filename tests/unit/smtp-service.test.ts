import tls from 'node:tls';
import { addressParser } from 'postal-mime';
import { afterEach, describe, expect, it } from 'vitest';
import { type MailServer, parseMailServer } from '#mail/mail-server.ts';
import { type Mail, MailFailure } from '#mail/mail.ts';
import { DeliveryTimes } from '#smtp/delivery-times.ts';
import { smtpService } from '#smtp/smtp-service.ts';
import { startMailServer, testCertificate, TestMailServer } from '../support/mail-server.ts';
import { parseMail } from '../support/parsed-mail.ts';

const trusted = tls.getCACertificates('default');

afterEach(() => {
  tls.setDefaultCACertificates(trusted);
});

const PASSWORD = 'pass:w@rd/%#';
const LOGIN = { user: 'river@mail.example', password: PASSWORD };

const aMail = (changes: Partial<Mail> = {}): Mail => ({
  to: 'Jane.Doe+x@example.org',
  from: { name: 'Clean River', address: 'news@example.org' },
  subject: 'Confirm',
  text: 'Hello\n',
  html: '<p>Hello</p>',
  links: [],
  ...changes,
});

const toService = (url: string, limit?: AbortSignal) =>
  smtpService(parseMailServer(url), { ...(limit && { limit: () => limit }), times: new DeliveryTimes() });

/** How a promise fails, as `stage fate`; `taken` where it does not. No failure may tell what others said. */
async function failureOf(promise: Promise<void>): Promise<string> {
  try {
    await promise;
    return 'taken';
  } catch (error) {
    if (!(error instanceof MailFailure)) throw error;
    expect(error.cause).toBeUndefined();
    const told = `${error.message} ${error.stack ?? ''}`;
    for (const secret of [TestMailServer.SAYS, PASSWORD, LOGIN.user, 'example.org'])
      expect(told, secret).not.toContain(secret);
    return `${error.stage} ${error.fate}`;
  }
}

describe.concurrent('a mail service that is reached by SMTP', () => {
  it('takes a mail for one address, and is told no name of this machine', async () => {
    await using server = await startMailServer();
    await toService(server.url).deliver(aMail());
    expect(server.received).toMatchObject([{ from: 'news@example.org', to: ['Jane.Doe+x@example.org'] }]);
    const [mail] = server.received;
    const parsed = await parseMail(mail?.raw ?? '');
    expect(parsed.to).toEqual([{ address: 'Jane.Doe+x@example.org', name: '' }]);
    expect(parsed.from).toEqual({ address: 'news@example.org', name: 'Clean River' });
    expect(parsed.headers.find(({ key }) => key === 'auto-submitted')?.value).toBe('auto-generated');
    expect(parsed.headers.map(({ key }) => key).sort()).toEqual([
      'auto-submitted',
      'content-type',
      'date',
      'from',
      'message-id',
      'mime-version',
      'subject',
      'to',
    ]);
    expect(server.names).toEqual(['[127.0.0.1]']);
  });

  it.each([
    ['connect', 554, 'connect notTaken'],
    ['connect', 421, 'connect notTaken'],
    ['sender', 550, 'sender notTaken'],
    ['sender', 451, 'sender notTaken'],
    ['recipient', 550, 'recipient refused'],
    ['recipient', 552, 'recipient refused'],
    ['recipient', 450, 'recipient notTaken'],
    ['data', 554, 'message notTaken'],
    ['data', 451, 'message notTaken'],
    ['message', 554, 'message notTaken'],
    ['message', 452, 'message notTaken'],
    ['message', 421, 'message notTaken'],
    ['connect', 'cuts', 'connect notTaken'],
    ['sender', 'cuts', 'sender notTaken'],
    ['recipient', 'cuts', 'sender notTaken'],
    ['message', 'cuts', 'message unknown'],
  ] as const)('says what is known where it fails: %s, %s', async (step, how, failure) => {
    for (const without of [[], ['PIPELINING']] as const) {
      await using server = await startMailServer({ without });
      server.fail(step, how);
      const service = toService(server.url);
      expect(await failureOf(service.deliver(aMail())), without.join()).toBe(failure);
      expect(server.received, without.join()).toEqual([]);
      server.mend();
      expect(await failureOf(service.deliver(aMail())), without.join()).toBe('taken');
    }
  });

  it.each([
    ['connect', 'connect notTaken'],
    ['sender', 'sender notTaken'],
    ['recipient', 'sender notTaken'],
    ['message', 'message unknown'],
  ] as const)('ends on time where the service is silent or says no last line: %s', async (step, failure) => {
    for (const how of ['hangs', 'drips'] as const) {
      await using server = await startMailServer();
      const limit = server.fail(step, how);
      expect(await failureOf(toService(server.url, limit).deliver(aMail())), how).toBe(failure);
      expect(server.received, how).toEqual([]);
    }
  });

  it('ends on time where no service takes the connection up', async () => {
    const stop = new AbortController();
    const delivery = toService('smtp://127.0.0.1:9', stop.signal).deliver(aMail());
    stop.abort();
    expect(await failureOf(delivery)).toBe('connect notTaken');
  });

  it('has not taken a mail for an address that is greylisted, and takes the next', async () => {
    await using server = await startMailServer({ greylists: true });
    const service = toService(server.url);
    expect(await failureOf(service.deliver(aMail()))).toBe('recipient notTaken');
    expect(await failureOf(service.deliver(aMail()))).toBe('taken');
  });

  it('logs in, and says where it may not', async () => {
    await using server = await startMailServer({ login: LOGIN });
    expect(await failureOf(toService(server.url).deliver(aMail()))).toBe('taken');
    expect(server.received).toMatchObject([{ user: LOGIN.user }]);
    const wrong = server.url.replace(/:[^:@]+@/u, ':other@');
    expect(await failureOf(toService(wrong).deliver(aMail()))).toBe('login notTaken');
    const nobody = server.url.replace(/\/\/.+@/u, '//');
    expect(await failureOf(toService(nobody).deliver(aMail()))).toBe('sender notTaken');
    expect(await failureOf(toService(server.url, server.fail('login', 'hangs')).deliver(aMail()))).toBe(
      'login notTaken',
    );
  });
});

describe('TLS', () => {
  /** A service that is not on this machine, as far as the rules go. */
  const afar = ({ port }: TestMailServer, protection: MailServer['protection']) =>
    smtpService({ host: 'localhost', port, protection, login: null, isThisMachine: false });

  it.each(['implicit', 'starttls'] as const)(
    'is used with a certificate that is trusted: %s',
    async (kind) => {
      await using server = await startMailServer({ tls: kind });
      tls.setDefaultCACertificates([...trusted, testCertificate('localhost')]);
      const service = afar(server, kind === 'implicit' ? 'tls' : 'starttls');
      expect(await failureOf(service.deliver(aMail()))).toBe('taken');
      expect(server.received).toMatchObject([{ isSecure: true }]);
    },
  );

  it.each(['implicit', 'starttls'] as const)(
    'is broken off where nobody vouches for it: %s',
    async (kind) => {
      const protection = kind === 'implicit' ? 'tls' : 'starttls';
      await using own = await startMailServer({ tls: kind });
      expect(await failureOf(afar(own, protection).deliver(aMail()))).toBe('tls notTaken');
      await using other = await startMailServer({ tls: kind, certificate: 'elsewhere' });
      tls.setDefaultCACertificates([...trusted, testCertificate('elsewhere')]);
      expect(await failureOf(afar(other, protection).deliver(aMail()))).toBe('tls notTaken');
      expect([...own.received, ...other.received]).toEqual([]);
    },
  );

  it('is demanded: a service without STARTTLS gets neither a name nor a mail', async () => {
    await using server = await startMailServer({ login: LOGIN });
    const demanding = { ...parseMailServer(server.url), protection: 'starttls' } as const;
    expect(await failureOf(smtpService(demanding).deliver(aMail()))).toBe('tls notTaken');
    expect(server.logins).toBe(0);
  });

  it('fails as TLS where the other side speaks without it', async () => {
    await using server = await startMailServer();
    expect(await failureOf(afar(server, 'tls').deliver(aMail()))).toBe('tls notTaken');
  });
});

describe.concurrent('addresses', () => {
  it.each([
    'a@example.org\r\nBcc: evil@example.org',
    'a@example.org, evil@example.org',
    'a@example.org>\r\nRCPT TO:<evil@example.org',
    '<evil@example.org>a@example.org',
    '"evil@example.org" a@example.org',
    'evil@example.org (a@example.org)',
    'group: a@example.org, evil@example.org;',
    'a@evil.example@example.org',
    'a@[evil.example@example.org]',
    '',
    'a',
  ])('that are not one mailbox are refused before a session: %j', async (to) => {
    await using server = await startMailServer();
    expect(await failureOf(toService(server.url).deliver(aMail({ to })))).toBe('recipient refused');
    const from = { name: '', address: to };
    expect(await failureOf(toService(server.url).deliver(aMail({ from })))).toBe('settings notTaken');
    expect(server.sessions).toBe(0);
  });

  it.each(['\r\nBcc: evil@example.org', '\nX-Evil: 1', '\u2028X-Evil: 1', ' <evil@example.org>, "', '\0'])(
    'and lines cannot come in through a name or a subject: %j',
    async (hostile) => {
      await using server = await startMailServer();
      const from = { name: `River${hostile}`, address: 'news@example.org' };
      await toService(server.url).deliver(aMail({ from, subject: `Confirm${hostile}` }));
      const [mail] = server.received;
      const parsed = await parseMail(mail?.raw ?? '');
      expect(mail?.to).toEqual(['Jane.Doe+x@example.org']);
      expect(parsed.bcc).toBeUndefined();
      const senders = parsed.headers.filter(({ key }) => key === 'from');
      const addresses = senders.flatMap(({ value }) => addressParser(value));
      expect(addresses.map(({ address }) => address)).toEqual(['news@example.org']);
      expect(parsed.headers.map(({ key }) => key)).not.toContain('x-evil');
      expect(`${parsed.subject} ${parsed.from?.name}`).not.toMatch(/[\p{Cc}\p{Zl}\p{Zp}]/u);
      expect(parsed.text).toBe('Hello\n');
    },
  );

  it('with other letters in the domain go as ASCII', async () => {
    await using server = await startMailServer({ without: ['SMTPUTF8'] });
    await toService(server.url).deliver(aMail({ to: 'jane@bücher.example' }));
    // The server of the tests shows domains as people write them.
    expect(server.received).toMatchObject([{ to: ['jane@bücher.example'] }]);
    expect(server.received[0]?.raw.toString()).toContain('To: jane@xn--bcher-kva.example');
  });

  it('with other letters before the @ go where the service takes them, and are refused elsewhere', async () => {
    await using server = await startMailServer();
    const mail = aMail({ to: 'jürgen@example.org' });
    await toService(server.url).deliver(mail);
    expect(server.received).toMatchObject([{ to: ['jürgen@example.org'] }]);
    await using old = await startMailServer({ without: ['SMTPUTF8'] });
    expect(await failureOf(toService(old.url).deliver(mail))).toBe('recipient refused');
    expect(old.received).toEqual([]);
  });

  it('written in letters of another width reach the mailbox that the signature is for', async () => {
    await using server = await startMailServer();
    await toService(server.url).deliver(aMail({ to: ' ｊane@ｅxample.org ' }));
    expect(server.received).toMatchObject([{ to: ['jane@example.org'] }]);
    expect(server.received[0]?.raw.toString()).toContain('To: jane@example.org\r\n');
  });
});

describe('a mail that is only pretended', () => {
  it('is a session without an address, and takes as long as a delivery did', async () => {
    await using server = await startMailServer({ login: LOGIN });
    const times = new DeliveryTimes();
    times.add(400);
    const service = smtpService(parseMailServer(server.url), { times });
    const start = performance.now();
    await service.pretend();
    // A timer may end a millisecond early.
    expect(performance.now() - start).toBeGreaterThan(398);
    expect([server.sessions, server.logins, server.received.length]).toEqual([1, 1, 0]);
  });

  it.each([
    ['connect', 'connect notTaken'],
    ['login', 'login notTaken'],
  ] as const)('fails where a delivery would: %s', async (step, failure) => {
    await using server = await startMailServer({ login: LOGIN });
    server.fail(step, 454);
    expect(await failureOf(toService(server.url).pretend())).toBe(failure);
  });

  it('draws from the latest deliveries', async () => {
    await using server = await startMailServer();
    const times = new DeliveryTimes();
    expect(times.pick()).toBeNull();
    const service = smtpService(parseMailServer(server.url), { times });
    server.fail('message', 452);
    await failureOf(service.deliver(aMail()));
    expect(times.pick()).toBeNull();
    server.mend();
    await service.deliver(aMail());
    expect(times.pick()).toBeGreaterThan(0);
    for (let ms = 0; ms < 100; ms += 1) times.add(ms);
    const picked = new Set(Array.from({ length: 500 }, () => times.pick()));
    expect(Math.min(...Array.from(picked, Number))).toBeGreaterThanOrEqual(84);
    expect(picked.size).toBeGreaterThan(8);
  });
});
