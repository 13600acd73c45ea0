import { describe, expect, it } from 'vitest';
import { directionOf, languageAttributes } from '#i18n/language.ts';

describe('languages', () => {
  it('run in the direction of their usual script', () => {
    expect(['en', 'es', 'ar', 'he', 'fa', 'az-Arab'].map(directionOf)).toEqual([
      'ltr',
      'ltr',
      'rtl',
      'rtl',
      'rtl',
      'rtl',
    ]);
  });

  it('are marked where words differ from their page', () => {
    expect(languageAttributes('en', 'en')).toEqual({});
    expect(languageAttributes('en', 'es')).toEqual({ lang: 'en' });
    expect(languageAttributes('en', 'ar')).toEqual({ lang: 'en', dir: 'ltr' });
  });
});
