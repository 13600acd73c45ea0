import { afterEach, describe, expect, it, vi } from 'vitest';
import { STATUSES } from '#domain/campaign-schema.ts';
import { DEPLOY_CONTEXTS } from '#domain/deploy-context.ts';
import { translator } from '#i18n/translate.ts';
import { hasForms, noFormBecause, previewKind } from '#page-data/preview.ts';
import { showsDrafts } from '#settings/shows-drafts.ts';
import { aCampaign } from './a-campaign.ts';

afterEach(() => {
  vi.unstubAllEnvs();
});

describe('drafts', () => {
  it('are shown in previews, and nowhere else', () => {
    const shown = [...DEPLOY_CONTEXTS, '', 'some-new-context'].filter((context) => showsDrafts(context));
    expect(shown).toEqual(['deploy-preview', 'branch-deploy', 'some-new-context']);
  });

  it('are shown while developing', () => {
    vi.stubEnv('UNDERSIGNED_DEVELOPING', 'true');
    expect(showsDrafts('')).toBe(true);
    // A host could have it set by mistake.
    expect(showsDrafts('production')).toBe(false);
  });
});

it('a closed preview refuses signing, confirming, news and taking back in words that fit each', () => {
  const words = ['en', 'es'].map((locale) => translator(locale)('error.campaign.preview')).join(' ');
  expect(words).not.toMatch(/\b(?:sign\w*|firm\w*)\b/iu);
});

describe('the forms of a campaign', () => {
  const kinds = [
    previewKind({ context: null, previewSigning: true }),
    previewKind({ context: 'production', previewSigning: true }),
    previewKind({ context: 'deploy-preview', previewSigning: true }),
    previewKind({ context: 'deploy-preview', previewSigning: false }),
  ];

  it.each(STATUSES)('stand where they can be tried: %s', (status) => {
    const inTries = status !== 'draft';
    expect(kinds.map((kind) => hasForms({ status }, kind))).toEqual([true, true, inTries, false]);
  });

  it('give way to a reason, which is the draft before the preview', () => {
    const reasons = () =>
      STATUSES.map((status) => noFormBecause(aCampaign({ status }), status)).concat(
        noFormBecause(aCampaign({ status: 'active' }), 'notOpenYet'),
      );
    expect(reasons()).toEqual([null, null, 'paused', 'closed', 'won', 'notOpenYet']);
    vi.stubEnv('CONTEXT', 'deploy-preview');
    expect(reasons()).toEqual(['draft', 'preview', 'paused', 'closed', 'won', 'notOpenYet']);
    vi.stubEnv('PREVIEW_SIGNING', 'on');
    expect(reasons()).toEqual(['draft', null, 'paused', 'closed', 'won', 'notOpenYet']);
  });
});
