import { describe, expect, it } from 'vitest';
import { type CampaignContent, readContent } from '#campaigns/content.ts';
import type { Campaign } from '#domain/campaign.ts';
import { LANGUAGES } from '#i18n/translate.ts';
import { privacyStatement } from '#page-data/privacy-statement.ts';

const { site, campaigns } = await readContent('tests/site/first-campaign');

function campaignsWith(...changes: Partial<Campaign>[]): CampaignContent[] {
  return campaigns.flatMap(({ campaign, ...content }) =>
    changes.map((change) => ({ ...content, campaign: { ...campaign, ...change } })),
  );
}

interface Sentence {
  readonly key: string;
  readonly values: Readonly<Record<string, string | number>>;
  readonly campaign: object | null;
}

function promised(contents: readonly CampaignContent[], isSealing = false): Sentence[] {
  return privacyStatement({ site, campaigns: contents }, { locale: 'en', isSealing }).flatMap(
    ({ sentences }): readonly Sentence[] => sentences,
  );
}

describe('the privacy statement', () => {
  it('have words in every language, with a place for every value', () => {
    for (const words of Object.values(LANGUAGES)) {
      const all = new Map(Object.entries(words));
      for (const { key, values, campaign } of promised(campaignsWith({ retention: 30 }, { retention: 90 }))) {
        const places = [...Object.keys(values), ...(campaign ? ['campaign'] : [])];
        for (const name of places) expect(all.get(key), key).toContain(`{${name}}`);
      }
    }
  });

  it('name a field as kept only where a campaign asks for it', () => {
    const keys = (ask: Campaign['ask']) => promised(campaignsWith({ ask })).map(({ key }) => key);
    expect(keys([])).not.toContain('privacy.kept.comment');
    expect(keys(['comment'])).toContain('privacy.kept.comment');
  });

  it('say how long for each campaign where they differ', () => {
    const long = promised(campaignsWith({ retention: 30 }, { retention: 90 })).filter(
      ({ key }) => key === 'privacy.long.one',
    );
    expect(long.map(({ values }) => values)).toMatchObject([{ days: 30 }, { days: 90 }]);
  });

  it('say it once where all are kept equally long', () => {
    const long = promised(campaigns).filter(({ key }) => key.startsWith('privacy.long'));
    expect(long).toMatchObject([
      { key: 'privacy.long.all', values: { days: site.retention } },
      { key: 'privacy.long.erased' },
    ]);
  });

  it('say who can read a signature as it is: open to the host, or sealed', () => {
    const keys = (isSealing: boolean) => promised(campaigns, isSealing).map(({ key }) => key);
    expect(keys(false)).toContain('privacy.who.open');
    expect(keys(false)).not.toContain('privacy.who.sealed');
    expect(keys(true)).toContain('privacy.who.sealed');
    expect(keys(true)).not.toContain('privacy.who.open');
  });

  it('own up to a campaign that is over and does not say since when', () => {
    const keys = (change: Partial<Campaign>) => promised(campaignsWith(change)).map(({ key }) => key);
    expect(keys({ status: 'closed', closes: null })).toContain('privacy.long.undated');
    expect(keys({ status: 'won', closes: '2016-05' })).not.toContain('privacy.long.undated');
  });
});
