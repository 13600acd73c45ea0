import { Readable } from 'node:stream';
import SMTPConnection, { type SMTPError } from 'nodemailer/lib/smtp-connection';
import type { MailServer } from '#mail/mail-server.ts';
import { MailFailure, type MailStage } from '#mail/mail.ts';
import type { Message } from './message.ts';

/** A name that says nothing about this machine (RFC 5321, 4.1.3). */
const OWN_NAME = '[127.0.0.1]';

/**
 * One session with a mail service. It knows how far it came, and so what a failure means. It ends when
 * `limit` aborts, whatever the service does: Nodemailer's own limits begin anew with each line (10.6.1).
 */
export class SmtpSession {
  readonly #connection: SMTPConnection;
  readonly #login: MailServer['login'];
  readonly #lost: Promise<never>;
  #stage: MailStage = 'connect';
  #isHandedOver = false;
  #takesUtf8 = false;

  constructor({ host, port, protection, login }: MailServer, limit: AbortSignal) {
    this.#login = login;
    this.#connection = new SMTPConnection({
      // A name service could say that `localhost` is another machine.
      host: host === 'localhost' ? '127.0.0.1' : host,
      servername: host === 'localhost' ? host : undefined,
      port,
      name: OWN_NAME,
      secure: protection === 'tls',
      requireTLS: protection === 'starttls',
      ignoreTLS: protection === 'none',
    });
    const lost = Promise.withResolvers<never>();
    this.#lost = lost.promise;
    // Nobody may be waiting at the moment.
    this.#lost.catch(() => undefined);
    this.#connection.on('error', (error: SMTPError) => lost.reject(this.#failure(error)));
    limit.addEventListener(
      'abort',
      () => {
        lost.reject(this.#failure(null));
        this.#connection.close();
      },
      { once: true },
    );
  }

  /** Connects and logs in. */
  async open(): Promise<void> {
    await this.#step((done) => this.#connection.connect(done));
    this.#takesUtf8 = /^250[ -]SMTPUTF8\b/imu.test(this.#connection.lastServerResponse || '');
    const login = this.#login;
    if (login === null) return;
    this.#stage = 'login';
    await this.#step((done) => this.#connection.login({ user: login.user, pass: login.password }, done));
  }

  /** Sends a message. Resolves when the service has taken it. */
  async send({ from, to, needsUtf8, bytes }: Message): Promise<void> {
    // Nodemailer sends such an address all the same, and nobody knows where the mail goes (10.6.1).
    if (needsUtf8 && !this.#takesUtf8) throw new MailFailure('recipient', 'refused');
    this.#stage = 'sender';
    const source = new Readable({
      read: () => {
        // It is read once the service has taken both addresses.
        this.#stage = 'message';
        source.push(bytes);
        source.push(null);
      },
    });
    source.once('end', () => (this.#isHandedOver = true));
    await this.#step((done) => this.#connection.send({ from, to, size: bytes.length }, source, done));
  }

  /** Says that no mail comes. It takes as long as one command. */
  async sendNothing(): Promise<void> {
    this.#stage = 'sender';
    await this.#step((done) => this.#connection.reset(done));
  }

  /** Ends the session, and waits for no answer. */
  close(): void {
    if (!this.#connection.destroyed && this.#connection.stage === 'connected') this.#connection.quit();
    this.#connection.close();
  }

  /** Does one thing. Rejects with a `MailFailure` if it fails, or if the session is lost meanwhile. */
  #step(start: (done: (error?: SMTPError | null) => void) => void): Promise<void> {
    const { promise, resolve, reject } = Promise.withResolvers<undefined>();
    start((error) => {
      if (error) reject(this.#failure(error));
      else resolve(undefined);
    });
    return Promise.race([promise, this.#lost]);
  }

  /** What a failure means. The error itself is dropped: it quotes addresses, and what the service says. */
  #failure(error: SMTPError | null): MailFailure {
    const stage = this.#stageOf(error);
    const reply = error?.responseCode ?? 0;
    if (stage === 'recipient' && reply >= 500) return new MailFailure(stage, 'refused');
    const isAnswered = error?.code === 'EMESSAGE' && reply >= 400;
    return new MailFailure(stage, this.#isHandedOver && !isAnswered ? 'unknown' : 'notTaken');
  }

  #stageOf(error: SMTPError | null): MailStage {
    if (this.#stage === 'connect') return error !== null && isOfTls(error) ? 'tls' : 'connect';
    if (this.#stage === 'sender' && error?.command === 'RCPT TO') return 'recipient';
    return this.#stage === 'sender' && error?.command === 'DATA' ? 'message' : this.#stage;
  }
}

/** True for an error of TLS. Those of connecting have a code of the system, such as `ECONNREFUSED`. */
function isOfTls(error: SMTPError & { originalCode?: unknown }): boolean {
  const { code, originalCode } = error;
  if (code !== 'ESOCKET' || typeof originalCode !== 'string') return code === 'ETLS';
  return originalCode === 'EPROTO' || !/^E(?!RR)[A-Z0-9]+$/u.test(originalCode);
}
