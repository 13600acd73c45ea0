import type { Translator } from '#i18n/translate.ts';
import type { DeskCampaign } from './desk-data.ts';
import type { Loading } from './loading.ts';
import type { OrganizerRequests } from './organizer-requests.ts';

/** What is in memory while somebody is signed in; let go of as one. */
export interface Session {
  readonly requests: OrganizerRequests;
  readonly campaign: DeskCampaign;
  readonly keys: readonly string[];
  readonly loading: Loading;
  /** When loading began. */
  readonly asOf: Date;
}

/** What every part of the desk may look at. */
export interface DeskState {
  readonly session: Session | null;
  readonly t: Translator;
  /** IANA name of the time zone in which the site counts days. */
  readonly timeZone: string;
}
