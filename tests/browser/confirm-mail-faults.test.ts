import { describe, expect, it, vi } from 'vitest';
import { STORE } from '../site/served-site.ts';
import { aroha, askAs, errorsOf, ines, pathOf, signAs, words } from './mail-steps.ts';
import { mailedSite } from './mailed-site.ts';

const { site, open, server, newestMail, posts } = await mailedSite();
const t = words.es;

const COMMENT = 'Por mi hermana.';

describe.each([true, false])('signing while no mail goes, with JavaScript: %s', (javaScriptEnabled) => {
  it.each([
    ['nobody listens', ['connect', 421], 'error.mail.unavailable'],
    ['it refuses the address', ['recipient', 550], 'error.email.undeliverable'],
  ] as const)(
    'keeps what was typed, says so, and asks at the next try: %s',
    async (_, [step, how], error) => {
      vi.spyOn(console, 'error').mockImplementation(() => undefined);
      server.fail(step, how);
      const page = await open(pathOf('es'), { javaScriptEnabled });
      await page.locator('#comment').fill(COMMENT);
      await signAs(page, ines);
      expect(await errorsOf(page)).toEqual([t(error)]);
      expect(await page.locator(':focus').getAttribute('id')).toBe('error-summary');
      expect(await page.locator('#name').inputValue()).toBe(ines.name);
      expect(await page.locator('#email').inputValue()).toBe(ines.email);
      expect(await page.locator('#comment').inputValue()).toBe(COMMENT);
      const isAtFault = error === 'error.email.undeliverable';
      expect(await page.locator('#email').getAttribute('aria-invalid')).toBe(isAtFault ? 'true' : null);
      expect(site.blobs.size(STORE)).toBe(0);

      server.mend();
      await page.locator('#sign .button').click();
      await page.locator('#code').waitFor();
      expect(server.received).toHaveLength(1);
      expect((await newestMail()).to).toEqual([ines.email]);
    },
  );

  it('does the same where the mail service hangs, once its time is over', async () => {
    vi.spyOn(console, 'error').mockImplementation(() => undefined);
    const stuck = server.fail('recipient', 'hangs');
    vi.spyOn(AbortSignal, 'timeout').mockReturnValue(stuck);
    const page = await open(pathOf('es'), { javaScriptEnabled });
    await signAs(page, ines);
    expect(await errorsOf(page)).toEqual([t('error.mail.unavailable')]);
    expect(await page.locator('#email').inputValue()).toBe(ines.email);
  });
});

describe('the limit of mails', () => {
  it('is three a day, and nobody sees from the page that it is reached', async () => {
    const page = await open(pathOf('en'));
    const seen = new Set<string>();
    const { sessions } = server;
    for (let times = 0; times < 5; times += 1) {
      await askAs(page, aroha);
      seen.add((await page.locator('main').innerText()).trim());
    }
    expect(posts()).toHaveLength(5);
    expect(server.received).toHaveLength(3);
    expect(server.sessions - sessions).toBe(5);
    expect(Array.from(seen)).toEqual([expect.stringContaining(words.en('confirm.none.limit'))]);
  });
});
