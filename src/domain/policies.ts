/** The policy of an answer with which a browser may do nothing: JSON, pictures, downloads, redirects, errors in words. */
export const POLICY_OF_NOTHING = "default-src 'none'; frame-ancestors 'none'";

/** What only a page can use: it has scripts that could ask for features. */
const OF_PAGES: readonly string[] = ['permissions-policy'];

/** The headers of an answer that is no page, from those of pages. Names are compared as HTTP does. */
export function headersOfData(headers: Readonly<Record<string, string>>): Record<string, string> {
  const rest = Object.entries(headers).filter(([name]) => !OF_PAGES.includes(name.toLowerCase()));
  return Object.fromEntries(
    rest.map(([name, value]) => [
      name,
      name.toLowerCase() === 'content-security-policy' ? POLICY_OF_NOTHING : value,
    ]),
  );
}
