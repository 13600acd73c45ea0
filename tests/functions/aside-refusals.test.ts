import { beforeAll, describe, expect, it, vi } from 'vitest';
import { deployedCampaigns } from '#deploy/deployed-content.ts';
import { asidesPath } from '#domain/api-paths.ts';
import { someIds } from '../store/a-signature.ts';
import {
  ASIDES,
  countNow,
  listAsides,
  logged,
  mistakes,
  putBack,
  REASON,
  seedRiver,
  sendAside,
  setAside,
  standing,
} from './aside-request.ts';
import { asOrganizer, ask, LOG_STORE, TOKEN, watchLog, withBlobs } from './platform.ts';
import { withVirtualTime } from './virtual-time.ts';

const blobs = await withBlobs();
const IDS = someIds(5);

// No file is read while the clock is virtual: it would run on meanwhile.
beforeAll(deployedCampaigns);
withVirtualTime(blobs);

const seed = () => {
  seedRiver(blobs, IDS);
};

describe('a refusal', () => {
  const wrongBody = { method: 'POST', headers: { 'content-type': 'text/plain' }, body: 'x' };

  it('is 405, 401, 403, 404, and then the rest', async () => {
    vi.stubEnv('ORGANIZER_TOKENS', `ana:${TOKEN},rita:${'R'.repeat(32)}:read,eve:${'E'.repeat(32)}:erase`);
    const as = (letter: string, init: RequestInit = {}) => ({
      ...init,
      headers: {
        ...Object.fromEntries(new Headers(init.headers)),
        authorization: `Bearer ${letter.repeat(32)}`,
      },
    });
    const path = asidesPath('clean-river');
    const one = `${path}/${'f'.repeat(32)}`;
    const put = await ask(asidesPath('nowhere'), { method: 'PUT' });
    expect([put.status, put.headers.get('allow')]).toEqual([405, 'GET, HEAD, POST']);
    const get = await ask(one);
    expect([get.status, get.headers.get('allow')]).toEqual([405, 'DELETE']);
    for (const [path, init] of [
      [asidesPath('nowhere'), {}],
      [asidesPath('nowhere'), wrongBody],
      [one, { method: 'DELETE' }],
    ] as const) {
      expect((await ask(path, init)).status, init.method).toBe(401);
    }
    expect((await ask(path, as('R'))).status).toBe(200);
    expect((await ask(path, as('E'))).status).toBe(403);
    expect((await ask(path, as('R', wrongBody))).status).toBe(403);
    expect((await ask(one, as('R', { method: 'DELETE' }))).status).toBe(403);
    expect((await ask(one, as('E', { method: 'DELETE' }))).status).toBe(204);
    expect((await ask(path, as('E', wrongBody))).status).toBe(415);
    expect((await ask(asidesPath('nowhere'), as('E', wrongBody))).status).toBe(404);
    expect((await ask(asidesPath('nowhere'), as('R'))).status).toBe(404);
    expect((await ask(`${asidesPath('nowhere')}/x`, as('E', { method: 'DELETE' }))).status).toBe(404);
  });
});

describe('two organizers at once', () => {
  it('each set aside what they say, in every order of their writes', async () => {
    const ids = someIds(60);
    const groups = Array.from({ length: 12 }, (_, index) => ids.slice(index * 5, index * 5 + 5));
    const asides = await Promise.all(groups.map((group, index) => setAside(group, `Group ${index}`)));
    expect(new Set((await listAsides()).map(({ aside }) => aside))).toEqual(new Set(asides));
    await Promise.all([
      ...asides.slice(0, 6).map((aside) => putBack(aside)),
      ...groups.slice(0, 6).map((group, index) => setAside(group, `Anew ${index}`)),
    ]);
    expect((await listAsides()).length).toBe(12);
    expect(standing(blobs)).toBe(60);
  });

  it('set the same aside: it stands once', async () => {
    await Promise.all([setAside(IDS), setAside(IDS), setAside(IDS)]);
    expect((await listAsides()).length).toBe(1);
  });
});

