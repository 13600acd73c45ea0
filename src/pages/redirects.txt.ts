import { toRedirects } from '#page-data/former-addresses.ts';
import { shownContent } from '#page-data/shown-content.ts';

/** The redirects of renamed campaigns. The build moves them to `_redirects`, which no page can be named. */
export async function GET(): Promise<Response> {
  return new Response(toRedirects(await shownContent()));
}
