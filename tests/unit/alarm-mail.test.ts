import { parse } from 'parse5';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { SiteSchema } from '#domain/site.ts';
import { attribute, elementsOf } from '#html/elements.ts';
import { alarmMail } from '#mail/alarm-mail.ts';
import { toMessage } from '#smtp/message.ts';

const DESK = 'https://petition.example/organizers/';

function aMail(locale: string, title: string | null) {
  return alarmMail({
    to: 'alarms@river.example',
    from: { name: title === null ? '' : 'River Keepers', address: 'news@petition.example' },
    locale,
    organization: 'River Keepers',
    title: title === null ? null : { text: title, locale: 'en' },
    at: new Date('2026-11-26T20:00:04Z'),
    count: 1_234,
    usual: 2.5,
    deskUrl: DESK,
  });
}

describe.each(['en', 'es'])('the mail about an alarm, in %s', (locale) => {
  it.each(['Clean up the river', null])('says the same as text and as HTML, of %s', (title) => {
    const { text, html, subject, links } = aMail(locale, title);
    expect(links).toEqual([DESK]);
    expect(text.split('\n')).toContain(DESK);
    const faults: string[] = [];
    const document = parse(html, { onParseError: ({ code }) => faults.push(code) });
    expect(faults).toEqual([]);
    const leading = Array.from(elementsOf(document)).flatMap((element) => attribute(element, 'href') ?? []);
    expect(leading).toEqual([DESK]);
    for (const line of text.split('\n').filter((line) => line !== DESK)) expect(html, line).toContain(line);
    expect([subject, text].join('\n').includes('river')).toBe(title !== null);
  });

  it('names campaign, hour and numbers, and at most one address of the site', async () => {
    const { text, subject } = aMail(locale, 'Clean up the river');
    const [time, count] =
      locale === 'en'
        ? ['November 26, 2026 at 8:00 PM (UTC)', '1,234']
        : ['26 de noviembre de 2026, 20:00 (UTC)', '1234'];
    const plain = text.replaceAll(/[\u00A0\u202F]/gu, ' ').replaceAll(' a las ', ', ');
    expect(plain).toContain(time);
    expect(plain).toContain(count);
    expect(subject).toMatch(/: Clean up the river$/u);
    expect((await toMessage(aMail(locale, '漢'.repeat(300)))).bytes.length).toBeLessThan(10 * 1024);
  });

  it('tells of a discreet campaign neither topic nor kind, beside the address', () => {
    const { subject, text, html } = aMail(locale, null);
    const all = [subject, text, html].join('\n').replaceAll(DESK, '');
    expect(all).not.toMatch(/petiti|petici|\bsign(?!ific)|(?<!con)firm|campa|news|noticia|river/iu);
  });
});

describe('the address of alarms in site.yaml', () => {
  const alarmsOf = (alarms: unknown) => v.safeParse(SiteSchema.pipe[0].entries.alarms, alarms);

  it('may be left out, and is an address', () => {
    expect(alarmsOf(undefined).success).toBe(true);
    expect(alarmsOf('alarms@river.example').output).toBe('alarms@river.example');
  });

  it.each(['alarms', 'alarms@', 'Ada <ada@river.example>', 'a@river.example, b@river.example', '', 7])(
    'is no %j',
    (typed) => {
      expect(alarmsOf(typed).success).toBe(false);
    },
  );
});
