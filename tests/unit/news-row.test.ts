import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { NewsRow } from '#domain/news.ts';
import { NEWS } from '#download/news-row.ts';
import { SIGNATURES } from '#download/row.ts';
import { aSignature } from '../store/a-signature.ts';
import { someNews, someSealedNews } from '../store/some-news.ts';

const frame = { id: 'a'.repeat(32), campaign: 'clean-river', confirmedAt: '2016-01-31T12:00:00.000Z' };
const open: NewsRow = { ...frame, reader: { email: 'eva@example.org', locale: 'es' } };

describe('a row of news', () => {
  it('has the contract’s columns and nothing else of the record: neither wording nor order', () => {
    expect(NEWS.columns).toEqual(['id', 'campaign', 'confirmedAt', 'email', 'locale']);
    expect(NEWS.toTexts(someNews())).toEqual([...Object.values(frame), 'eva@example.org', 'es']);
    expect(JSON.parse(NEWS.toLine(someNews()))).toEqual({ ...frame, email: 'eva@example.org', locale: 'es' });
    expect(JSON.parse(NEWS.toLine(someSealedNews('YWdl', frame.id)))).toEqual({ ...frame, sealed: 'YWdl' });
  });

  it('is read as it was written, open and sealed', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (local) => {
        const row = { ...open, reader: { email: `${local}@example.org`, locale: 'en' } };
        fc.pre(!/[\p{C}]/u.test(local));
        expect(NEWS.parseLine(NEWS.toLine(row))).toEqual(row);
      }),
    );
    const sealed = { ...frame, sealed: 'YWdl' };
    expect(NEWS.parseLine(NEWS.toLine(sealed))).toEqual(sealed);
  });

  it.each([
    ['no JSON', '{'],
    ['a signature', SIGNATURES.toLine(aSignature())],
    ['a column too many', JSON.stringify({ ...frame, email: 'a@b.example', locale: 'en', name: 'Ada' })],
    ['a column too few', JSON.stringify({ ...frame, email: 'a@b.example' })],
    ['open and sealed', JSON.stringify({ ...frame, email: 'a@b.example', locale: 'en', sealed: 'x' })],
  ])('is not read from %s, which is not quoted', (_, text) => {
    expect(() => NEWS.parseLine(text)).toThrow('A line of this download is no wish for news.');
  });

  it('is no signature either', () => {
    expect(() => SIGNATURES.parseLine(NEWS.toLine(open))).toThrow(TypeError);
  });

  it('has cells only once its seal is open, and is opened only by what a seal of news holds', () => {
    const sealed = { ...frame, sealed: 'YWdl' };
    expect([NEWS.toTexts(sealed), NEWS.sealOf(sealed), NEWS.sealOf(open)]).toEqual([null, 'YWdl', null]);
    expect(NEWS.opened(sealed, `${JSON.stringify(open.reader)}   `)).toEqual(open);
    for (const text of ['', '[]', '{"email":"a@b.example"}', '{"name":"Ada"}']) {
      expect(NEWS.opened(sealed, text), text).toBeNull();
    }
  });
});
