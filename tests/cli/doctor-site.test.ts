import { randomBytes } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { afterAll, beforeEach, describe, expect, inject, it, vi } from 'vitest';
import { CommandError, type CommandIo } from '#cli/command/command.ts';
import { diagnose } from '#cli/doctor/doctor-command.ts';
import { MAIL_FROM } from '../functions/content.ts';
import { aMachine } from '../server/serve-process.ts';
import { startServer } from '../support/local-server.ts';
import { type Ended, endOf } from './end-of.ts';

const PUBLIC_KEY = 'age1yn9fnumzqpjwpsf8e5hn66vdcnml43vkks40kyz6yjtckvrrnagslpvt5y';
const SECRET = randomBytes(32).toString('hex');
const TOKEN = randomBytes(32).toString('hex');
const READER = randomBytes(32).toString('hex');
const DRAFT = 'not-yet-shown';

// The real server of one machine, with all that it needs.
const machine = await aMachine({
  SIGNATURE_SECRET: SECRET,
  ORGANIZER_TOKENS: `ana:${TOKEN},ben:${READER}:read`,
  SIGNATURE_RECIPIENTS: PUBLIC_KEY,
  MAIL_FROM,
  MAIL_URL: 'smtps://hunter2:hunter2@127.0.0.1:1',
  URL: '',
  CONTEXT: '',
});
const site = await machine.start();

afterAll(() => machine[Symbol.asyncDispose]());

beforeEach(() => {
  for (const name of ['SIGNATURE_RECIPIENTS', 'URL', 'CONTEXT']) vi.stubEnv(name, undefined);
  return () => {
    vi.unstubAllEnvs();
  };
});

function look(
  origin = site.origin,
  args: readonly string[] = [],
  io: Partial<CommandIo> = {},
): Promise<Ended> {
  const now = (given: readonly string[], own: CommandIo) => diagnose(given, own, () => Promise.resolve());
  return endOf(now, ['--site', origin, ...args], { organizerToken: TOKEN, ...io });
}

/** The rows of the draft. */
async function rows(): Promise<number> {
  const headers = { authorization: `Bearer ${TOKEN}` };
  const address = new URL(`/api/campaigns/${DRAFT}/signatures?format=ndjson`, site.origin);
  const response = await fetch(address, { method: 'HEAD', headers });
  return Number(response.headers.get('signature-count'));
}

type Change = (answer: { status: number; headers: Headers; body: string }) => void;

/** Stands before the site, and changes its answers to requests whose path begins so. */
async function brokenSite(path: string, change: Change) {
  return startServer((request, response) => {
    handOn(request, response, (asked) => (asked.startsWith(path) ? change : () => undefined)).catch(() =>
      response.destroy(),
    );
  });
}

async function handOn(
  request: IncomingMessage,
  response: ServerResponse,
  changeOf: (path: string) => Change,
) {
  const { method = 'GET', url = '/' } = request;
  const kept = ['authorization', 'accept', 'content-type'].flatMap((name) => {
    const value = request.headers[name];
    return typeof value === 'string' ? [[name, value] as [string, string]] : [];
  });
  const body = method === 'POST' ? new Uint8Array(await buffer(request)) : null;
  const asked = await fetch(site.origin + url, { method, headers: kept, body, redirect: 'manual' });
  const headers = new Headers(asked.headers);
  for (const name of ['content-encoding', 'content-length', 'connection', 'keep-alive', 'transfer-encoding'])
    headers.delete(name);
  const answer = { status: asked.status, headers, body: await asked.text() };
  changeOf(url)(answer);
  response.writeHead(answer.status, Object.fromEntries(answer.headers)).end(answer.body);
}

/** Changes what the site says of its settings. */
function said(change: (seen: Record<string, unknown>) => void): Change {
  return (answer) => {
    const seen = JSON.parse(answer.body) as Record<string, unknown>;
    change(seen);
    answer.body = JSON.stringify(seen);
  };
}

const hoursAgo = (hours: number) => new Date(Date.now() - hours * 3_600_000).toISOString();

