import { readSettings } from '#settings/settings.ts';
import type { Invocation } from './invocation.ts';
import { matchOrganizer, type Organizer, parseOrganizers } from './organizers.ts';
import { noteRefusal } from './refused-tokens.ts';
import { auditStore } from './stores.ts';

/** A caller who tries tokens must not keep a function busy for long. */
const REFUSAL_BUDGET = { totalMs: 2_000, attemptMs: 1_000 };

/** The organizer who sends the request, or `null`. A refused token goes into the audit log. */
export async function organizerOf(request: Request, context: Invocation): Promise<Organizer | null> {
  const { organizers, complaints } = parseOrganizers(readSettings().organizerTokens);
  for (const complaint of complaints) console.error(complaint);
  const organizer = matchOrganizer(request.headers.get('authorization'), organizers);
  if (!organizer && request.headers.has('authorization')) {
    await noteRefusal(auditStore(context, REFUSAL_BUDGET), new Date());
  }
  return organizer;
}
