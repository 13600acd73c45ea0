import { describe, expect, it, vi } from 'vitest';
import { LoadedSignatures } from '#desk/loaded-signatures.ts';
import { daysOf, type Filter, filtered, NO_FILTER } from '#desk/signature-filter.ts';
import { cellOf, filledColumns, pageOf, ROWS_PER_PAGE } from '#desk/signature-list.ts';
import { SignatureOrder } from '#desk/signature-order.ts';
import { SignatureSearch } from '#desk/signature-search.ts';
import type { OpenSignature } from '#domain/signature.ts';
import { aSignature } from '../store/a-signature.ts';

function searched(signatures: readonly OpenSignature[], query: string): readonly OpenSignature[] {
  return new SignatureSearch().search(signatures, query);
}

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

describe('a search that goes on', () => {
  const some = [
    aSignature({ name: 'Ana', postalCode: '150-0002' }),
    aSignature({ name: 'Ana Gar' }),
    aSignature({ name: '가나' }),
    aSignature({ name: '!!' }),
    aSignature({ name: '1500002' }),
  ];
  const queries = [
    '',
    '!!',
    '!!1',
    '1',
    '15',
    '150-',
    '150-0',
    'ana',
    'ana 1',
    'a',
    'an g',
    'gar an',
    'ᄀ',
    '가',
    '가나',
  ];

  it('finds the same as a search from the start, whatever was searched for before', () => {
    for (const first of queries) {
      for (const then of queries) {
        const search = new SignatureSearch();
        search.search(some, first);
        expect(names(search.search(some, then)), `“${first}”, then “${then}”`).toEqual(
          names(searched(some, then)),
        );
      }
    }
  });

  it('looks only at what it has found while the query gets longer, and at all after another letter', () => {
    const many = Array.from({ length: 300 }, (_, index) => aSignature({ name: `p${index}` }));
    const search = new SignatureSearch();
    const looked = (query: string) => {
      const includes = vi.spyOn(String.prototype, 'includes');
      search.search(many, query);
      const texts = includes.mock.contexts.filter((text) => String(text).includes('\n')).length;
      includes.mockRestore();
      return texts;
    };
    expect(looked('p12')).toBe(300);
    // 12, 112, 212, and 120 to 129.
    expect(looked('p120')).toBe(11);
    expect(looked('p120')).toBe(1);
    expect(looked('p1')).toBe(300);
  });
});

describe('sorting the list', () => {
  const some = [
    aSignature({ name: 'Óscar', signedAt: '2016-01-02T00:00:00Z', postalCode: '9', country: 'DE' }),
    aSignature({ name: 'oskar', signedAt: '2016-01-03T00:00:00Z', postalCode: '10', country: 'US' }),
    aSignature({ name: 'Ana', signedAt: '2016-01-01T00:00:00Z', postalCode: '02134', country: 'CH' }),
  ];
  const asTyped = (value: string) => value;

  it.each([
    ['name', ['Ana', 'Óscar', 'oskar']],
    ['signedAt', ['Ana', 'Óscar', 'oskar']],
    ['postalCode', ['Óscar', 'oskar', 'Ana']],
  ] as const)('by %s is in the order of the language, both ways', (column, order) => {
    const by = new SignatureOrder('es', asTyped);
    expect(names(by.sorted(some, { column, direction: 'ascending' }))).toEqual(order);
    expect(names(by.sorted(some, { column, direction: 'descending' }))).toEqual(order.toReversed());
    expect(names(some)).toEqual(['Óscar', 'oskar', 'Ana']);
  });

  it('follows the words that a column shows, and not their codes', () => {
    const german = new Intl.DisplayNames('de', { type: 'region' });
    const by = new SignatureOrder('de', (code) => german.of(code) ?? code);
    // Deutschland, Schweiz, Vereinigte Staaten.
    expect(names(by.sorted(some, { column: 'country', direction: 'ascending' }))).toEqual([
      'Óscar',
      'Ana',
      'oskar',
    ]);
  });

  it('puts the newest first among equals, and what was not given last, both ways', () => {
    const rows = [
      aSignature({ name: 'a1', comment: 'b', signedAt: '2016-01-01T00:00:00Z' }),
      aSignature({ name: 'a2', comment: 'b', signedAt: '2016-01-02T00:00:00Z' }),
      aSignature({ name: 'none', signedAt: '2016-01-03T00:00:00Z' }),
      aSignature({ name: 'c', comment: 'c', signedAt: '2016-01-01T00:00:00Z' }),
    ];
    const by = new SignatureOrder('en', asTyped);
    const sorted = (direction: 'ascending' | 'descending') =>
      names(by.sorted(rows, { column: 'comment', direction }));
    expect(sorted('ascending')).toEqual(['a2', 'a1', 'c', 'none']);
    expect(sorted('descending')).toEqual(['c', 'a2', 'a1', 'none']);
  });

  it('keeps those of one moment in the order of their ids, both ways', () => {
    const rows = ['b', 'c', 'a'].map((name) => aSignature({ name, id: name.repeat(32) }));
    const by = new SignatureOrder('en', asTyped);
    for (const direction of ['ascending', 'descending'] as const) {
      expect(names(by.sorted(rows, { column: 'signedAt', direction })), direction).toEqual(['a', 'b', 'c']);
    }
  });

  it('compares each value once: nothing when it is turned, or when one is erased', () => {
    const compared = vi.spyOn(Intl.Collator.prototype, 'compare', 'get');
    const rows = Array.from({ length: 500 }, (_, index) => aSignature({ name: `Name ${index % 7}` }));
    const by = new SignatureOrder('en', asTyped);
    by.sorted(rows, { column: 'name', direction: 'ascending' });
    const first = compared.mock.calls.length;
    by.sorted(rows, { column: 'name', direction: 'descending' });
    by.sorted(rows.slice(1), { column: 'name', direction: 'descending' });
    const later = compared.mock.calls.length - first;
    compared.mockRestore();
    expect(first).toBeLessThanOrEqual(7 * 3);
    expect(later).toBe(0);
  });

  it('is prepared in steps, and then compares nothing for names and addresses', () => {
    const rows = Array.from({ length: 1200 }, (_, index) =>
      aSignature({ name: `Name ${(index * 7) % 1200}`, email: `${(index * 11) % 1200}@example.org` }),
    );
    const prepared = new SignatureOrder('en', asTyped);
    expect(Array.from(prepared.preparing(rows)).length).toBeGreaterThan(6);
    const compared = vi.spyOn(Intl.Collator.prototype, 'compare', 'get');
    const orders = (['name', 'email'] as const).map((column) =>
      prepared.sorted(rows, { column, direction: 'ascending' }),
    );
    expect(compared).not.toHaveBeenCalled();
    compared.mockRestore();
    const fresh = new SignatureOrder('en', asTyped);
    expect(orders).toEqual(
      (['name', 'email'] as const).map((column) => fresh.sorted(rows, { column, direction: 'ascending' })),
    );
  });
});