describe('npm run doctor -- --site', () => {
  it('finds nothing missing on a site that is whole, signs a draft, erases it, and shows no secret', async () => {
    const { code, stdout, stderr } = await look();
    expect([code, stderr], stdout).toEqual([0, '']);
    expect(stdout).not.toMatch(/^✗/mu);
    expect(stdout).toMatch(/✓ fine .*is there for everybody\./u);
    expect(stdout).toContain('The front page carries the security headers.');
    expect(stdout).toContain('An unknown address answers 404, with them.');
    expect(stdout).toContain('The site shows content/ as it is here.');
    expect(stdout).toContain('run on a machine of its own, as production, and answer this token');
    expect(stdout).toContain('Functions see SIGNATURE_SECRET.');
    expect(stdout).toContain('ORGANIZER_TOKENS. Organizers: 2');
    expect(stdout).toContain('Functions seal signatures. Keys: 1');
    expect(stdout).toContain('mails go over a protected line');
    expect(stdout).toContain('The clock of the site is that of this machine.');
    expect(stdout).toContain('· note     The hourly function did not run yet');
    expect(stdout).toContain('The draft has no page and no count.');
    expect(stdout).toContain('Signing again is answered the same and adds nothing.');
    expect(stdout).toContain('Nothing is left of what this run wrote.');
    for (const hidden of [SECRET, TOKEN, READER, 'hunter2', PUBLIC_KEY])
      expect(stdout, hidden).not.toContain(hidden);
    expect(await rows()).toBe(0);
  });

  it('compares the keys with those set here', async () => {
    vi.stubEnv('SIGNATURE_RECIPIENTS', PUBLIC_KEY);
    expect((await look()).stdout).toContain('to the keys that are set here');
    const { generateX25519Identity, identityToRecipient } = await import('age-encryption');
    vi.stubEnv('SIGNATURE_RECIPIENTS', await identityToRecipient(await generateX25519Identity()));
    const { code, stdout } = await look();
    expect([code, stdout]).toEqual([
      1,
      expect.stringContaining('seal signatures to other keys than those set here'),
    ]);
  });

  it('sends a mail only where it is asked to, and says where that got stuck', async () => {
    const { code, stdout } = await look(site.origin, ['--mail', 'ada@example.net']);
    expect([code, stdout]).toEqual([
      1,
      expect.stringContaining('mail.connect: the mail service does not answer'),
    ]);
    expect(stdout).not.toContain('ada@');
  });

  it.each<[string, string, Change, string, string]>([
    [
      'is private',
      '/',
      (answer) => {
        answer.status = 401;
        answer.body = '<h1>Log in to Netlify</h1>';
      },
      'asks visitors to log in (401)',
      'Visitor access: make the project public',
    ],
    [
      'leads to a log-in',
      '/',
      (answer) => {
        answer.status = 302;
        answer.headers.set('location', 'https://app.netlify.com/edge-authorize?site=x');
      },
      'sends visitors to a log-in of Netlify',
      'Visitor access',
    ],
    [
      'moved',
      '/',
      (answer) => {
        answer.status = 301;
        answer.headers.set('location', 'https://river.example/');
      },
      'sends visitors on to https://river.example',
      'npm run doctor -- --site https://river.example',
    ],
    ['is not there', '/', (answer) => (answer.status = 404), 'no site is published', 'Deploys'],
    ['is broken', '/', (answer) => (answer.status = 500), 'answers 500 instead', 'Deploys'],
  ])('asks for nothing more where a site %s', async (_, path, change, told, mend) => {
    await using broken = await brokenSite(path, change);
    const { code, stdout } = await look(broken.origin, [], { organizerToken: null });
    expect([code, stdout.match(/^[✓✗!·]/gmu)]).toEqual([1, ['✗']]);
    expect(stdout).toContain(told);
    expect(stdout).toContain(mend);
  });

  it.each<[string, string, Change, string]>([
    [
      'headers',
      '/',
      ({ headers }) => headers.delete('content-security-policy'),
      'content-security-policy is missing',
    ],
    ['404', '/undersigned', (answer) => (answer.status = 200), 'it answers 200 instead of 404'],
    [
      'functions',
      '/api/campaigns',
      (answer) => answer.headers.set('content-type', 'text/html'),
      'no site of Undersigned',
    ],
    ['settings', '/api/settings', (answer) => (answer.status = 404), 'of an older version'],
    ['a store', '/api/settings', (answer) => (answer.status = 503), 'store does not answer'],
    [
      'the Date',
      '/api/settings',
      ({ headers }) => headers.set('date', new Date(Date.now() + 600_000).toUTCString()),
      'server is 10 minutes ahead of',
    ],
    [
      'the clock',
      '/api/settings',
      said((seen) => (seen['now'] = hoursAgo(-3))),
      'functions is 3 hours ahead of',
    ],
    [
      'a late clock',
      '/api/settings',
      said((seen) => (seen['now'] = hoursAgo(0.25))),
      'functions is 15 minutes behind',
    ],
    [
      'the hourly run',
      '/api/settings',
      said((seen) => Object.assign(seen, { hourly: hoursAgo(3), since: hoursAgo(5) })),
      'ended last 3 hours ago',
    ],
    [
      'any hourly run',
      '/api/settings',
      said((seen) => (seen['since'] = hoursAgo(5))),
      'The hourly function never ran: it erases',
    ],
    [
      'what the pages promise',
      '/api/settings',
      said((seen) => {
        seen['pages'] = { host: 'own', sealed: true };
        seen['recipients'] = { number: 0, fingerprint: null };
      }),
      'The privacy page promises sealing',
    ],
    [
      'its host',
      '/api/settings',
      said((seen) => (seen['pages'] = { host: 'netlify', sealed: true })),
      'the privacy page says otherwise',
    ],
  ])('names what is wrong with a site: %s', async (_, path, change, told) => {
    await using broken = await brokenSite(path, change);
    const { code, stdout } = await look(broken.origin);
    expect([code, stdout]).toEqual([1, expect.stringContaining(told)]);
    const errors = stdout.split(/^(?=[✓✗!·])/mu).filter((finding) => finding.startsWith('✗'));
    for (const finding of errors) expect(finding, finding).toContain('→ ');
    expect(await rows()).toBe(0);
  });

  it('says that the site shows other content, and which', async () => {
    await using broken = await brokenSite('/api/campaigns', (answer) => {
      if (!answer.body.startsWith('[')) return;
      const list = JSON.parse(answer.body) as {
        slug: string;
        state: string;
        titles: Record<string, string>;
      }[];
      const [first, second, ...rest] = list;
      if (!first || !second) throw new TypeError('There are no campaigns.');
      answer.body = JSON.stringify([
        { ...first, slug: 'muddy-lake' },
        { ...second, titles: { en: 'Old' } },
        ...rest,
      ]);
    });
    const { code, stdout } = await look(broken.origin);
    expect(code).toBe(0);
    expect(stdout).toMatch(
      /! warning {2}The site shows other content .* is only here; muddy-lake is only there; .* has other titles/u,
    );
  });

  it('says which campaign is signed in other words', async () => {
    await using broken = await brokenSite('/clean-river/', (answer) => {
      answer.body = answer.body.replace(/(name="text"[^>]* value=")[0-9a-f]{16}/u, '$1' + '0'.repeat(16));
    });
    expect((await look(broken.origin)).stdout).toContain('clean-river has another text');
  });

  it('signs nothing that its token may not erase, and says so', async () => {
    const { code, stdout } = await look(site.origin, [], { organizerToken: READER });
    expect([code, stdout]).toEqual([
      0,
      expect.stringContaining('! warning  No draft was signed. This token may not'),
    ]);
  });

  it('says that a token is not taken, and signs nothing', async () => {
    const { code, stdout } = await look(site.origin, [], { organizerToken: 'x'.repeat(40) });
    expect([code, stdout]).toEqual([1, expect.stringContaining('does not take this token')]);
    expect(stdout).not.toContain('draft');
  });

  it('erases what it signed when it is stopped', async () => {
    const stop = new AbortController();
    let signs = 0;
    await using slow = await brokenSite(`/api/campaigns/${DRAFT}/signatures`, () => {
      signs += 1;
      if (signs > 4) stop.abort(new CommandError(130, 'Stopped.'));
    });
    const { code, stdout } = await look(slow.origin, [], { signal: stop.signal });
    expect([code, stdout]).toEqual([130, expect.stringContaining('Nothing is left of what this run wrote.')]);
    expect(await rows()).toBe(0);
  });

  it('says which draft cannot be signed', async () => {
    const published = await look(site.origin, ['--campaign', 'clean-river']);
    expect([published.code, published.stdout]).toEqual([
      0,
      expect.stringContaining('clean-river is published'),
    ]);
    const nowhere = await look(site.origin, ['--campaign', 'nowhere']);
    expect(nowhere.stdout).toContain('has no campaign nowhere');
  });

  it.each([
    [['--site', 'http://river.example'], 'is no address of a site'],
    [['--mail', 'ada@example.net'], 'Name the site, too'],
    [['--campaign', 'x'], 'Name the site, too'],
    [['--site', 'river.example', '--mail', 'ada'], 'Name an address of yours'],
    [['river.example'], '--site https://petition.example'],
  ])('asks nothing of anybody for arguments that make no sense: %j', async (args, told) => {
    const { code, stdout, stderr } = await endOf(diagnose, args, { root: inject('deployed') });
    expect([code, stdout, stderr]).toEqual([2, '', expect.stringContaining(told)]);
  });

  it('says that a site cannot be reached', async () => {
    const gone = await startServer(() => undefined);
    await gone[Symbol.asyncDispose]();
    const { code, stdout } = await look(gone.origin);
    expect([code, stdout]).toEqual([1, expect.stringContaining('cannot be reached (ECONNREFUSED)')]);
  });
});
