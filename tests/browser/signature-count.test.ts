import { createHash } from 'node:crypto';
import type { Page, Route } from 'playwright-core';
import { describe, expect, inject, it } from 'vitest';
import type { SignatureCount } from '#domain/count.ts';
import { translator } from '#i18n/translate.ts';
import { STORE } from '../site/served-site.ts';
import { answerCount, AS_OF, countAnswer } from './live-answer.ts';
import { settled } from './settled.ts';
import { visitedSite } from './visits.ts';

const { site, open } = await visitedSite('gallery');
const { gallery } = inject('sites');
const en = translator('en');

/** Answers that are not a count, whoever sends them. */
const FAILURES = [
  ['503', (route: Route) => route.fulfill({ status: 503, json: { errors: [] } })],
  [
    'a count with 500',
    async (route: Route) =>
      route.fulfill({ status: 500, ...(await countAnswer(gallery, route.request().url())) }),
  ],
  ['lost', (route: Route) => route.abort()],
  ['a page', (route: Route) => route.fulfill({ contentType: 'text/html', body: '<h1>Log in</h1>' })],
  ['truncated', (route: Route) => route.fulfill({ body: '{"count":12,"asOf":"2026' })],
] as const;

type Answer = Awaited<ReturnType<typeof countAnswer>>['json'];

/** What makes an answer one that this page has no use for. */
const SHAPES: readonly ((answer: Answer) => unknown)[] = [
  () => null,
  () => [],
  () => 12,
  () => ({ count: 12 }),
  (answer) => ({ ...answer, page: undefined }),
  (answer) => ({ ...answer, page: null }),
  (answer) => ({ ...answer, page: { ...answer.page, words: null } }),
  (answer) => ({ ...answer, page: { ...answer.page, words: [] } }),
  (answer) => ({ ...answer, open: 'yes' }),
  (answer) => ({ ...answer, open: undefined }),
  (answer) => withWords(answer, { number: 12 }),
  (answer) => withWords(answer, { asOf: undefined }),
  // Of another deploy: there the campaign has a word more, or its number is coarse.
  (answer) => withWords(answer, { more: 'A word for which this page has no place' }),
  (answer) => withWords(answer, { before: 'at least' }),
];

function withWords(answer: Answer, words: object): unknown {
  return { ...answer, page: { ...answer.page, words: { ...answer.page.words, ...words } } };
}

describe('the number without JavaScript', () => {
  it('is the one that was built, with its date', async () => {
    const page = await open('/everything/', { javaScriptEnabled: false });
    expect(await number(page)).toBe('412 signatures');
    expect(await note(page)).toMatch(/As of Jun 1, 2026, 1:00 PM GMT\+1/u);
    expect(await note(page)).toMatch(/1,000/u);
    expect(
      await page.locator('progress').evaluate((bar: HTMLProgressElement) => [bar.value, bar.max]),
    ).toEqual([412, 1000]);
    expect(countRequests()).toEqual([]);
  });

  it('is what was gathered elsewhere where nothing else is known, and says so', async () => {
    const page = await open('/es/one-signature/', { javaScriptEnabled: false });
    expect(await number(page)).toBe('1 firma en papel o a través de aliados');
    expect(await note(page)).toContain(translator('es')('count.elsewhere.note'));
  });

  it('is no zero where nothing is known', async () => {
    const page = await open('/not-open-yet/', { javaScriptEnabled: false });
    expect(await page.locator('signature-count').textContent()).toContain(en('count.draft'));
    expect(await page.locator('signature-count .number').isVisible()).toBe(false);
  });

  it.each([
    ['/discreet/', 'fewer than 30 signatures'],
    ['/es/discreet/', 'menos de 30 firmas'],
  ])('is no more than is told of a campaign that hides it: %s', async (path, words) => {
    const page = await open(path, { javaScriptEnabled: false });
    expect(await number(page)).toBe(words);
  });

  it('says what it stands for: signatures made here, or on paper, and what of them is aside', async () => {
    const page = await open('/everything/', { javaScriptEnabled: false });
    expect(await basis(page)).toBe(en('count.claimed.here'));
    const links = page.locator('signature-count .links a');
    expect(await links.allTextContents()).toEqual(['How we count', '31 set aside']);
    const hrefs = await links.evaluateAll((all) => all.map((link) => link.getAttribute('href')));
    expect(hrefs).toEqual(['/everything/count/', '/everything/count/']);
    await page.goto('/one-signature/');
    expect(await basis(page)).toBe(en('count.paper'));
    expect(await links.allInnerTexts()).toEqual(['How we count', '']);
    await page.goto('/longest-words/');
    expect(await basis(page)).toBe('Each signature is confirmed by email.');
    await page.goto('/goal-reached/');
    expect(await basis(page)).toBe('One signature per email address. We do not check the addresses.');
  });

  it('outlives the signatures, and says so', async () => {
    const page = await open('/won/', { javaScriptEnabled: false });
    expect(await number(page)).toBe('2,452 signatures');
    expect(await note(page)).toContain('were erased on June 3, 2026. Their number stays.');
    await page.goto('/es/closed-by-date/');
    expect(await note(page)).toContain(
      'debían guardarse hasta el 28 de septiembre de 2024. Su número permanece.',
    );
  });

  it('is read out in its order, and nothing that does not hold now', async () => {
    const page = await open('/everything/', { javaScriptEnabled: false });
    const told = await page.locator('signature-count').ariaSnapshot();
    // Whether an empty status is listed depends on the moment.
    expect(told.replace(/\n- status$/u, '')).toBe(
      [
        '- paragraph:',
        '  - strong: "412"',
        '  - text: signatures',
        `- paragraph: "${en('count.claimed.here')}"`,
        '- paragraph:',
        '  - link "How we count":',
        '    - /url: /everything/count/',
        '  - link "31 set aside":',
        '    - /url: /everything/count/',
        '- progressbar "Progress to the goal"',
        '- paragraph: 588 more to reach 1,000. As of Jun 1, 2026, 1:00 PM GMT+1',
      ].join('\n'),
    );
  });
});

