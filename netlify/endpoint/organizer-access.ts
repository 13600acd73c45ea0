import { readSecrets } from '#settings/secrets.ts';
import type { Invocation } from './invocation.ts';
import { matchOrganizer, type Organizer, parseTokens, toOrganizers } from './organizers.ts';
import { noteRefusal } from './refused-tokens.ts';
import { auditStore } from './stores.ts';

/** A caller who tries tokens must not keep a function busy for long. */
const REFUSAL_BUDGET = { totalMs: 2_000, attemptMs: 1_000 };

/** The organizer who sends the request, or `null`. A refused token goes into the audit log. */
export async function organizerOf(request: Request, context: Invocation): Promise<Organizer | null> {
  const organizer = matchOrganizer(request.headers.get('authorization'), knownOrganizers());
  if (!organizer && request.headers.has('authorization')) {
    await noteRefusal(auditStore(context, REFUSAL_BUDGET), new Date());
  }
  return organizer;
}

let known: { readonly setting: string | null; readonly organizers: readonly Organizer[] } | undefined;

/** The organizers of the setting. It is parsed, hashed and complained about once, not in every request. */
function knownOrganizers(): readonly Organizer[] {
  const setting = readSecrets().organizerTokens;
  if (known === undefined || known.setting !== setting) {
    const { entries, complaints } = parseTokens(setting);
    for (const complaint of complaints) console.error(complaint);
    known = { setting, organizers: toOrganizers(entries) };
  }
  return known.organizers;
}