describe('the filters of the list', () => {
  const zone = 'America/New_York';
  const some = [
    aSignature({
      name: 'late',
      signedAt: '2026-11-27T04:59:59.999Z',
      comment: 'Stop',
      postalCode: '15０-0002',
    }),
    aSignature({ name: 'early', signedAt: '2026-11-27T05:00:00.000Z', updates: true, country: 'GT' }),
    aSignature({ name: 'noon', signedAt: '2026-11-26T17:00:00.000Z', updates: true, comment: 'Hear' }),
    aSignature({ name: 'before', signedAt: '2026-11-20T12:00:00.000Z', country: 'US', postalCode: '21500' }),
  ];
  const found = (filter: Partial<Filter>) => names(filtered(some, { ...NO_FILTER, ...filter }, zone));

  it.each([
    ['today', '', ['early']],
    ['yesterday', '', ['late', 'noon']],
    ['week', '', ['late', 'early', 'noon']],
    ['day', '2026-11-20', ['before']],
    ['day', '', ['late', 'early', 'noon', 'before']],
    ['day', '120260-01-01', ['late', 'early', 'noon', 'before']],
    ['day', '9999-12-31', []],
    ['any', '2026-11-20', ['late', 'early', 'noon', 'before']],
  ] as const)('by day: %s %s, in the site’s time zone', (choice, typed, expected) => {
    expect(found(daysOf(choice, typed, '2026-11-27'))).toEqual(expected);
  });

  it.each([
    [{ withComment: true }, ['late', 'noon']],
    [{ wantsNews: true }, ['early', 'noon']],
    [{ withComment: true, wantsNews: true }, ['noon']],
    [{ country: 'GT' }, ['early']],
    [{ country: '' }, ['late', 'noon']],
    [{ postalCode: '１50' }, ['late']],
    [{ postalCode: '150-0002' }, ['late']],
    [{ postalCode: ' ' }, ['late', 'early', 'noon', 'before']],
  ] as const)('%j lets through what it says', (filter, expected) => {
    expect(found(filter)).toEqual(expected);
  });
});

describe('the columns of the list', () => {
  it('are those that somebody filled, and always who signed and when', () => {
    const bare = { locale: '', nameShown: '' } as const;
    expect(filledColumns([])).toEqual(['signedAt', 'name', 'email']);
    expect(filledColumns([aSignature(bare), aSignature({ ...bare, updates: true, comment: 'x' })])).toEqual([
      'signedAt',
      'name',
      'email',
      'updates',
      'comment',
    ]);
    expect(cellOf(aSignature({ updates: true }), 'updates')).toBe('true');
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
