/**
 * The score that the MDN HTTP Observatory gives for these headers, over https and without cookies. The rules:
 * https://developer.mozilla.org/en-US/observatory/docs/tests_and_scoring. One bonus does not count here: a
 * place on the HSTS list of the browsers.
 */
export function observatoryScore(headers: Readonly<Record<string, string>>): number {
  const policy = headers['content-security-policy'] ?? '';
  const maxAge = Number(/\bmax-age=(\d+)/u.exec(headers['strict-transport-security'] ?? '')?.[1] ?? 0);
  const penalties = [
    policy === '' ? 25 : 0,
    /unsafe-|\*|https?:/u.test(policy) ? 20 : 0,
    maxAge < SIX_MONTHS_S ? 20 : 0,
    headers['x-content-type-options'] === 'nosniff' ? 0 : 5,
    isOpenWithCredentials(headers) ? 50 : 0,
    'set-cookie' in headers ? 20 : 0,
  ];
  const bonuses = [
    /(?:^|;)\s*default-src 'none'(?:;|$)/u.test(policy) ? 10 : 0,
    /(?:^|;)\s*frame-ancestors '(?:none|self)'(?:;|$)/u.test(policy) ? 5 : 0,
    headers['referrer-policy'] === 'no-referrer' ? 5 : 0,
    headers['cross-origin-resource-policy'] === 'same-origin' ? 10 : 0,
  ];
  const score = 100 - sum(penalties);
  // Extra points count only for a score of at least 90.
  return score < 90 ? score : score + sum(bonuses);
}

/** What every site may read costs nothing. What every site may read in a visitor's name costs fifty. */
function isOpenWithCredentials(headers: Readonly<Record<string, string>>): boolean {
  const isReflected = (headers['access-control-allow-origin'] ?? '*') !== '*';
  return isReflected && headers['access-control-allow-credentials'] === 'true';
}

const SIX_MONTHS_S = 15_768_000;

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
