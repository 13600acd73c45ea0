import type { Translator } from '#i18n/translate.ts';
import type { DeskCampaign } from './desk-data.ts';
import type { Loading } from './loading.ts';
import type { OrganizerRequests } from './organizer-requests.ts';

/** The data in memory of a signed-in organizer. Signing out drops all of it at once. */
export interface Session {
  readonly requests: OrganizerRequests;
  readonly campaign: DeskCampaign;
  readonly keys: readonly string[];
  readonly loading: Loading;
  /** The time at which loading started. */
  readonly asOf: Date;
}

/** The state that every part of the desk can read. */
export interface DeskState {
  readonly session: Session | null;
  readonly t: Translator;
  /** The IANA time zone in which the site counts days. */
  readonly timeZone: string;
}

/** A part of the desk that shows what is loaded. */
export interface DeskView {
  /** Shows the present session in the present language, if the view shows more than answers. */
  render?(): void;
  /** Removes everything of the session from the page, also what was typed. */
  clear(): void;
}
