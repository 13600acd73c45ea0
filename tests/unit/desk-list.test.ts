import { describe, expect, it, vi } from 'vitest';
import { LoadedSignatures } from '#desk/loaded-signatures.ts';
import { pageOf, ROWS_PER_PAGE, searched, sorted } from '#desk/signature-list.ts';
import type { OpenSignature } from '#domain/signature.ts';
import { aSignature } from '../store/a-signature.ts';

function names(signatures: readonly OpenSignature[]): string[] {
  return signatures.map(({ supporter }) => supporter.name);
}

describe('searching the list', () => {
  const some = [
    aSignature({ name: 'José García', email: 'jose@example.org', postalCode: '33130' }),
    aSignature({ name: 'Ana Garcia', email: 'ana@example.org', comment: 'For my SISTER' }),
    aSignature({ name: 'Lê Nguyễn', email: 'le@example.org', country: 'VN' }),
  ];

  it.each([
    ['garcia', ['José García', 'Ana Garcia']],
    ['GARCÍA jose', ['José García']],
    ['nguyen', ['Lê Nguyễn']],
    ['sister', ['Ana Garcia']],
    ['33130', ['José García']],
    ['@example.org  vn', ['Lê Nguyễn']],
    ['nobody', []],
    ['!!', []],
    ['  ', ['José García', 'Ana Garcia', 'Lê Nguyễn']],
  ])('for “%s” finds %j', (query, found) => {
    expect(names(searched(some, query))).toEqual(found);
  });
});

describe('a search as people type it', () => {
  it.each([
    ['lukasz', 'Łukasz Żak'],
    ['OYSTEIN', 'Øystein Ærø'],
    ['aero', 'Øystein Ærø'],
    ["o'brien", 'Siobhán O’Brien'],
    ['obrien', 'Siobhán O´Brien'],
    ['o‘brien', "Siobhán O'Brien"],
    ['d’arc', 'Jeanne D＇Arc'],
    ['iolani', 'ʻIolani'],
    ['ʻiolani', "'Iolani"],
    ['garcia-lopez', 'Ana García López'],
    ['garcia lopez', 'Ana García‐López'],
    ['garcia–lopez', 'Ana García-López'],
    ['ジョン・スミス', 'ジョン スミス'],
    ['ŉsubuga', 'nsubuga'],
    ['strasse', 'Straße'],
    ['STRAẞE', 'strasse'],
    ['istanbul isik', 'İstanbul Işık'],
    ['dang', 'Đặng'],
    ['gudrun', 'Guðrún Þórsdóttir'],
    ['thors', 'Guðrún Þórsdóttir'],
    ['ξενη', 'Ξένη'],
    ['ΟΔΥΣΣΕΥΣ', 'Οδυσσεύς'],
    ['елка', 'Ёлка'],
    ['ana', 'Ａｎａ'],
    ['fiona', 'ﬁona'],
    ['galla', 'Gal·la'],
    ['राम', 'राम'],
    ['می خواهم'.replace(' ', '\u200C'), 'میخواهم'],
    ['wojcik', 'Wo\u0301jcik'],
  ])('%s finds %s', (query, name) => {
    const text = [aSignature({ name }), aSignature({ name: 'Somebody Else' })];
    expect(names(searched(text, query))).toEqual([name]);
  });

  it.each([
    ['राम', 'रमा'],
    ['रम', 'राम'],
    ['กา', 'กี'],
    ['가', '각'],
    ['łu', 'u'],
  ])('%s does not find %s', (query, name) => {
    expect(searched([aSignature({ name })], query)).toEqual([]);
  });

  it.each(['1500002', '150-0002', '１５０－０００２', '150 0002', '〒150-0002', '١٥٠٠٠٠٢'])(
    'finds a postal code typed as %s in every spelling',
    (query) => {
      const codes = ['１５０－０００２', '150-0002', '1500002'];
      const some = [...codes, '1600002'].map((postalCode) => aSignature({ name: postalCode, postalCode }));
      expect(names(searched(some, query))).toEqual(codes);
    },
  );

  it('folds what was loaded once, not with each key pressed', () => {
    const loaded = new LoadedSignatures();
    loaded.add([aSignature({ name: 'Łukasz' }), aSignature({ name: 'Ana', postalCode: '1' })]);
    const normalize = vi.spyOn(String.prototype, 'normalize');
    const open = loaded.open();
    for (const query of ['l', 'lu', 'luk']) searched(open, query);
    const folded = new Set(normalize.mock.contexts.map(String));
    normalize.mockRestore();
    expect([...folded].sort()).toEqual(['l', 'lu', 'luk']);
  });
});

describe('sorting the list', () => {
  const some = [
    aSignature({ name: 'Óscar', signedAt: '2016-01-02T00:00:00Z', postalCode: '9' }),
    aSignature({ name: 'oskar', signedAt: '2016-01-03T00:00:00Z', postalCode: '10' }),
    aSignature({ name: 'Ana', signedAt: '2016-01-01T00:00:00Z', postalCode: '02134' }),
  ];

  it.each([
    ['name', ['Ana', 'Óscar', 'oskar']],
    ['signedAt', ['Ana', 'Óscar', 'oskar']],
    ['postalCode', ['Óscar', 'oskar', 'Ana']],
  ] as const)('by %s is in the order of the language, both ways', (column, order) => {
    expect(names(sorted(some, { column, direction: 'ascending' }, 'es'))).toEqual(order);
    expect(names(sorted(some, { column, direction: 'descending' }, 'es'))).toEqual(order.toReversed());
    expect(names(some)).toEqual(['Óscar', 'oskar', 'Ana']);
  });
});

describe('a page of the list', () => {
  const rows = Array.from({ length: 2 * ROWS_PER_PAGE + 1 }, (_, index) => index);

  it('holds so many rows, the last one the rest', () => {
    expect(pageOf(rows, 2)).toEqual({ rows: rows.slice(ROWS_PER_PAGE, 2 * ROWS_PER_PAGE), page: 2, of: 3 });
    expect(pageOf(rows, 3).rows).toEqual([2 * ROWS_PER_PAGE]);
  });

  it('is the nearest there is', () => {
    expect(pageOf(rows, 9).page).toBe(3);
    expect(pageOf(rows, 0).page).toBe(1);
    expect(pageOf([], 1)).toEqual({ rows: [], page: 1, of: 1 });
  });
});
