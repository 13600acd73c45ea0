import { type CalendarDate, isBefore } from '#domain/calendar-date.ts';
import { dayByDay, signedTexts, tallyOf } from './figures.ts';
import type { LoadedSignatures } from './loaded-signatures.ts';
import type { SignatureFacts } from './packet-contents.ts';
import { type Packet, packetSteps } from './packet.ts';

/** What the signatures in memory tell. */
interface Sums {
  readonly packet: Packet;
  readonly facts: SignatureFacts;
}

/** Counts and sorts the signatures once, whatever the letter says. */
export class PacketSums {
  readonly #timeZone: string;
  #last: { of: LoadedSignatures; size: number; locale: string; sums: Sums } | null = null;

  constructor(timeZone: string) {
    this.#timeZone = timeZone;
  }

  /** The sums in a language, found in steps. */
  *of(signatures: LoadedSignatures, locale: string): Generator<undefined, Sums> {
    const { size, sealedCount: sealed } = signatures;
    const last = this.#last;
    const isSame = last?.of === signatures && last.size === size && last.sums.facts.sealed === sealed;
    if (isSame && last.locale === locale) return last.sums;
    const facts = yield* factsOf(signatures, this.#timeZone);
    const packet = yield* packetSteps(signatures.open(), { sealed, locale });
    const sums = { packet, facts };
    this.#last = { of: signatures, size, locale, sums };
    return sums;
  }

  /** Forgets every name. */
  forget(): void {
    this.#last = null;
  }
}

function* factsOf(signatures: LoadedSignatures, timeZone: string): Generator<undefined, SignatureFacts> {
  const open = signatures.open();
  const days = dayByDay(signatures.all(), timeZone);
  yield;
  const texts = signedTexts(open, timeZone);
  yield;
  const [first, last] = [days.at(0), days.at(-1)];
  return {
    days: first && last ? [first.day, last.day] : null,
    signedBefore: (date: CalendarDate) => days.filter(({ day }) => isBefore(day, date)).at(-1)?.total ?? 0,
    texts,
    sealed: signatures.sealedCount,
    partners: tallyOf(open, 'via'),
  };
}
