/** What other programs and other people call our keys. */
const OTHER_NAMES: Readonly<Record<string, readonly string[]>> = {
  title: ['headline', 'heading', 'name', 'subject'],
  summary: ['description', 'excerpt', 'abstract', 'subtitle', 'lead', 'teaser', 'intro'],
  target: ['to', 'addressee', 'recipient', 'recipients', 'addressed'],
  opens: ['start', 'starts', 'begins'],
  closes: ['deadline', 'end', 'ends', 'until', 'expires'],
  callToAction: ['cta', 'button'],
  link: ['url', 'href', 'source', 'website'],
};

/** The one of `keys` that goes by another name elsewhere; `null` if the word is none of these names. */
export function keyOfOtherName(word: string, keys: readonly string[]): string | null {
  return keys.find((key) => OTHER_NAMES[key]?.includes(word.toLowerCase()) === true) ?? null;
}
