/** The words and addresses of a badge on another site. */
interface Badge {
  readonly campaignUrl: string;
  readonly badgeUrl: string;
  /** What the picture shows. */
  readonly alt: string;
  /** The words of the link below the picture. */
  readonly words: string;
}

/** Plain HTML for other sites: a picture of the number and words, both a link to the campaign. No script. */
export function badgeHtml({ campaignUrl, badgeUrl, alt, words }: Badge): string {
  const picture = `<img src="${escaped(badgeUrl)}" alt="${escaped(alt)}" loading="lazy" referrerpolicy="no-referrer" style="max-width: 100%">`;
  return [
    '<p>',
    `  <a href="${escaped(campaignUrl)}">${picture}</a><br>`,
    `  <a href="${escaped(campaignUrl)}">${escaped(words)}</a>`,
    '</p>',
  ].join('\n');
}

function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
