import { describe, expect, it } from 'vitest';
import { pageOf, ROWS_PER_PAGE, searched, sorted } from '#desk/signature-list.ts';
import type { OpenSignature } from '#domain/signature.ts';
import type { Supporter } from '#domain/supporter.ts';
import { aSignature } from '../store/a-signature.ts';

function signed(changes: Partial<Supporter> & { signedAt?: string }): OpenSignature {
  const signature = aSignature(changes);
  if (!('supporter' in signature)) throw new TypeError('It is not sealed.');
  return signature;
}

function names(signatures: readonly OpenSignature[]): string[] {
  return signatures.map(({ supporter }) => supporter.name);
}

describe('searching the list', () => {
  const some = [
    signed({ name: 'José García', email: 'jose@example.org', postalCode: '33130' }),
    signed({ name: 'Ana Garcia', email: 'ana@example.org', comment: 'For my SISTER' }),
    signed({ name: 'Lê Nguyễn', email: 'le@example.org', country: 'VN' }),
  ];

  it.each([
    ['garcia', ['José García', 'Ana Garcia']],
    ['GARCÍA jose', ['José García']],
    ['nguyen', ['Lê Nguyễn']],
    ['sister', ['Ana Garcia']],
    ['33130', ['José García']],
    ['@example.org  vn', ['Lê Nguyễn']],
    ['nobody', []],
    ['  ', ['José García', 'Ana Garcia', 'Lê Nguyễn']],
  ])('for “%s” finds %j', (query, found) => {
    expect(names(searched(some, query))).toEqual(found);
  });
});

describe('sorting the list', () => {
  const some = [
    signed({ name: 'Óscar', signedAt: '2016-01-02T00:00:00Z', postalCode: '9' }),
    signed({ name: 'oskar', signedAt: '2016-01-03T00:00:00Z', postalCode: '10' }),
    signed({ name: 'Ana', signedAt: '2016-01-01T00:00:00Z', postalCode: '02134' }),
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
