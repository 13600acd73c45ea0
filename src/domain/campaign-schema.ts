import * as v from 'valibot';
import { CalendarDateSchema } from './calendar-date.ts';
import {
  choice,
  eachOnce,
  line,
  listMessage,
  webAddress,
  wholeDays,
  wholeNumber,
  wholeNumberAbove0,
  wholeNumberNot0,
  yesOrNo,
} from './editor-values.ts';
import { isSlug, nearestSlug } from './slug.ts';
import { ASKABLE } from './supporter.ts';
import { CONFIRMATION_SYNONYMS, FIELD_SYNONYMS, meantChoice, STATUS_SYNONYMS } from './typed-choice.ts';

/** The values of a campaign's status that an editor may write. */
export const STATUSES = ['draft', 'active', 'paused', 'closed', 'won'] as const;

/** Whether a signature counts only once its mailbox confirmed it. */
const CONFIRMATIONS = ['none', 'required'] as const;

/** Signatures collected on paper or by partners. */
const ElsewhereSchema = v.strictObject(
  {
    count: wholeNumberAbove0,
    source: line('who gathered these signatures'),
    date: CalendarDateSchema,
  },
  'must hold count, source and date',
);

/** A published change of the total, usually negative. */
const CorrectionSchema = v.strictObject(
  {
    count: wholeNumberNot0,
    reason: line('why the total changes'),
    date: CalendarDateSchema,
  },
  'must hold count, reason and date',
);

const slug = v.pipe(
  v.string('must be a slug such as clean-river'),
  v.check(isSlug, ({ input }) => {
    const near = nearestSlug(input);
    const rule = 'is not a slug: use up to 60 lower-case letters, digits and hyphens';
    return near === null ? rule : `${rule}, {key}${near}`;
  }),
);

/** Who may bring supporters, under an address of their own. */
const PartnerSchema = v.strictObject({ slug, name: line('the partner’s name') }, 'must hold slug and name');

/** What a change of the signed text was: of its sense, or of its spelling only. */
export const CHANGE_KINDS = ['sense', 'typography'] as const;
const KIND_SYNONYMS = {
  sense: ['meaning', 'content', 'text'],
  typography: ['spelling', 'typo', 'typos', 'grammar', 'punctuation', 'typographic'],
} as const;

/** A published change of the text that people sign. */
const ChangeSchema = v.strictObject(
  {
    date: CalendarDateSchema,
    what: line('what changed in the text'),
    kind: v.optional(
      choice(CHANGE_KINDS, (typed) => meantChoice(typed, CHANGE_KINDS, KIND_SYNONYMS)),
      'sense',
    ),
  },
  'must hold date and what',
);

/** The result of a random sample: of so many drawn, so many could be asked, and so many said yes. */
const SampleSchema = v.pipe(
  v.strictObject(
    {
      date: CalendarDateSchema,
      by: line('who asked'),
      drawn: wholeNumberAbove0,
      reached: wholeNumber,
      yes: wholeNumber,
    },
    'must hold date, by, drawn, reached and yes',
  ),
  v.forward(
    v.partialCheck(
      [['drawn'], ['reached']],
      ({ drawn, reached }) => reached <= drawn,
      'is more than were drawn: correct one of the two numbers',
    ),
    ['reached'],
  ),
  v.forward(
    v.partialCheck(
      [['reached'], ['yes']],
      ({ reached, yes }) => yes <= reached,
      'is more than were reached: correct one of the two numbers',
    ),
    ['yes'],
  ),
);

/** One published change of the text. */
export type Change = v.InferOutput<typeof ChangeSchema>;

const target = line('whom the campaign addresses');

function meantField(typed: unknown): string | null {
  return meantChoice(typed, ASKABLE, FIELD_SYNONYMS);
}

function askableMessage({ input }: { readonly input: unknown }): string {
  if (typeof input === 'string' && /^(?:full)?(?:name|e-?mail)$/iu.test(input))
    return 'is always asked for: remove it here';
  const meant = meantField(input);
  return `must be one of ${ASKABLE.join(', ')}${meant === null ? '' : `: write ${meant}`}`;
}

