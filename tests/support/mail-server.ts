import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import type { Socket } from 'node:net';
import { setTimeout } from 'node:timers/promises';
import { SMTPServer, type SMTPServerOptions, type SMTPServerSession } from 'smtp-server';

/** Where a session can fail. `data`: before the message is asked for. `message`: after its end. */
type Step = 'connect' | 'login' | 'sender' | 'recipient' | 'data' | 'message';
/**
 * How a session fails: with a reply, without any, without any end of one, or with a lost connection. A number is
 * the reply's code.
 */
type Fault = number | 'hangs' | 'drips' | 'cuts';

/** A mail that the server took. */
interface ReceivedMail {
  readonly from: string;
  readonly to: readonly string[];
  readonly raw: Buffer;
  /** True if it came by TLS. */
  readonly isSecure: boolean;
  readonly user: string | null;
}

/** What the server can do. By default it takes everything, without TLS and without a login. */
export interface MailServerOptions {
  readonly tls?: 'implicit' | 'starttls';
  /** Whose certificate it shows. */
  readonly certificate?: 'localhost' | 'elsewhere';
  readonly login?: { readonly user: string; readonly password: string };
  /** Extensions that it lacks. */
  readonly without?: readonly ('SMTPUTF8' | 'PIPELINING')[];
  /** Refuses each address the first time, for now. */
  readonly greylists?: boolean;
}

/** The certificate of a test server, which nobody trusts unless told to. */
export function testCertificate(name: 'localhost' | 'elsewhere', half: 'cert' | 'key' = 'cert'): string {
  return readFileSync(new URL(`certificates/${name}.${half}.pem`, import.meta.url), 'utf8');
}

/** Starts a real SMTP server on a free port of this machine. */
export async function startMailServer(options: MailServerOptions = {}): Promise<TestMailServer> {
  const server = new TestMailServer(options);
  await server.listen();
  return server;
}

/** A real SMTP server that keeps what it takes, and fails as it is told. */
export class TestMailServer implements AsyncDisposable {
  /** What came, the oldest first. */
  readonly received: ReceivedMail[] = [];
  /** How many sessions were opened. */
  sessions = 0;
  /** How often somebody tried to log in. */
  logins = 0;
  /** The names that the other side gave itself. */
  readonly names: string[] = [];
  /** All that servers and services say, so that tests can look for it in errors. */
  static readonly SAYS = 'hunter2 of mail.secret.example';
  readonly #server: SMTPServer;
  readonly #options: MailServerOptions;
  readonly #greylisted = new Set<string>();
  #fault: { readonly step: Step; readonly how: Fault } | null = null;
  #stuck = new AbortController();

  constructor(options: MailServerOptions) {
    this.#options = options;
    this.#server = new SMTPServer({ ...toServerOptions(options), ...this.#handlers() });
    this.#server.on('error', () => undefined);
  }

  /** The port that it listens on. */
  get port(): number {
    const address = this.#server.server.address();
    if (typeof address !== 'object' || address === null) throw new TypeError('The server has no port.');
    return address.port;
  }

  /** Its address for `MAIL_URL`. */
  get url(): string {
    const { tls, login } = this.#options;
    const user = login ? `${encodeURIComponent(login.user)}:${encodeURIComponent(login.password)}@` : '';
    return `${tls === 'implicit' ? 'smtps' : 'smtp'}://${user}localhost:${this.port}`;
  }

  /** Opens the port. */
  async listen(): Promise<void> {
    this.#server.listen(0, '127.0.0.1');
    await once(this.#server.server, 'listening');
  }

  /** Lets every session fail from now on. The signal aborts once one hangs or drips. */
  fail(step: Step, how: Fault): AbortSignal {
    this.#fault = { step, how };
    this.#stuck = new AbortController();
    return this.#stuck.signal;
  }

  /** Lets sessions succeed again. */
  mend(): void {
    this.#fault = null;
  }

  /** Closes the port and all that is open. */
  async [Symbol.asyncDispose](): Promise<void> {
    for (const { _socket } of this.#server.connections) _socket.destroy();
    const closed = Promise.withResolvers<undefined>();
    this.#server.close(() => {
      closed.resolve(undefined);
    });
    await closed.promise;
  }

