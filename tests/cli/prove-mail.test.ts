import { describe, expect, it } from 'vitest';
import { CommandError } from '#cli/command/command.ts';
import { prove } from '#cli/proof/prove-command.ts';
import { TOKEN } from '../site/served-site.ts';
import { startServer } from '../support/local-server.ts';
import { endOf } from './end-of.ts';

const DRAFT = 'not-yet-shown';
const ADDRESS = 'river@mail.example';

/** A site that gives one answer. It notes what it was asked. */
async function startAnswering(status: number, body: unknown, type = 'application/json') {
  const asked: string[] = [];
  const server = await startServer((request, response) => {
    const { method, url, headers } = request;
    let text = '';
    request.on('data', (chunk: Buffer) => (text += chunk.toString()));
    request.on('end', () => {
      asked.push([method, url, headers.authorization, text].join(' '));
      response.writeHead(status, { 'content-type': type }).end(JSON.stringify(body));
    });
  });
  return { ...server, asked };
}

const refusal = (code: string) => ({ errors: [{ code, message: 'Sorry.' }] });

describe('npm run prove -- --mail', () => {
  it('asks the site for one mail, and does nothing else', async () => {
    await using site = await startAnswering(202, { status: 'pending' });
    const { code, stdout } = await endOf(prove, [site.origin, '--mail', ADDRESS]);
    expect([code, stdout]).toEqual([0, expect.stringMatching(/^ {2}pass {2}.*\n.*among the spam.*\n$/u)]);
    expect(site.asked).toEqual([
      `POST /api/campaigns/${DRAFT}/withdrawal-mails Bearer ${TOKEN} {"email":"${ADDRESS}"}`,
    ]);
  });

  it.each([
    [503, 'mail.settings', 'npm run doctor'],
    [503, 'mail.connect', 'take 465 or 587'],
    [503, 'mail.tls', 'certificate'],
    [503, 'mail.login', '%23 for #'],
    [503, 'mail.sender', 'MAIL_FROM'],
    [503, 'mail.recipient', 'try again in some minutes'],
    [503, 'mail.message', 'the log of the mail service'],
    [503, 'mail.unavailable', 'the log of the functions'],
    [422, 'email.undeliverable', 'refuses this address'],
  ])('says where it got stuck, and how to mend it: %d %s', async (status, where, told) => {
    await using site = await startAnswering(status, refusal(where));
    const { code, stdout, stderr } = await endOf(prove, [site.origin, '--mail', ADDRESS]);
    expect([code, stderr]).toEqual([1, 'No mail went out.\n']);
    expect(stdout).toMatch(new RegExp(`^ {2}FAIL {2}.*\\n.*${where.replace('.', '\\.')}: .*`, 'u'));
    expect(stdout).toContain(told);
  });

  it.each([
    [503, refusal('store.unavailable'), 'application/json', 'answers 503 (store.unavailable)'],
    [503, 'no JSON', 'application/json', 'answers 503 to'],
    [401, refusal('token.invalid'), 'application/json', 'does not take this token'],
    [404, refusal('campaign.unknown'), 'application/json', `has no campaign ${DRAFT}`],
    [202, 'A page of something else', 'text/html', 'answers 202'],
    [200, { status: 'accepted' }, 'application/json', 'answers 200'],
  ])('is no success with another answer: %d %j', async (status, body, type, told) => {
    await using site = await startAnswering(status, body, type);
    const { code, stdout } = await endOf(prove, [site.origin, '--mail', ADDRESS]);
    expect([code, stdout]).toEqual([1, expect.stringContaining(told)]);
    expect(stdout).toContain('FAIL');
  });

  it('says where there is no site', async () => {
    const { code, stdout } = await endOf(prove, ['http://127.0.0.1:9', '--mail', ADDRESS]);
    expect([code, stdout]).toEqual([1, expect.stringContaining('did not answer')]);
  });

  it('stops when it is stopped', async () => {
    const stop = new AbortController();
    stop.abort(new CommandError(130, 'Stopped.'));
    await using site = await startAnswering(202, { status: 'pending' });
    const { code } = await endOf(prove, [site.origin, '--mail', ADDRESS], { signal: stop.signal });
    expect([code, site.asked]).toEqual([130, []]);
  });

  it.each(['nobody', 'a@b', ''])('wants an address: %j', async (address) => {
    const { code, stderr } = await endOf(prove, ['https://petition.example', '--mail', address]);
    expect([code, stderr]).toEqual([2, expect.stringContaining('--mail you@example.org')]);
  });
});
