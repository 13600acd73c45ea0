import { describe, expect, it, vi } from 'vitest';
import { STORE } from '../site/served-site.ts';
import {
  aroha,
  askAs,
  EVERYBODY,
  errorsOf,
  followLink,
  headline,
  pathOf,
  sendCode,
  words,
} from './mail-steps.ts';
import { CAMPAIGN, mailedSite } from './mailed-site.ts';

const { site, open, server, newestMail, posts } = await mailedSite();
const LINKED = 'everything';

describe.each(EVERYBODY)('taking back, with JavaScript: $javaScriptEnabled, in $locale', (supporter) => {
  const { javaScriptEnabled, locale, email, name } = supporter;
  const t = words[locale];

  it('has a link mailed to who signed without confirming, and takes it back with it', async () => {
    const page = await open(pathOf(locale, '', LINKED), { javaScriptEnabled });
    await page.locator('#name').fill(name);
    await page.locator('#email').fill(email);
    await page.locator('#sign .button').click();
    await page.locator('#thanks').waitFor();
    expect(server.received).toEqual([]);
    expect(site.blobs.size(STORE)).toBe(1);

    await page.locator(`#thanks a[href$="/withdraw/"]`).first().click();
    await page.waitForURL(`**${pathOf(locale, 'withdraw/', LINKED)}`);
    await page.locator('#email').fill(email);
    await page.locator('#withdrawal-mail .button').click();
    await page.waitForURL(`**${pathOf(locale, 'withdraw/sent/', LINKED)}`);
    expect(await headline(page)).toBe(t('sent.title'));
    const mail = await newestMail();
    expect(mail.to).toEqual([email]);
    expect(mail.subject).toContain(t('mail.withdrawal.title'));
    expect(mail).toMatchObject({ code: '', confirmUrl: '' });
    expect(mail.withdrawUrl).toContain(`${site.origin}${pathOf(locale, 'withdraw/', LINKED)}#`);
    expect(site.blobs.size(STORE)).toBe(1);

    await followLink(page, mail.withdrawUrl, 'withdraw');
    expect(await errorsOf(page)).toEqual([t('error.withdraw.required')]);
    // What only a link needs, and a link that was whole, stay out of sight.
    await expect.poll(() => page.locator('#token').isVisible()).toBe(!javaScriptEnabled);
    await page.getByRole('link', { name: t('error.withdraw.required') }).click();
    expect(await page.locator(':focus').getAttribute('id')).toBe('withdraw-yes');
    await page.keyboard.press('Space');
    await page.locator('#withdraw .button').click();
    await page.waitForURL(`**${pathOf(locale, 'withdrawn/', LINKED)}`);
    expect(await headline(page)).toBe(t('withdrawn.title'));
    expect(site.blobs.size(STORE)).toBe(0);
  });
});

describe('asking for the link', () => {
  const t = words.en;
  const path = pathOf('en', 'withdraw/');

  it('mails once a day, and answers alike where no mail goes', async () => {
    const page = await open(path);
    for (let times = 0; times < 2; times += 1) {
      await page.goto(path);
      await page.locator('#email').fill('nobody@example.org');
      await page.locator('#withdrawal-mail .button').click();
      await page.waitForURL('**/withdraw/sent/');
    }
    expect(server.received).toHaveLength(1);
  });

  it.each([true, false])(
    'says what is wrong with an address, with JavaScript: %s',
    async (javaScriptEnabled) => {
      const page = await open(path, { javaScriptEnabled });
      await page.locator('#email').fill('aroha@');
      await page.locator('#withdrawal-mail .button').click();
      expect(await errorsOf(page)).toEqual([t('error.email.invalid')]);
      expect(await page.locator('#email').inputValue()).toBe('aroha@');
      expect(await page.locator('#email').getAttribute('aria-invalid')).toBe('true');
      expect(await page.locator('#token').getAttribute('aria-invalid')).toBeNull();
    },
  );

  it('keeps the address while the mail service is down', async () => {
    vi.spyOn(console, 'error').mockImplementation(() => undefined);
    server.fail('connect', 421);
    const page = await open(path);
    await page.locator('#email').fill(aroha.email);
    await page.locator('#withdrawal-mail .button').click();
    expect(await errorsOf(page)).toEqual([t('error.mail.unavailable')]);
    expect(await page.locator('#email').inputValue()).toBe(aroha.email);
    server.mend();
    await page.locator('#withdrawal-mail .button').click();
    await page.waitForURL('**/withdraw/sent/');
    expect(server.received).toHaveLength(1);
  });
});

describe('the link that takes back', () => {
  const t = words.en;

  it('leaves the address at once, survives a reload, and does nothing by itself', async () => {
    const page = await open(pathOf('en'));
    await askAs(page, aroha);
    const { code, withdrawUrl } = await newestMail();
    await sendCode(page, code);
    await page.waitForURL('**/thanks/');
    posts();
    await page.goto(withdrawUrl);
    await page.getByText(t('withdraw.here')).waitFor();
    await page.waitForURL(site.origin + pathOf('en', 'withdraw/'));
    await page.reload();
    await page.getByText(t('withdraw.here')).waitFor();
    expect(await page.locator('#token').isVisible()).toBe(false);
    expect(await page.locator('#withdrawal-mail').isVisible()).toBe(false);
    expect(posts()).toEqual([]);
    expect(site.blobs.size(STORE)).toBe(1);
  });

  it('keeps its token over an error, whatever comes first', async () => {
    vi.spyOn(console, 'error').mockImplementation(() => undefined);
    const page = await open(pathOf('en'));
    await askAs(page, aroha);
    const { withdrawUrl } = await newestMail();
    site.blobs.faults.always('put', { status: 403 });
    await page.goto(withdrawUrl);
    await page.locator('#withdraw-yes').check();
    await page.locator('#withdraw .button').click();
    expect(await errorsOf(page)).toEqual([t('error.withdrawal.unavailable')]);
    expect(await page.locator('#withdraw-yes').isChecked()).toBe(true);
    site.blobs.faults.clear();
    await page.locator('#withdraw .button').click();
    await page.waitForURL('**/withdrawn/');
  });

  it.each([true, false])(
    'says that it does not fit if it is damaged, with JavaScript: %s',
    async (javaScriptEnabled) => {
      await askAs(await open(pathOf('en')), aroha);
      const { withdrawUrl, confirmUrl } = await newestMail();
      const confirmToken = confirmUrl.slice(confirmUrl.indexOf('#'));
      const damaged = [
        withdrawUrl.slice(0, -3),
        withdrawUrl.replace(`/${CAMPAIGN}/`, '/everything/'),
        `${site.origin}${pathOf('en', 'withdraw/')}${confirmToken}`,
      ];
      const page = await open('/privacy/', { javaScriptEnabled });
      for (const url of damaged) {
        await followLink(page, url, 'withdraw');
        expect(await errorsOf(page), url).toEqual([t('error.token.invalid')]);
        expect(await page.locator('#token').isVisible(), url).toBe(true);
      }
    },
  );
});
