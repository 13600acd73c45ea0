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
  return [
    '<p>',
    `  <a href="${escaped(campaignUrl)}"><img src="${escaped(badgeUrl)}" alt="${escaped(alt)}"></a><br>`,
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