describe('the number with JavaScript', () => {
  it('is the live one, asked for once', async () => {
    seed('everything', 60);
    const page = await open('/everything/', { viewport: { width: 360, height: 640 } });
    // 60 signed on the page, 352 signed elsewhere, and corrections took out 14.
    await expect.poll(() => number(page)).toBe('398 signatures');
    expect(await note(page)).toMatch(new RegExp(`As of .*${new Date().getFullYear()}`, 'u'));
    expect(await page.locator('progress').evaluate((bar: HTMLProgressElement) => bar.value)).toBe(398);
    await page.mouse.wheel(0, 2000);
    await page.getByRole('link', { name: 'Sign now' }).first().click();
    await settled(page);
    expect(countRequests()).toEqual(['/api/campaigns/everything/count?locale=en']);
  });

  it('is no giant 0, but an invitation to be the first, and nothing of the kind once it is closed', async () => {
    for (const [path, open, words] of [
      ['/goal-reached/', true, 'Be the first to sign'],
      ['/es/goal-reached/', true, 'Tu firma puede ser la primera'],
      ['/goal-reached/', false, 'There are no signatures'],
      ['/not-open-yet/', false, 'Signing has not begun yet'],
    ] as const) {
      const page = await openWith(path, { count: 0, online: 0, open });
      expect(await number(page), path).toBe(words);
      expect(await page.locator('signature-count strong').isVisible(), path).toBe(false);
      expect(await page.locator('signature-count [role=status]').textContent(), path).not.toContain('0 ');
    }
  });

  it.each([1366, 360, 320])(
    'stands on one line with its noun, before and after it came, at %i px',
    async (width) => {
      const page = await open('/everything/', { viewport: { width, height: 740 } });
      await page.locator('signature-count [role=status]:not(:empty)').waitFor({ state: 'attached' });
      const [digits, noun] = await page
        .locator('signature-count .number')
        .evaluate((line) =>
          ['strong', '[data-slot=after]'].map((part) => line.querySelector(part)?.getBoundingClientRect()),
        );
      expect(noun?.left).toBeGreaterThanOrEqual(digits?.right ?? Infinity);
      expect(noun?.top).toBeGreaterThan(digits?.top ?? Infinity);
      expect(noun?.bottom).toBeLessThanOrEqual(digits?.bottom ?? 0);
    },
  );

  it('is written the way of the page’s language', async () => {
    seed('huge-number', 12_345);
    const page = await open('/es/huge-number/');
    await expect.poll(() => number(page)).toBe('12.345 firmas');
  });

  it('is dated in the time zone of the site, wherever it is read', async () => {
    const page = await open('/everything/', { timezoneId: 'America/New_York' });
    await answerCount(page, gallery, { asOf: '2026-06-01T23:30:00.000Z' });
    await page.reload();
    await page.locator('signature-count [role=status]:not(:empty)').waitFor({ state: 'attached' });
    expect(await note(page)).toContain('As of Jun 2, 2026, 12:30 AM GMT+1');
  });

  it('is announced politely, once', async () => {
    seed('everything', 60);
    const announced: string[] = [];
    const page = await open('/privacy/');
    await page.exposeFunction('hear', (words: string) => announced.push(words));
    await page.addInitScript(() => {
      addEventListener('DOMContentLoaded', () => {
        const status = document.querySelector('signature-count [role=status]');
        new MutationObserver(() => {
          (globalThis as unknown as { hear: (words: string) => void }).hear(status?.textContent ?? '');
        }).observe(status ?? document, { childList: true, characterData: true, subtree: true });
      });
    });
    await page.goto('/everything/');
    await expect.poll(() => announced).toEqual([expect.stringMatching(/^398 signatures/u)]);
    await settled(page);
    expect(announced).toHaveLength(1);
  });

  it.each([
    ['/everything/', 1440],
    ['/everything/', 360],
    ['/discreet/', 360],
    ['/one-signature/', 360],
    ['/one-signature/', 320],
    ['/es/discreet/', 320],
    ['/es/not-open-yet/', 320],
    ['/es/huge-number/', 320, { count: 6_104_001, online: 6_104_001, goal: 6_000_000 }],
    ['/longest-words/', 1440],
    // What was built says nothing of these yet.
    ['/es/goal-reached/', 320, { count: 1012, online: 1012, goal: 5000, setAside: 1031 }],
    ['/closed-by-date/', 1440, { open: false, erased: AS_OF }],
    ['/es/closed-by-date/', 320, { open: false, erased: AS_OF }],
  ])('moves nothing when it comes: %s at %i px', async (path, width, changes?: object) => {
    seed('huge-number', 12_345);
    const page = await open('/privacy/', { viewport: { width, height: 800 } });
    if (changes) await answerCount(page, gallery, changes);
    await page.addInitScript(() => {
      const moved: string[] = [];
      Object.assign(globalThis, { moved });
      new PerformanceObserver((list) => {
        for (const entry of list.getEntries()) {
          const { sources } = entry as unknown as { sources: { node: Node | null }[] };
          moved.push(...sources.map(({ node }) => `${node?.nodeName ?? ''}: ${node?.textContent ?? ''}`));
        }
      }).observe({ type: 'layout-shift', buffered: true });
    });
    await page.goto(path);
    await page.locator('signature-count [role=status]:not(:empty)').waitFor({ state: 'attached' });
    await settled(page);
    // The test waits for two frames. Then the browser has painted and reported what moved.
    const moved = await page.evaluate(async () => {
      const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
      await frame();
      await frame();
      return (globalThis as unknown as { moved: string[] }).moved;
    });
    expect(moved).toEqual([]);
  });

  it('measures everything before it changes anything, so that the page is laid out once', async () => {
    const page = await open('/privacy/');
    await page.addInitScript(() => {
      const order: string[] = [];
      Object.assign(globalThis, { order });
      const height = Object.getOwnPropertyDescriptor(HTMLElement.prototype, 'offsetHeight');
      Object.defineProperty(HTMLElement.prototype, 'offsetHeight', {
        get(this: HTMLElement): unknown {
          // Pending records of changes are written down before this reading.
          note(changes.takeRecords());
          order.push('measured');
          return height?.get?.call(this);
        },
      });
      const note = (records: readonly unknown[]) => order.push(...records.map(() => 'changed'));
      const changes = new MutationObserver(note);
      addEventListener('DOMContentLoaded', () => {
        const element = document.querySelector('signature-count');
        if (element) changes.observe(element, { subtree: true, childList: true, attributes: true });
      });
    });
    await page.goto('/everything/');
    await page.locator('signature-count [role=status]:not(:empty)').waitFor({ state: 'attached' });
    const order = await page.evaluate(() => (globalThis as unknown as { order: string[] }).order);
    expect(order).toContain('measured');
    expect(order).toContain('changed');
    expect(order.lastIndexOf('measured')).toBeLessThan(order.indexOf('changed'));
  });

  it.each(FAILURES)('stays the built one, silently, when the live one fails: %s', async (_name, answer) => {
    const page = await open('/privacy/');
    await page.route('**/count?*', answer);
    await expectBuiltNumber(page);
  });

  it('stays the built one when the live one has another shape', async () => {
    const page = await open('/privacy/');
    const good = await countAnswer(gallery, `${site.origin}/api/campaigns/everything/count?locale=en`);
    let json: unknown;
    await page.route('**/count?*', (route) => route.fulfill({ json }));
    for (const shaped of SHAPES) {
      json = shaped(good.json);
      await expectBuiltNumber(page, JSON.stringify(json));
    }
  });
});

