import { describe, expect, it } from 'vitest';
import { toFeedDate, toFeedHtml } from '#markdown/feed-item.ts';

describe('an item of the feed', () => {
  it('is from the day it is dated', () => {
    expect(toFeedDate('2016-01-31').toISOString()).toBe('2016-01-31T12:00:00.000Z');
  });

  it.each([
    ['2026-11-26', '2026-11-26T06:00:00.000Z'],
    ['2026-11-27', '2026-11-26T06:00:00.000Z'],
    ['2026-12', '2026-11-26T06:00:00.000Z'],
    ['2026-11-25', '2026-11-25T12:00:00.000Z'],
  ])('is never from the future: %s', (date, moment) => {
    expect(toFeedDate(date, new Date('2026-11-26T06:00:00Z')).toISOString()).toBe(moment);
  });

  it('is from the first day of a month where no day is known, from Hawaii to Sydney', () => {
    for (const timeZone of [
      'Pacific/Honolulu',
      'America/New_York',
      'UTC',
      'Asia/Tokyo',
      'Australia/Sydney',
    ]) {
      const day = new Intl.DateTimeFormat('en-CA', { timeZone, dateStyle: 'short' });
      expect(day.format(toFeedDate('2016-01')), timeZone).toBe('2016-01-01');
    }
  });

  it('has whole links, because it is read elsewhere', () => {
    const html = toFeedHtml(
      '<a href="/safety/">a</a> <a class="x" href="#what">b</a> <a href="https://news.example/">c</a>',
      'https://site.example/x/updates/y/',
    );
    expect(html).toContain('href="https://site.example/safety/"');
    expect(html).toContain('href="https://site.example/x/updates/y/#what"');
    expect(html).toContain('href="https://news.example/"');
  });

  it('asks no reader’s program for an image', () => {
    expect(
      toFeedHtml(
        '<p><picture><source srcset="/a.avif"><img src="/a.webp"></picture> Text</p>',
        'https://site.example/',
      ),
    ).toBe('<p> Text</p>');
  });
});
