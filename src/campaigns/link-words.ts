/** The site of an address in the words of a link. */
const ADDRESS = /(?:\/\/|(?<![\p{L}\p{N}])(?=www\.))([\p{L}\p{M}\p{N}.·@:_-]+)/giu;
/** Words that are nothing but the name of a site. Brands such as Change.org stand in other words, too. */
const NAME =
  /^[\p{L}\p{N}][\p{L}\p{M}\p{N}.-]*[\p{L}\p{M}\p{N}]\.(?:[a-z]{2}|app|biz|com|dev|edu|gov|info|int|mil|net|news|online|org|shop|site|xyz)$/iu;

/** True for words that name a site other than the one to which their link leads. */
export function namesAnotherSite(words: string, address: string): boolean {
  const plain = words.normalize('NFKC').replaceAll('。', '.');
  const [whole = ''] = plain.trim().split('/');
  const named = [
    ...Array.from(plain.matchAll(ADDRESS), ([, host = '']) => host),
    ...(NAME.test(whole) ? [whole] : []),
  ];
  const host = hostOf(address.replace(/^https?:\/\//iu, ''));
  return named.map(hostOf).some((other) => host !== other && !host.endsWith(`.${other}`));
}

/** The name of a site as browsers compare it, without `www.`. */
function hostOf(rest: string): string {
  const host = URL.parse(`https://${rest.replace(/[.:]+$/u, '')}`)?.hostname ?? rest;
  return host.replace(/^www\./u, '').replace(/\.$/u, '');
}
