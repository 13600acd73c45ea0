import { describe, expect, it } from 'vitest';
import { STORE } from '../site/served-site.ts';
import {
  askAs,
  EVERYBODY,
  errorsOf,
  followLink,
  headline,
  pathOf,
  recordIn,
  sendCode,
  words,
} from './mail-steps.ts';
import { mailedSite } from './mailed-site.ts';

const { site, open, server, newestMail, posts } = await mailedSite();

describe.each(EVERYBODY)('signing, with JavaScript: $javaScriptEnabled, in $locale', (supporter) => {
  const { javaScriptEnabled, locale, email } = supporter;
  const t = words[locale];

  it('asks the mailbox by one mail, whose links lead to this site', async () => {
    const page = await open(pathOf(locale), { javaScriptEnabled });
    const record = await askAs(page, supporter);
    expect(await headline(page)).toBe(t('sent.title'));
    expect(posts()).toHaveLength(1);
    expect(site.blobs.size(STORE)).toBe(0);

    expect(server.received).toHaveLength(1);
    const mail = await newestMail();
    expect(mail).toMatchObject({ to: [email] });
    expect(mail.subject).toContain(t('mail.signing.title'));
    expect(mail.text).not.toContain(supporter.name);
    const link = (path: string) => `${site.origin}${pathOf(locale, path)}`;
    expect(mail.confirmUrl).toBe(`${link('confirm/')}#${record}.${mail.code.replace('-', '')}`);
    expect(mail.withdrawUrl).toContain(`${link('withdraw/')}#`);
    const links = mail.html.match(/\bhref="[^"]+"/gu);
    expect(links).toEqual([`href="${mail.confirmUrl}"`, `href="${mail.withdrawUrl}"`]);
  });

  it('goes on with the code, also after a wrong one', async () => {
    const page = await open(pathOf(locale), { javaScriptEnabled });
    const record = await askAs(page, supporter);
    await sendCode(page, 'aaaaa-aaaaa');
    expect(await errorsOf(page)).toEqual([t('error.code.invalid')]);
    expect(await recordIn(page)).toBe(record);
    expect(await page.locator('#code').inputValue()).toBe('aaaaa-aaaaa');
    expect(await page.locator('#token').isVisible()).toBe(false);
    expect(site.blobs.size(STORE)).toBe(0);

    const { code } = await newestMail();
    await sendCode(page, ` ${code.toLowerCase().replace('-', ' ')}`);
    await page.waitForURL(`**${pathOf(locale, 'thanks/')}`);
    expect(await headline(page)).toBe(t('thanks.title'));
    expect(site.blobs.size(STORE)).toBe(1);
  });

  it('goes on with the link and one button, on another device', async () => {
    await askAs(await open(pathOf(locale), { javaScriptEnabled }), supporter);
    const elsewhere = await open('/privacy/', { javaScriptEnabled });
    const { confirmUrl } = await newestMail();
    await followLink(elsewhere, confirmUrl, 'confirm-link');
    await elsewhere.waitForURL(`**${pathOf(locale, 'thanks/')}`);
    expect(await headline(elsewhere)).toBe(t('thanks.title'));
    expect(site.blobs.size(STORE)).toBe(1);
  });
});
