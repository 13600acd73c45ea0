import { describe, expect, it } from 'vitest';
import { campaignPath, homePath, privacyPath, thanksPath, updatePath } from '#domain/page-paths.ts';

const site = { defaultLocale: 'en' };

describe('addresses', () => {
  it('carry no locale in the default one', () => {
    expect(homePath('en', site)).toBe('/');
    expect(campaignPath('en', 'clean-river', site)).toBe('/clean-river/');
    expect(privacyPath('en', site)).toBe('/privacy/');
  });

  it('start with any other locale', () => {
    expect(homePath('es', site)).toBe('/es/');
    expect(thanksPath('es', 'clean-river', site)).toBe('/es/clean-river/thanks/');
    expect(updatePath('es', 'clean-river', '2016-01-news', site)).toBe(
      '/es/clean-river/updates/2016-01-news/',
    );
  });
});
