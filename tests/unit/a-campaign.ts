import type { Campaign } from '#domain/campaign.ts';

/** An open campaign without optional fields. `changes` replaces some of its facts. */
export function aCampaign(changes: Partial<Campaign> = {}): Campaign {
  return {
    slug: 'clean-river',
    status: 'active',
    target: 'The river authority',
    organization: null,
    goal: null,
    opens: null,
    closes: null,
    formerly: [],
    ask: [],
    discreet: false,
    confirmation: 'none',
    retention: null,
    elsewhere: [],
    corrections: [],
    partners: [],
    changes: [],
    samples: [],
    ...changes,
  };
}
