import { describe, expect, it, vi } from 'vitest';
import { STORE } from '../site/served-site.ts';
import {
  askForNews,
  EVERYBODY,
  errorsOf,
  followLink,
  headline,
  ines,
  aroha,
  pathOf,
  recordIn,
  sendCode,
  takeBack,
  words,
} from './mail-steps.ts';
import { mailedSite, NEWS_STORE } from './mailed-site.ts';

const { site, open, server, newestMail, posts } = await mailedSite();

describe.each(EVERYBODY)('news after the end, with JavaScript: $javaScriptEnabled, in $locale', (reader) => {
  const { javaScriptEnabled, locale, email } = reader;
  const t = words[locale];
  const path = (rest = '') => pathOf(locale, rest, 'closed');

  it('come after one mail and its code, and end by its link', async () => {
    const page = await open(path(), { javaScriptEnabled });
    await askForNews(page, email);
    const record = await recordIn(page);
    expect(await headline(page)).toBe(t('sent.title'));
    expect(posts()).toHaveLength(1);
    expect(server.received).toHaveLength(1);
    const mail = await newestMail();
    expect(mail.to).toEqual([email]);
    expect(mail.subject).toContain(t('mail.news.title'));
    expect(mail.confirmUrl).toContain(`${site.origin}${path('confirm/')}#${record}.`);

    await sendCode(page, 'AAAAA-AAAAA');
    expect(await errorsOf(page)).toEqual([t('error.code.invalid')]);
    expect(site.blobs.size(NEWS_STORE)).toBe(0);
    await sendCode(page, mail.code);
    await page.waitForURL(`**${path('news/thanks/')}`);
    expect(await headline(page)).toBe(t('news.thanks.title'));
    expect([site.blobs.size(NEWS_STORE), site.blobs.size(STORE)]).toEqual([1, 0]);

    await followLink(page, mail.withdrawUrl, 'withdraw');
    await takeBack(page);
    expect(new URL(page.url()).pathname).toBe(path('withdrawn/'));
    expect(site.blobs.size(NEWS_STORE)).toBe(0);
    await followLink(page, mail.confirmUrl, 'confirm-link');
    expect(await errorsOf(page)).toEqual([t('error.signature.withdrawn')]);
    expect(site.blobs.size(NEWS_STORE)).toBe(0);
  });
});

describe.each([
  { javaScriptEnabled: true, ...aroha },
  { javaScriptEnabled: false, ...ines },
])('news, with JavaScript: $javaScriptEnabled', ({ javaScriptEnabled, locale, email }) => {
  const t = words[locale];
  const path = (rest = '') => pathOf(locale, rest, 'closed');

  it('come after the link of the mail', async () => {
    const page = await open(path(), { javaScriptEnabled });
    await askForNews(page, email);
    await recordIn(page);
    await followLink(page, (await newestMail()).confirmUrl, 'confirm-link');
    await page.waitForURL(`**${path('news/thanks/')}`);
    expect(site.blobs.size(NEWS_STORE)).toBe(1);
  });

  it('keep the address that was typed if it is wrong, refused, or no mail goes', async () => {
    vi.spyOn(console, 'error').mockImplementation(() => undefined);
    const page = await open(path(), { javaScriptEnabled });
    await askForNews(page, 'aroha@');
    expect(await errorsOf(page)).toEqual([t('error.email.invalid')]);
    expect(await page.locator('#news-email').inputValue()).toBe('aroha@');
    await page.getByRole('link', { name: t('error.email.invalid') }).click();
    expect(await page.locator(':focus').getAttribute('id')).toBe('news-email');

    server.fail('recipient', 550);
    await askForNews(page, email);
    await page.getByRole('link', { name: t('error.email.undeliverable') }).waitFor();
    server.fail('connect', 421);
    await page.locator('#news .button').click();
    await page.locator('#error-summary', { hasText: t('error.mail.unavailable') }).waitFor();
    expect(await page.locator('#news-email').inputValue()).toBe(email);
    server.mend();
    await page.locator('#news .button').click();
    await recordIn(page);
    expect(server.received).toHaveLength(1);
  });
});

describe('asking for news', () => {
  it('is on the pages of every state, beside signing, and after it', async () => {
    const page = await open('/everything/');
    for (const path of ['/everything/', '/everything/thanks/', '/paused/', '/won/', '/not-open-yet/']) {
      await page.goto(path);
      expect(await page.locator('#news').count(), path).toBe(1);
    }
  });

  it('leaves a form for signing as it is, and is left alone by its mistakes', async () => {
    for (const javaScriptEnabled of [true, false]) {
      const how = javaScriptEnabled ? 'with JavaScript' : 'without';
      const page = await open('/everything/', { javaScriptEnabled });
      await askForNews(page, 'one@');
      expect(await errorsOf(page), how).toEqual([words.en('error.email.invalid')]);
      expect(await page.locator('#news-email').getAttribute('aria-invalid'), how).toBe('true');
      expect(await page.locator('#email').getAttribute('aria-invalid'), how).toBeNull();
      expect(await page.locator('#email').inputValue(), how).toBe('');
      await page.goto('/everything/');
      await page.locator('#email').fill('two@');
      await page.locator('#sign .button').click();
      await page.locator('#error-summary').waitFor();
      expect(await page.locator('#news-email').getAttribute('aria-invalid'), how).toBeNull();
      expect(await page.locator('#news-email').inputValue(), how).toBe('');
    }
  });
});
