import { Decrypter, generateIdentity, identityToRecipient } from 'age-encryption';
import { describe, expect, it, vi } from 'vitest';
import { STORE, TOKEN } from '../site/served-site.ts';
import { recordOf } from './a-record.ts';
import {
  aroha,
  askAs,
  errorsOf,
  followLink,
  headline,
  pathOf,
  sendCode,
  takeBack,
  words,
} from './mail-steps.ts';
import { CAMPAIGN, mailedSite } from './mailed-site.ts';

const { site, open, newestMail } = await mailedSite();
const t = words.en;

describe.each([true, false])('a signature’s life, with JavaScript: %s', (javaScriptEnabled) => {
  it('is confirmed, taken back, not brought back by an old link, and signed again', async () => {
    const page = await open(pathOf('en'), { javaScriptEnabled });
    await askAs(page, aroha);
    const first = await newestMail();
    await followLink(page, first.confirmUrl, 'confirm-link');
    await page.waitForURL('**/thanks/');
    expect(names()).toEqual([aroha.name]);

    await followLink(page, first.withdrawUrl, 'withdraw');
    expect(await errorsOf(page)).toEqual([t('error.withdraw.required')]);
    expect(names()).toEqual([aroha.name]);
    expect(await page.locator('#withdraw-yes').isChecked()).toBe(false);
    await takeBack(page);
    expect(await headline(page)).toBe(t('withdrawn.title'));
    expect(names()).toEqual([]);

    await followLink(page, first.confirmUrl, 'confirm-link');
    expect(await errorsOf(page)).toEqual([t('error.signature.withdrawn')]);
    expect(names()).toEqual([]);

    await askAs(page, { ...aroha, name: 'Aroha N.' });
    await sendCode(page, (await newestMail()).code);
    await page.waitForURL('**/thanks/');
    expect(names()).toEqual(['Aroha N.']);
  });

  it('stands in its newest version, whichever link comes last, however often', async () => {
    const page = await open(pathOf('en'), { javaScriptEnabled });
    await askAs(page, aroha);
    const older = await newestMail();
    await followLink(page, older.confirmUrl, 'confirm-link');
    await page.waitForURL('**/thanks/');
    await followLink(page, older.confirmUrl, 'confirm-link');
    await page.waitForURL('**/thanks/');
    await askAs(page, { ...aroha, name: 'Aroha N.', email: 'AROHA+two@example.org' });
    expect(names()).toEqual([aroha.name]);
    await sendCode(page, (await newestMail()).code);
    await page.waitForURL('**/thanks/');
    expect(names()).toEqual(['Aroha N.']);
    await followLink(page, older.confirmUrl, 'confirm-link');
    await page.waitForURL('**/thanks/');
    expect(names()).toEqual(['Aroha N.']);
  });
});

describe('a record that is refused', () => {
  const longAgo = new Date(Date.now() - 73 * 3_600_000);
  const whole = recordOf().token;
  const cases = [
    ['older than three days', CAMPAIGN, recordOf({ at: longAgo }).token, 'error.code.expired'],
    ['damaged', CAMPAIGN, whole.replace(/^(.{99})./u, '$1!'), 'error.code.invalid'],
    ['cut short', CAMPAIGN, whole.slice(0, -1), 'error.code.invalid'],
    ['of another campaign', 'everything', whole, 'error.code.invalid'],
    [
      'of a campaign long over',
      'closed-by-date',
      recordOf({ campaign: 'closed-by-date' }).token,
      'error.campaign.closed',
    ],
  ] as const;

  it.each(cases)('says so, by its link: %s', async (_, campaign, token, error) => {
    for (const javaScriptEnabled of [true, false]) {
      const how = javaScriptEnabled ? 'with JavaScript' : 'without';
      const page = await open('/privacy/', { javaScriptEnabled });
      const url = `${site.origin}/${campaign}/confirm/#${token}`;
      await followLink(page, url, 'confirm-link');
      expect(await errorsOf(page), how).toEqual([t(error)]);
      expect(await page.title(), how).toMatch(/^Error: /u);
      expect(await page.locator(':focus').getAttribute('id'), how).toBe('error-summary');
      expect(await page.locator('#code').isVisible(), how).toBe(false);
      // What was sent stays in its field.
      expect(await page.locator('#token').inputValue(), how).toContain(token);
    }
    expect(site.blobs.size(STORE)).toBe(0);
  });

  it('says so, by its code, and keeps record and field', async () => {
    const expired = recordOf({ at: longAgo, locale: 'es' });
    for (const javaScriptEnabled of [true, false]) {
      const how = javaScriptEnabled ? 'with JavaScript' : 'without';
      const page = await open(pathOf('es', 'confirm/'), { javaScriptEnabled });
      await page.locator('#confirm-code').evaluate((form: HTMLFormElement, record) => {
        for (const part of document.querySelectorAll<HTMLElement>('[data-shape=code]')) part.hidden = false;
        const input = form.querySelector<HTMLInputElement>('[name=record]');
        if (input) input.value = record;
      }, expired.record);
      await sendCode(page, expired.code);
      expect(await errorsOf(page), how).toEqual([words.es('error.code.expired')]);
      expect(await page.locator('input[name=record]').inputValue(), how).toBe(expired.record);
      expect(await page.locator('#code').inputValue(), how).toBe(expired.code);
    }
  });
});

describe('a record that is taken', () => {
  it('counts also while its campaign is paused', async () => {
    const { token } = recordOf({ campaign: 'paused' });
    const page = await open('/privacy/');
    await followLink(page, `${site.origin}/paused/confirm/#${token}`, 'confirm-link');
    await page.waitForURL('**/paused/thanks/');
    expect(site.blobs.size(STORE)).toBe(1);
  });

  it('is stored open, and organizers download it', async () => {
    const page = await open(pathOf('en'));
    await askAs(page, aroha);
    await sendCode(page, (await newestMail()).code);
    await page.waitForURL('**/thanks/');
    expect(await download()).toMatchObject([aroha]);
  });

  it('is stored sealed, and only the organizers’ key opens it', async () => {
    const key = await generateIdentity();
    vi.stubEnv('SIGNATURE_RECIPIENTS', await identityToRecipient(key));
    const page = await open(pathOf('en'));
    await askAs(page, aroha);
    await sendCode(page, (await newestMail()).code);
    await page.waitForURL('**/thanks/');
    const stored = site.blobs.keys(STORE).map(storedAt).join('\n');
    expect(stored).not.toContain(aroha.name);
    expect(await download(key)).toMatchObject([aroha]);
  });
});

/** The names in the store. */
function names(): string[] {
  return site.blobs.keys(STORE).map((key) => {
    const { supporter } = JSON.parse(storedAt(key)) as { supporter: { name: string } };
    return supporter.name;
  });
}

function storedAt(key: string): string {
  return Buffer.from(site.blobs.read(STORE, key)?.body ?? []).toString();
}

/** What organizers download. With a key they open it. */
async function download(key?: string): Promise<unknown[]> {
  const address = `${site.origin}/api/campaigns/${CAMPAIGN}/signatures?format=ndjson`;
  const answer = await fetch(address, { headers: { authorization: `Bearer ${TOKEN}` } });
  const lines = (await answer.text())
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as { sealed: string });
  if (!key) return lines;
  const opener = new Decrypter();
  opener.addIdentity(key);
  return Promise.all(
    lines.map(async ({ sealed }): Promise<unknown> => {
      const file = Buffer.from(sealed, 'base64');
      return JSON.parse(await opener.decrypt(file, 'text'));
    }),
  );
}