describe('a live number that is not exact', () => {
  it.each([
    ['/discreet/', { count: 0, online: 0 }, 'fewer than 30 signatures'],
    ['/es/discreet/', { count: 0, online: 0 }, 'menos de 30 firmas'],
    ['/discreet/', { count: 1217, online: 1217 }, 'at least 1,210 signatures'],
    ['/es/discreet/', { count: 1_000_009, online: 9 }, 'al menos 1.000.000 de firmas'],
    [
      '/discreet/',
      { count: 352, online: 0 },
      '352 signatures on paper or through partners, and fewer than 30 here',
    ],
  ])('is said so, to eye and ear: %s, %j', async (path, told, words) => {
    const page = await openWith(path, { ...told, exact: false });
    expect(await number(page)).toBe(words);
    expect(await page.locator('signature-count [role=status]').textContent()).toBe(words);
  });

  it('stays unsaid on the page of a campaign whose number is exact', async () => {
    const page = await open('/privacy/');
    await answerCount(page, gallery, { exact: false });
    await expectBuiltNumber(page);
  });
});

describe('what a live number stands for', () => {
  it('is paper while nobody signed here, and changes with the first signature', async () => {
    const page = await openWith('/one-signature/', { count: 1, online: 0, goal: null });
    expect(await number(page)).toBe('1 signature');
    expect(await basis(page)).toBe(en('count.paper'));
    const signed = await openWith('/one-signature/', { count: 4, online: 3, goal: null });
    expect(await basis(signed)).toBe(en('count.claimed.here'));
    const first = await openWith('/discreet/', { count: 3, online: 3, exact: false });
    expect(await basis(first)).toBe(en('count.claimed.all'));
  });

  it('leads to what was set aside, only where something is', async () => {
    const page = await openWith('/goal-reached/', { setAside: 1031 });
    const link = page.getByRole('link', { name: '1,031 set aside' });
    expect(await link.getAttribute('href')).toBe('/goal-reached/count/');
    const none = await openWith('/everything/', { setAside: 0 });
    expect(await none.getByRole('link', { name: 'set aside' }).count()).toBe(0);
  });

  it('outlives the signatures, and says so on the day of the site’s time zone', async () => {
    const page = await openWith('/closed-by-date/', {
      count: 88,
      online: 88,
      goal: null,
      open: false,
      erased: '2026-06-02T23:30:00.000Z',
    });
    expect(await number(page)).toBe('88 signatures');
    expect(await note(page)).toContain('The signatures were erased on June 3, 2026. Their number stays.');
  });
});

