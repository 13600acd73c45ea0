import { stringify } from 'yaml';
import { WORD_KEYS } from '#domain/campaign-schema.ts';
import { splitFrontMatter } from '#source/front-matter.ts';

/** The default locale's file of a new campaign. A comment explains every fact. */
export function toCampaignText(slug: string): string {
  const title = slug.charAt(0).toUpperCase() + slug.slice(1).replaceAll('-', ' ');
  return `---
# draft: nobody sees the page. active: published, takes signatures. paused, closed, won: published, takes none.
status: draft

# The headline: what is demanded, in a few words.
title: "${title}"

# One or two sentences: what is asked, of whom, and why. Search engines and networks show them too.
summary: "Say here in one or two sentences what you ask for, and why."

# The line above the form. Left out, it says “Sign now”.
# callToAction: "Put your name to it."

# Whom the campaign addresses. Needed once it is active.
# target: "The city council"

# Who runs the campaign, if that is not the organization in content/site.yaml.
# organization: "River Keepers"

# How many signatures you want. A goal that is reached moves to the next round number by itself.
# goal: 500

# First and last day, as 2026-01-31, or a month, 2026-01. After the last day nobody can sign any more.
# opens: 2026-01-31
# closes: 2026-12-31

# What the form asks for besides name and email address. Ask only for what you need.
# All there is: [postalCode, country, comment, updates, nameShown]
ask: []

# true: tab, history and share image say only “Information”, for readers who are watched.
discreet: false

# required: a signature counts once its address confirmed it, by a code or a link in a mail. It needs MAIL_FROM.
# none: every address that somebody typed counts. Decide before the first signature: later no build lets you.
confirmation: none

# Days after closing until signatures are erased, if not as in content/site.yaml.
# retention: 180

# Earlier names of this folder, the oldest first. Never rename a folder without writing the old name here.
# formerly: [muddy-river]

# Signatures gathered on paper or by partners: shown apart, and added to the total.
# elsewhere:
#   - { count: 120, source: "Paper sheets at the spring fair", date: 2026-03 }

# Published changes of the total, with the reason.
# corrections:
#   - { count: -3, reason: "Signed on paper twice", date: 2026-04-02 }

# Who may bring supporters. Each gets an address that ends in /via/ and the slug; you see how many came through it.
# partners:
#   - { slug: river-friends, name: "Friends of the River" }

# Changes of the text since people began to sign it. kind: typography for mistakes of spelling.
# changes:
#   - { date: 2026-04-02, what: "The third demand names the dam" }

# Random samples: of so many drawn, so many could be asked, and so many said that they signed.
# samples:
#   - { date: 2026-05-03, by: "The River Post", drawn: 400, reached: 380, yes: 371 }
---

Say first what is wrong, whom it hurts, and what you ask people to do.

## What happened

Give the facts, each with its source and its date.

## What we demand

1. **The first demand.** One sentence: people will quote it.
2. **The second demand.**

## What you can do

Ask people to sign, and say what you will do with the signatures.
`;
}

/** The words file of a campaign in another language, with the default locale's words to translate. */
export function toTranslationText(file: string, source: string, defaultLocale: string): string {
  const { frontMatter, body } = splitFrontMatter(file, source);
  const { data } = frontMatter;
  const front = typeof data === 'object' && data !== null ? Object.entries(data) : [];
  const words = front.filter(([key]) => WORD_KEYS.includes(key));
  return `---
# Translate every line and the text below them. Facts such as status and goal stay in ${defaultLocale}.md.
# Only target may be translated too: add a line for it.
${stringify(Object.fromEntries(words), { lineWidth: 0 })}---
${body}`;
}
