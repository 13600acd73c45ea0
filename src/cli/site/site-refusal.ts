import { CommandError } from '#cli/command/command.ts';
import { isTyped } from '#domain/own-answer.ts';

/**
 * The error for an answer that no second try mends; it says what to do. `null` for any other answer: a
 * success, or one that may differ the next time.
 */
export function whyRefused(response: Response, campaign: string, origin: string): CommandError | null {
  const { status } = response;
  if (status < 300 || status === 409 || status === 429 || status >= 500) return null;
  if (status < 400) return new CommandError(2, redirected(response, origin));
  if (status === 401) {
    return new CommandError(
      2,
      `${origin} does not take this token. Check it against ORGANIZER_TOKENS in the settings of the site.`,
    );
  }
  const isOurs = isTyped('application/json', response);
  if (status === 403 && isOurs) {
    return new CommandError(
      2,
      `This token may not do that. Its rights and campaigns are in ORGANIZER_TOKENS in the settings of the site.`,
    );
  }
  if (status === 404 && isOurs) {
    return new CommandError(
      2,
      `${origin} has no campaign ${campaign}. Check its name in the page's address.`,
    );
  }
  return new CommandError(
    2,
    `${origin} answers ${status}: is it a site of Undersigned, and of this version?`,
  );
}

function redirected({ headers }: Response, origin: string): string {
  const target = headers.get('location') ?? '';
  const found = URL.canParse(target, origin) ? new URL(target, origin).origin : 'an address that is none';
  return `The site sends visitors on to ${found}. Ask there, if that is yours.`;
}