/** The one list of a campaign's facts, each with its default. */
const facts = {
  status: choice(STATUSES, (typed) => meantChoice(typed, STATUSES, STATUS_SYNONYMS)),
  /** Whom the campaign addresses. */
  target: v.nullish(target, null),
  /** Who runs the campaign; `null` means the site's organization. */
  organization: v.nullish(line('the organization’s name'), null),
  goal: v.nullish(wholeNumberAbove0, null),
  opens: v.nullish(CalendarDateSchema, null),
  /** The last day to sign, until midnight in the site's time zone. */
  closes: v.nullish(CalendarDateSchema, null),
  /** Which optional fields the form shows. */
  ask: v.optional(
    v.pipe(
      v.array(
        v.picklist(ASKABLE, askableMessage),
        listMessage('must be a list such as [postalCode, updates]', meantField),
      ),
      eachOnce<(typeof ASKABLE)[number]>((field) => field),
    ),
    [],
  ),
  discreet: v.optional(yesOrNo, false),
  confirmation: v.optional(
    choice(CONFIRMATIONS, (typed) => meantChoice(typed, CONFIRMATIONS, CONFIRMATION_SYNONYMS)),
    'none',
  ),
  /** The campaign's earlier slugs, the oldest first. */
  formerly: v.optional(
    v.array(slug, listMessage('must be a list such as [muddy-river]', nearestSlug, /[,;]/u)),
    [],
  ),
  /** Days from closing to erasure; `null` means the site's number. */
  retention: v.nullish(wholeDays, null),
  elsewhere: v.optional(
    v.array(ElsewhereSchema, 'must be a list of count, source and date: write “- ” before each entry'),
    [],
  ),
  corrections: v.optional(
    v.array(CorrectionSchema, 'must be a list of count, reason and date: write “- ” before each entry'),
    [],
  ),
  partners: v.optional(
    v.pipe(
      v.array(PartnerSchema, 'must be a list of slug and name: write “- ” before each entry'),
      eachOnce<v.InferOutput<typeof PartnerSchema>>(({ slug }) => slug, 'slug'),
    ),
    [],
  ),
  changes: v.optional(
    v.array(ChangeSchema, 'must be a list of date and what: write “- ” before each entry'),
    [],
  ),
  samples: v.optional(
    v.array(SampleSchema, 'must be a list of date, by, drawn, reached and yes: write “- ” before each entry'),
    [],
  ),
};

const words = {
  title: line('a title'),
  summary: line('one or two sentences that say what is asked', 600),
  callToAction: v.optional(line('the line above the form')),
};

/** Names of the facts, which the default locale's file contains. */
export const FACTS: readonly string[] = Object.keys(facts);

/** Names of the facts that no other locale's file may contain: all but the target, which may be translated. */
export const UNTRANSLATED_FACTS: readonly string[] = FACTS.filter((key) => key !== 'target');

/** The keys of a campaign's words. */
export const WORD_KEYS: readonly string[] = Object.keys(words);

/** The schema of each fact, by its key. */
export const FACT_SCHEMAS = facts;

/** The schema of a campaign's facts, without words. */
export const FactsSchema = v.object(facts);

/**
 * The front matter of the default locale's file: the facts and its own words. It holds shapes only. How facts
 * fit together is an editor's rule of the content check, and no deployed campaign stops for one.
 */
export const CampaignSchema = v.strictObject({ ...facts, ...words });

/** The front matter of another locale's file: only words, and perhaps the target in its language. */
export const WordsSchema = v.strictObject({
  ...words,
  target: v.optional(target),
});

/** The keys of the facts that a translation must leave out, whatever stands under them: each is one mistake. */
export const TranslationSchema = v.strictObject({
  ...Object.fromEntries(UNTRANSLATED_FACTS.map((key) => [key, v.optional(v.unknown())])),
  ...WordsSchema.entries,
});

/** A campaign's words in one language. */
export type Words = v.InferOutput<typeof WordsSchema>;

/**
 * What a version of the past must hold to be compared. It knows no other keys. So a campaign's history stays
 * readable when the rules for them change.
 */
export const PastCampaignSchema = v.object({
  status: facts.status,
  target: facts.target,
  changes: facts.changes,
  title: words.title,
  summary: words.summary,
});

/** Like `PastCampaignSchema`, for another locale's file. */
export const PastWordsSchema = v.object({
  title: words.title,
  summary: words.summary,
  target: v.optional(target),
});

/** The front matter of an update. */
export const UpdateSchema = v.strictObject({
  title: line('a title'),
  link: v.optional(webAddress('the address of a press report')),
});
/** An update's words in one language. */
export type UpdateWords = v.InferOutput<typeof UpdateSchema>;