/** Puts signatures into the store. They contain only what a count reads. */
function seed(campaign: string, count: number): void {
  const ids = Array.from({ length: count }, (_, index) =>
    createHash('sha256').update(String(index)).digest('hex'),
  );
  site.blobs.seed(
    STORE,
    ids.map((id) => [`${campaign}/${id}`, '{}'] as const),
  );
}

/** Opens a page whose live count is of twelve signatures, with these changes. */
async function openWith(path: string, changes: Partial<SignatureCount>): Promise<Page> {
  const page = await open('/privacy/');
  await answerCount(page, gallery, changes);
  await page.goto(path);
  await page.locator('signature-count [role=status]:not(:empty)').waitFor({ state: 'attached' });
  return page;
}

async function expectBuiltNumber(page: Page, answer?: string): Promise<void> {
  await page.goto('/everything/');
  await settled(page);
  expect(await number(page), answer).toBe('412 signatures');
  expect(await note(page), answer).toContain('As of Jun 1, 2026');
  expect(await page.locator('signature-count [role=status]').textContent(), answer).toBe('');
}

function countRequests(): string[] {
  return site
    .requests()
    .map(({ path }) => path)
    .filter((path) => /\/count(?:$|\?)/u.test(path));
}

async function number(page: Page): Promise<string> {
  return inOneLine((await page.locator('signature-count .number').textContent()) ?? '');
}

async function note(page: Page): Promise<string> {
  return inOneLine((await page.locator('signature-count .note').textContent()) ?? '');
}

/** The sentence beside the number that can be seen. */
async function basis(page: Page): Promise<string> {
  return inOneLine(await page.locator('signature-count .basis').innerText());
}

function inOneLine(text: string): string {
  return text.replaceAll(/\s+/gu, ' ').trim();
}
