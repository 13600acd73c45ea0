import type * as v from 'valibot';
import type { CampaignSchema, UpdateSchema, WordsSchema } from '#domain/campaign-schema.ts';
import type { NotesOf } from './notes.ts';

const title = {
  what: 'The headline: what is demanded, in a few words.',
  example: 'title: "Give the river back to the town"',
  needed: 'yes',
} as const;

const summary = {
  what: 'One or two sentences: what is asked, of whom, and why. Search engines and networks show them too.',
  example: 'summary: "The city council can clean the river by spring. Ask it to begin."',
  needed: 'yes',
} as const;

const callToAction = {
  what: 'The line above the form. Left out, it says “Sign now”.',
  example: 'callToAction: "Put your name to it."',
  needed: 'no',
} as const;

const target = {
  what: 'Whom the campaign addresses.',
  example: 'target: "The city council"',
  needed: 'once the campaign is no draft',
} as const;

/** A note for each key of the default locale’s file, in the order of a new file. */
export const CAMPAIGN_NOTES: NotesOf<v.InferOutput<typeof CampaignSchema>> = {
  status: {
    what: 'draft: only npm start and previews show the page. active: published, takes signatures. paused, closed, won: published, takes none.',
    example: 'status: draft',
    needed: 'yes',
  },
  title,
  summary,
  callToAction,
  target,
  organization: {
    what: 'Who runs the campaign, if that is not the organization in content/site.yaml.',
    example: 'organization: "River Keepers"',
    needed: 'no',
  },
  goal: {
    what: 'How many signatures you want. A goal that is reached moves to the next round number by itself.',
    example: 'goal: 500',
    needed: 'no',
  },
  opens: {
    what: 'The first day on which people can sign: 2026-01-31, or a month, 2026-01.',
    example: 'opens: 2026-01-31',
    needed: 'no',
  },
  closes: {
    what: 'The last day to sign, whole, or a month. From then on the days until signatures are erased are counted. Without it each signature is erased 730 days after it was given.',
    example: 'closes: 2026-12-31',
    needed: 'once the campaign is closed or won',
  },
  ask: {
    what: 'What the form asks for besides name and email address: postalCode, country, comment, updates, nameShown. Ask only for what you need.',
    example: 'ask: [postalCode, updates]',
    needed: 'no',
  },
  discreet: {
    what: 'true: tab, history and share image say only “Information”, for readers who are watched.',
    example: 'discreet: true',
    needed: 'no',
  },
  confirmation: {
    what: 'required: a signature counts once its address confirmed it, by a code or a link in a mail. It needs MAIL_FROM. none: every address that somebody typed counts. Decide before the first signature: later no build lets you.',
    example: 'confirmation: required',
    needed: 'no',
  },
  retention: {
    what: 'Days after closing until signatures are erased, if not as in content/site.yaml.',
    example: 'retention: 180',
    needed: 'no',
  },
  formerly: {
    what: 'Earlier names of this folder, the oldest first. Never rename a folder without writing the old name here, and never remove one again.',
    example: 'formerly: [muddy-river]',
    needed: 'once the folder was renamed',
  },
  elsewhere: {
    what: 'Signatures gathered on paper or by partners: shown apart, and added to the total.',
    example: 'elsewhere:\n  - { count: 120, source: "Paper sheets at the spring fair", date: 2026-03 }',
    needed: 'no',
    keys: {
      count: { what: 'How many signatures.', example: 'count: 120', needed: 'yes' },
      source: {
        what: 'Who gathered these signatures, and where.',
        example: 'source: "Paper sheets at the spring fair"',
        needed: 'yes',
      },
      date: { what: 'The day or the month of it.', example: 'date: 2026-03', needed: 'yes' },
    },
  },
  corrections: {
    what: 'Published changes of the total, with the reason.',
    example: 'corrections:\n  - { count: -3, reason: "Signed on paper twice", date: 2026-04-02 }',
    needed: 'no',
    keys: {
      count: {
        what: 'How many are added to the total. A number below zero cuts it.',
        example: 'count: -3',
        needed: 'yes',
      },
      reason: { what: 'Why the total changes.', example: 'reason: "Signed on paper twice"', needed: 'yes' },
      date: { what: 'The day or the month of the change.', example: 'date: 2026-04-02', needed: 'yes' },
    },
  },
  partners: {
    what: 'Who may bring supporters. Each gets an address that ends in /via/ and the slug; you see how many came through it.',
    example: 'partners:\n  - { slug: river-friends, name: "Friends of the River" }',
    needed: 'no',
    keys: {
      slug: {
        what: 'The end of the partner’s address: lower-case letters, digits and hyphens.',
        example: 'slug: river-friends',
        needed: 'yes',
      },
      name: { what: 'The partner’s name.', example: 'name: "Friends of the River"', needed: 'yes' },
    },
  },
  changes: {
    what: 'Changes of the text since people began to sign it. Each change needs a line of its own, which stays; kind: typography, if only the spelling changed.',
    example: 'changes:\n  - { date: 2026-04-02, what: "The third demand names the dam" }',
    needed: 'once the text of an active campaign changes',
    keys: {
      date: { what: 'The day of the change.', example: 'date: 2026-04-02', needed: 'yes' },
      what: {
        what: 'What changed, in a few words. The page shows it.',
        example: 'what: "The third demand names the dam"',
        needed: 'yes',
      },
      kind: {
        what: 'typography, if only the spelling changed. Left out, it is sense.',
        example: 'kind: typography',
        needed: 'no',
      },
    },
  },
  samples: {
    what: 'Random samples: of so many drawn, so many could be asked, and so many said that they signed. npm run sample prints the line.',
    example: 'samples:\n  - { date: 2026-05-03, by: "The River Post", drawn: 400, reached: 380, yes: 371 }',
    needed: 'no',
    keys: {
      date: { what: 'The day of the sample.', example: 'date: 2026-05-03', needed: 'yes' },
      by: { what: 'Who asked.', example: 'by: "The River Post"', needed: 'yes' },
      drawn: { what: 'How many signatures were drawn.', example: 'drawn: 400', needed: 'yes' },
      reached: { what: 'How many of them could be asked.', example: 'reached: 380', needed: 'yes' },
      yes: { what: 'How many said that they signed.', example: 'yes: 371', needed: 'yes' },
    },
  },
};

/** A note for each key of another locale’s file. */
export const TRANSLATION_NOTES: NotesOf<v.InferOutput<typeof WordsSchema>> = {
  title,
  summary,
  callToAction,
  target: {
    what: 'Whom the campaign addresses, where the name differs in this language.',
    example: 'target: "El ayuntamiento"',
    needed: 'no',
  },
};

/** A note for each key of an update. */
export const UPDATE_NOTES: NotesOf<v.InferOutput<typeof UpdateSchema>> = {
  title: { what: 'The headline of the news.', example: 'title: "500 names in a week"', needed: 'yes' },
  link: {
    what: 'The address of a press report.',
    example: 'link: https://press.example/river',
    needed: 'no',
  },
};
