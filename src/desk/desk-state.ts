import type { Translator } from '#i18n/translate.ts';
import type { DeskCampaign } from './desk-data.ts';
import type { Loading } from './loading.ts';
import type { OrganizerRequests } from './organizer-requests.ts';
import type { SiteFacts } from './site-facts.ts';

/** The data in memory of a signed-in organizer. Signing out drops all of it at once. */
export interface Session {
  readonly requests: OrganizerRequests;
  readonly campaign: DeskCampaign;
  readonly keys: readonly string[];
  readonly loading: Loading;
  readonly facts: SiteFacts;
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

/** What a view tells the desk. */
export interface DeskHooks {
  /** Some signatures left the memory. */
  changed(): void;
  /** There are signatures that only the site has. */
  reload(): void;
}

/** A part of the desk that shows what is loaded. */
export interface DeskView {
  /** Is called when its button was pressed, before it is rendered. */
  open?(): void;
  /** Shows the present session in the present language, if the view shows more than answers. */
  render?(): void;
  /** Shows what the site said beside the signatures. */
  learn?(): void;
  /** Takes back an open question: nothing is done. */
  keep?(): void;
  /** Removes everything of the session from the page, also what was typed. */
  clear(): void;
}