  #handlers(): SMTPServerOptions {
    return {
      onConnect: (session, done) => {
        this.sessions += 1;
        this.#go('connect', session, done);
      },
      onAuth: ({ username, password }, session, done) => {
        const { login } = this.#options;
        this.logins += 1;
        const isRight = username === login?.user && password === login?.password;
        this.#go('login', session, (error) => {
          done(error ?? (isRight ? null : replyOf(535)), { user: username });
        });
      },
      onMailFrom: (_, session, done) => {
        this.names.push(session.hostNameAppearsAs || '');
        this.#go('sender', session, done);
      },
      onRcptTo: ({ address }, session, done) => {
        const isNew = this.#options.greylists && !this.#greylisted.has(address);
        this.#greylisted.add(address);
        if (this.#fault?.step === 'data') this.#failData(session, this.#fault.how);
        this.#go('recipient', session, isNew ? () => done(replyOf(451)) : done);
      },
      onData: (stream, session, done) => {
        const chunks: Buffer[] = [];
        stream.on('data', (chunk: Buffer) => chunks.push(chunk));
        stream.once('end', () => {
          this.#go('message', session, (error) => {
            if (!error) this.received.push(toReceived(session, Buffer.concat(chunks)));
            done(error);
          });
        });
      },
    };
  }

  /** Goes on, or fails if it was told to. */
  #go(step: Step, session: SMTPServerSession, done: (error?: Error | null) => void): void {
    if (this.#fault?.step !== step) done();
    else this.#failNow(session, this.#fault.how, done);
  }

  #failNow({ id }: SMTPServerSession, how: Fault, done: (error: Error) => void): void {
    const socket = Array.from(this.#server.connections).find((other) => other.session.id === id)?._socket;
    if (typeof how === 'number') done(replyOf(how));
    else if (how === 'cuts') socket?.destroy();
    else if (how === 'hangs') this.#stuck.abort();
    else if (socket) void this.#drip(socket);
  }

  /** Says more and more lines of one reply, as long as anybody listens. */
  async #drip(socket: Socket): Promise<void> {
    for (let lines = 1; !socket.destroyed; lines += 1) {
      socket.write('250-wait\r\n');
      if (lines === 5) this.#stuck.abort();
      await setTimeout(5);
    }
  }

  #failData(session: SMTPServerSession, how: Fault): void {
    const connection = Array.from(this.#server.connections).find((other) => other.session.id === session.id);
    if (!connection) return;
    connection.handler_DATA = (_, next) => {
      this.#failNow(session, how, ({ message }) => {
        connection.send(Number(how), message);
        next();
      });
    };
  }
}

function toServerOptions({ tls, certificate = 'localhost', login, without = [] }: MailServerOptions) {
  return {
    secure: tls === 'implicit',
    key: testCertificate(certificate, 'key'),
    cert: testCertificate(certificate),
    authOptional: login === undefined,
    allowInsecureAuth: tls === undefined,
    disabledCommands: [...(tls === 'starttls' ? [] : ['STARTTLS']), ...(login ? [] : ['AUTH'])],
    disableReverseLookup: true,
    hideSMTPUTF8: without.includes('SMTPUTF8'),
    hidePIPELINING: without.includes('PIPELINING'),
    closeTimeout: 1,
  } satisfies SMTPServerOptions;
}

function replyOf(responseCode: number): Error {
  return Object.assign(new Error(TestMailServer.SAYS), { responseCode });
}

function toReceived({ envelope, secure, user }: SMTPServerSession, raw: Buffer): ReceivedMail {
  return {
    from: envelope.mailFrom === false ? '' : envelope.mailFrom.address,
    to: envelope.rcptTo.map(({ address }) => address),
    raw,
    isSecure: secure,
    user: typeof user === 'string' ? user : null,
  };
}
