import { describe, expect, it } from 'vitest';
import { signedNumbers } from '#i18n/signed-number.ts';

describe('a number with its sign', () => {
  it('has a minus below 0, and no hyphen', () => {
    expect([-1700, 0, 3].map(signedNumbers('en', 'exceptZero'))).toEqual(['\u22121,700', '0', '+3']);
    expect([-17, 0, 3].map(signedNumbers('es', 'negative'))).toEqual(['\u221217', '0', '3']);
    expect([0].map(signedNumbers('en', 'always'))).toEqual(['+0']);
  });
});