describe('a store that fails', () => {
  it('at the log means 503, and nothing is set aside or put back', async () => {
    watchLog();
    const aside = await setAside(IDS.slice(0, 1));
    blobs.faults.decide((operation, key) =>
      operation === 'put' && key.startsWith('entry/') ? { status: 403 } : undefined,
    );
    const response = await sendAside({ ids: IDS, reason: REASON });
    expect([response.status, response.headers.get('retry-after')]).toEqual([503, '60']);
    expect((await putBack(aside)).status).toBe(503);
    expect(standing(blobs)).toBe(1);
  });

  it.each(['put', 'get'] as const)('at the %s of asides means 503, never a success', async (operation) => {
    const log = watchLog();
    const aside = await setAside(IDS.slice(0, 1));
    blobs.faults.decide((asked, key) =>
      asked === operation && key === 'clean-river' ? { status: 403 } : undefined,
    );
    expect(await mistakes(await sendAside({ ids: IDS, reason: REASON }))).toEqual([
      503,
      ' aside.unavailable',
    ]);
    expect(await mistakes(await putBack(aside))).toEqual([503, ' putBack.unavailable']);
    if (operation === 'get') {
      expect(await mistakes(await ask(asidesPath('clean-river'), asOrganizer()))).toEqual([
        503,
        ' asides.unavailable',
      ]);
    }
    blobs.faults.clear();
    expect(standing(blobs)).toBe(1);
    expect(log()).not.toContain(REASON);
  });

  it('that hangs is given up in time, whatever hangs', async () => {
    watchLog();
    const aside = await setAside(IDS.slice(0, 1));
    for (const fault of ['hang', 'hangAfter'] as const) {
      for (const operation of ['get', 'put'] as const) {
        blobs.faults.always(operation, fault);
        const started = performance.now();
        const ids = IDS.slice(1);
        expect((await sendAside({ ids, reason: `${operation} ${fault}` })).status, operation).toBe(503);
        expect((await putBack(aside)).status, operation).toBe(503);
        expect(performance.now() - started, operation).toBeLessThan(40_000);
        blobs.faults.clear();
      }
    }
  });

  it.each([
    'lostAfter',
    'lostBefore',
    'hang',
    'hangAfter',
    { status: 500 },
    { status: 503, landed: true },
    'truncated',
  ] as const)('is asked again after %j, and what was meant is done once', async (fault) => {
    seed();
    const onAsides = () => {
      let left = 2;
      blobs.faults.decide((operation, key) => {
        const isMet = key === 'clean-river' && (operation === 'put' || operation === 'get') && left > 0;
        if (isMet) left -= 1;
        return isMet ? fault : undefined;
      });
    };
    // Netlify is asked again by us, a file by the organizer.
    const atLast = async (act: () => Promise<Response>): Promise<Response> => {
      onAsides();
      const answers = [await act()];
      if (blobs.host === 'file') answers.push(await act(), await act());
      return answers.find(({ status }) => status < 500) ?? expect.fail('Nothing was done.');
    };
    watchLog();
    const response = await atLast(() => sendAside({ ids: IDS.slice(0, 2), reason: REASON }));
    const { aside } = (await response.json()) as { aside: string };
    await atLast(() => sendAside({ ids: IDS.slice(1), reason: 'Another reason' }));
    expect((await atLast(() => putBack(aside))).status).toBe(204);
    blobs.faults.clear();
    expect(await countNow()).toEqual({ online: 1, setAside: 4 });
    expect((await listAsides()).length).toBe(1);
  });

  it('writes the entry again where setting aside broke off behind it: one too many, never one too few', async () => {
    watchLog();
    blobs.faults.decide((operation, key) =>
      operation === 'put' && key === 'clean-river' ? { status: 403 } : undefined,
    );
    expect((await sendAside({ ids: IDS, reason: REASON })).status).toBe(503);
    blobs.faults.clear();
    await setAside(IDS);
    expect(await logged()).toEqual(['ana aside 5', 'ana aside 5']);
    expect(standing(blobs)).toBe(5);
  });

  it('answers 503 for a document that is none, and leaves it as it is', async () => {
    const log = watchLog();
    blobs.seed(ASIDES, [['clean-river', '{"asides":"secret"}']]);
    expect((await sendAside({ ids: IDS, reason: REASON })).status).toBe(503);
    expect((await ask(asidesPath('clean-river'), asOrganizer())).status).toBe(503);
    expect(blobs.read(ASIDES, 'clean-river')?.body.toString()).toBe('{"asides":"secret"}');
    expect([log().includes('secret'), blobs.size(LOG_STORE)]).toEqual([false, 0]);
  });
});
