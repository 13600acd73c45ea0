import { describe, expect, it } from 'vitest';
import { parseLine } from '#download/download-line.ts';
import { toLine } from '#download/row.ts';
import { aSignature } from '../store/a-signature.ts';

describe('a line of a download', () => {
  it('is read as the signature it was written from', () => {
    const signature = aSignature({
      name: 'Ngô “Q” \\ Bảo',
      comment: 'one\ntwo',
      updates: true,
      nameShown: 'full',
    });
    expect(parseLine(toLine(signature))).toEqual(signature);
  });

  it('is read as a sealed signature where it holds a seal', () => {
    const sealed = {
      version: 1,
      id: 'a1',
      campaign: 'c',
      signedAt: '2016-01-31T12:00:00Z',
      sealed: 'YQ==',
    } as const;
    expect(parseLine(toLine(sealed))).toEqual(sealed);
  });

  it.each([
    'not JSON',
    '{"errors":[]}',
    '{"id":"1","campaign":"c","signedAt":"2016"}',
    '{"id":"1","campaign":"c","signedAt":"2016","sealed":"YQ==","name":"Ada"}',
  ])('is refused, and not quoted, where it is none of ours: %s', (text) => {
    expect(() => parseLine(text)).toThrow('A line of this download is not a signature.');
  });
});
