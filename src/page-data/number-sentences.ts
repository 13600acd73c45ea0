import type { CampaignContent } from '#campaigns/content.ts';
import { basisOf, isExact } from '#domain/count.ts';
import { threatsPath } from '#domain/page-paths.ts';
import type { Site } from '#domain/site.ts';
import { linked, sentence, type Sentence } from './sentence.ts';

/** What the sentences about the number depend on. */
interface NumberContent {
  readonly site: Site;
  readonly locale: string;
  readonly campaigns: readonly CampaignContent[];
}

/** What the number tells of those who sign: nothing where a mailbox has to confirm, much where it is exact. */
type Telling = 'nothing' | 'exact' | 'coarse';

/** What the public number tells, and that it is coarse where it would tell too much. */
export function whatNumberTells({ site, locale, campaigns }: NumberContent): Sentence[] {
  const threats = threatsPath(locale, site);
  const tellings = new Set(campaigns.map(tellingOf));
  const reach = tellings.size > 1 ? 'Some' : '';
  const told = (['coarse', 'exact'] as const).filter((telling) => tellings.has(telling));
  return [
    sentence('privacy.number.public'),
    ...told.map((telling) => linked(`privacy.number.${telling}${reach}`, threats)),
  ];
}

function tellingOf({ campaign }: CampaignContent): Telling {
  if (basisOf(campaign) === 'confirmed') return 'nothing';
  return isExact(campaign) ? 'exact' : 'coarse';
}
