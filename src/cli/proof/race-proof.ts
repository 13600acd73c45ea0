import type { Signature } from '#domain/signature.ts';
import { wrongRows, wrongThanks } from './answer-check.ts';
import { type Finding, judge } from './finding.ts';
import { toLetters } from './letters.ts';
import type { ProofDraft, SignAnswer } from './proof-draft.ts';
import { PEOPLE } from './proof-people.ts';

/**
 * One person signs many times at once and once more after that, each time under another name. One sign is
 * stored, and it stays.
 */
export async function proveRace(draft: ProofDraft, racers: number): Promise<Finding[]> {
  const before = new Set((await draft.rows()).map(({ id }) => id));
  const stored = async () => (await draft.rows()).filter(({ id }) => !before.has(id));
  let whenFirstWasThanked: Promise<Signature[]> | undefined;
  const answers = await Promise.all(
    Array.from({ length: racers }, async (_, racer) => {
      const answer = await draft.sign(PEOPLE.race, { name: `Undersigned Proof ${toLetters(racer)}` });
      whenFirstWasThanked ??= stored();
      // The check meets a failure below; until then it must not count as unhandled.
      whenFirstWasThanked.catch(() => undefined);
      return answer;
    }),
  );
  const early = (await whenFirstWasThanked) ?? [];
  answers.push(await draft.sign(PEOPLE.race, { name: 'Undersigned Proof Afterwards' }));
  const late = await stored();
  return [
    judge(`Of ${racers} signs of one address at once one is stored, and ${racers} are thanked the same`, [
      ...wrongAnswers(answers),
      ...wrongRows(late.length, 1),
      ...(JSON.stringify(early) === JSON.stringify(late)
        ? []
        : ['a later sign replaced the one that was thanked for']),
    ]),
  ];
}

function wrongAnswers(answers: readonly SignAnswer[]): string[] {
  const refused = answers.filter((answer) => wrongThanks(answer).length > 0);
  const isLimited = refused.some(({ status }) => status === 429);
  return [
    ...(refused.length > 0 ? [`${refused.length} were refused (${refused[0]?.status})`] : []),
    ...(isLimited ? ['the site limits signs: wait a minute and run this again'] : []),
    ...(new Set(answers.map(({ text }) => text)).size > 1 ? ['the answers differ'] : []),
  ];
}
