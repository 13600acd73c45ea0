import { describe, expect, it } from 'vitest';
import { parseMailServer } from '#mail/mail-server.ts';
import { MailSettingError } from '#mail/mail-setting-error.ts';
import { parseSender } from '#mail/sender.ts';

const MARKER = 'hunter2';

/** The error of a parser. It says how to mend it, and nothing of the value. */
function wrongIn(parse: () => unknown): string {
  try {
    return `parsed: ${JSON.stringify(parse())}`;
  } catch (error) {
    if (!(error instanceof MailSettingError)) throw error;
    expect(error.isSafeToLog).toBe(true);
    expect(`${error.message}${error.what}${error.mend}`).not.toContain(MARKER);
    expect(error.mend).not.toBe('');
    return error.what;
  }
}

describe('MAIL_FROM', () => {
  it.each([
    ['news@example.org', '', 'news@example.org'],
    ['Clean River <news@example.org>', 'Clean River', 'news@example.org'],
    ['Río, limpio & Cía. <News+x@Example.org>', 'Río, limpio & Cía.', 'News+x@example.org'],
    ['نهر <news@example.org>', 'نهر', 'news@example.org'],
    ['news@bücher.example', '', 'news@xn--bcher-kva.example'],
  ])('is a sender: %s', (typed, name, address) => {
    expect(parseSender(typed)).toEqual({ name, address });
  });

  it.each([
    MARKER,
    `${MARKER}@example`,
    `<${MARKER}@example.org>`,
    `River<${MARKER}@example.org>`,
    `River <${MARKER}@example.org`,
    `River ${MARKER}@example.org`,
    `${MARKER}@example.org>`,
    `River <${MARKER}@example.org> `,
    ` ${MARKER}@example.org`,
    `  <${MARKER}@example.org>`,
    `"River" <${MARKER}@example.org>`,
    `ceo@bank.example <${MARKER}@example.org>`,
    `River <a@example.org> <${MARKER}@example.org>`,
    `a@example.org, ${MARKER}@example.org`,
    `a@example.org\r\nBcc: ${MARKER}@example.org`,
    `River\nBcc: x <${MARKER}@example.org>`,
    `River\u202Egro <${MARKER}@example.org>`,
    `River\u2028 <${MARKER}@example.org>`,
    `River <${MARKER}@exam\u200Bple.org>`,
    `River <(${MARKER})a@example.org>`,
  ])('is no sender: %j', (typed) => {
    expect(wrongIn(() => parseSender(typed))).toBe('MAIL_FROM is no sender.');
  });

  it('has only letters that every mail service takes before its @', () => {
    expect(wrongIn(() => parseSender(`jürgen${MARKER}@example.org`))).toMatch(/other letters than a to z/u);
  });
});

describe('MAIL_URL', () => {
  it.each([
    ['smtps://mail.example', 'mail.example', 465, 'tls'],
    ['smtp://mail.example', 'mail.example', 587, 'starttls'],
    ['smtp://mail.example:2525', 'mail.example', 2525, 'starttls'],
    ['smtp://mail.example:25', 'mail.example', 25, 'starttls'],
    ['smtps://mail.example:2525', 'mail.example', 2525, 'tls'],
    // People mix these up, and each port speaks in one way only.
    ['smtp://mail.example:465', 'mail.example', 465, 'tls'],
    ['smtps://mail.example:587', 'mail.example', 587, 'starttls'],
    ['SMTPS://MAIL.example:465/inbox#x', 'mail.example', 465, 'tls'],
    ['smtps://bücher.example', 'xn--bcher-kva.example', 465, 'tls'],
    ['smtp://[2001:db8::1]:587', '2001:db8::1', 587, 'starttls'],
    // Nothing after a question mark makes it weaker.
    ['smtp://mail.example?ignoreTLS=true&tls.rejectUnauthorized=false', 'mail.example', 587, 'starttls'],
    ['smtp://mail.example:587?secure=false&requireTLS=false', 'mail.example', 587, 'starttls'],
    ['smtp://localhost.example', 'localhost.example', 587, 'starttls'],
    ['smtp://127.0.0.1.example', '127.0.0.1.example', 587, 'starttls'],
    ['smtp://0.0.0.0', '0.0.0.0', 587, 'starttls'],
    ['smtp://10.0.0.1', '10.0.0.1', 587, 'starttls'],
    ['smtp://[::ffff:10.0.0.1]', '::ffff:a00:1', 587, 'starttls'],
    ['smtp://localhost:25', 'localhost', 25, 'none'],
    ['smtp://127.0.0.53:465', '127.0.0.53', 465, 'none'],
    ['smtp://127.1:1025', '127.0.0.1', 1025, 'none'],
    ['smtp://[::1]:1025', '::1', 1025, 'none'],
    ['smtps://localhost:1025', 'localhost', 1025, 'tls'],
  ])('leads to a service, and goes without TLS to this machine only: %s', (typed, host, port, protection) => {
    expect(parseMailServer(typed)).toMatchObject({ host, port, protection, login: null });
  });

  it('holds a name and a password, in which signs of addresses are written with %', () => {
    const login = { user: 'river@mail.example', password: 'p:a/s#s?w@ö%d ' };
    const typed = `smtps://${encodeURIComponent(login.user)}:${encodeURIComponent(login.password)}@mail.example`;
    expect(parseMailServer(typed).login).toEqual(login);
  });

  it.each([
    [MARKER, /is no address/u],
    [`mail.${MARKER}.example:465`, /begins with neither/u],
    [`https://${MARKER}.example`, /begins with neither/u],
    [`smtps:${MARKER}`, /names no machine/u],
    [`smtps://:465`, /is no address|names no machine/u],
    [`smtps://u:${MARKER}#x@mail.example`, /is no address/u],
    [`smtps://u:${MARKER}@mail.example:99999`, /is no address/u],
    [`smtps://${MARKER}@mail.example`, /needs both a name and a password/u],
    [`smtps://:${MARKER}@mail.example`, /needs both a name and a password/u],
    [`smtps://u:${MARKER}%zz@mail.example`, /a % that stands for no letter/u],
    [`smtps://u:${MARKER}%00@mail.example`, /a % that stands for no letter/u],
    [`smtps://u:${MARKER}%0d%0aRCPT@mail.example`, /a % that stands for no letter/u],
    [`smtps://exa%6dple%20.${MARKER}`, /names no machine/u],
  ])('is no address of a mail service: %s', (typed, told) => {
    expect(wrongIn(() => parseMailServer(typed))).toMatch(told);
  });
});
