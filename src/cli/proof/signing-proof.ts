import { signaturesPath } from '#domain/api-paths.ts';
import { wrongHeaders, wrongNoStore, wrongRows, wrongStatus, wrongThanks } from './answer-check.ts';
import { type Finding, judge } from './finding.ts';
import type { ProofDraft } from './proof-draft.ts';
import { PEOPLE } from './proof-people.ts';
import { askAsAnybody } from './public-request.ts';

/** Nobody without a token can sign a draft. Who has one is thanked, and stored once. */
export async function proveSigning(draft: ProofDraft): Promise<Finding[]> {
  const uninvited = await askAsAnybody(new URL(signaturesPath(draft.campaign), draft.site.origin), {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'application/json' },
    body: JSON.stringify({ name: 'Undersigned Proof', email: draft.address(PEOPLE.first) }),
  });
  const first = await draft.sign(PEOPLE.first);
  const again = await draft.sign(PEOPLE.first);
  return [
    judge('Nobody signs the draft without a token', wrongStatus(uninvited.status, 404)),
    judge('A sign is answered with the security headers and no-store', [
      ...wrongThanks(first),
      ...wrongHeaders(first.headers),
      ...wrongNoStore(first.headers),
    ]),
    judge('Signing again is answered the same and adds nothing', [
      ...(first.status === again.status && first.text === again.text ? [] : ['the answers differ']),
      ...wrongRows(await draft.added(), 1),
    ]),
  ];
}

/** One person writes the same address in several ways, and is stored once. */
export async function proveSpellings(draft: ProofDraft): Promise<Finding[]> {
  const before = await draft.added();
  const address = draft.address(PEOPLE.spelled);
  const spellings = [address, address.toUpperCase(), `  ${address} `, address.replace('@', '+tag@')];
  const answers = await Promise.all(spellings.map((email) => draft.sign(PEOPLE.spelled, { email })));
  return [
    judge('Capitals, spaces and a +tag make no second signature', [
      ...answers.flatMap(wrongThanks),
      ...wrongRows((await draft.added()) - before, 1),
    ]),
  ];
}
