import { describe, expect, it } from 'vitest';
import { type Attacker, ATTACKERS } from '../support/coarse-attackers.ts';
import { COARSE_FIGURES as FIGURES } from '../support/coarse-figures.ts';
import { NOTHING, type Seen, sight, type Worth, worthOf, worthOfAll } from '../support/coarse-odds.ts';
import { arrivals, oddsOfReadings, randomFrom, type Reading, SomeCampaign } from '../support/coarse-tests.ts';

const CAMPAIGNS = Number(process.env['CAMPAIGNS']);
/** In half of the campaigns the address had not signed before. */
const isNewIn = (campaign: number) => campaign % 2;
/** The attackers know the laws. One who knows the true number knows the standing amount: here a middle one. */
const MIDDLE = 15;

const named = (name: string) => ATTACKERS.find((attacker) => attacker.name === name) ?? expect.fail(name);
const worth = (name: string) => worthOf(named(name).sights(MIDDLE));

describe(`${CAMPAIGNS} tests of discreet campaigns`, { timeout: 3_600_000 }, () => {
  it('are worth what each attacker works out, and nothing impossible is seen', () => {
    let [surprise, spread] = [0, 0];
    for (let campaign = 0; campaign < CAMPAIGNS; campaign += 1) {
      const attacker = ATTACKERS[Math.floor(campaign / 2) % ATTACKERS.length] ?? expect.fail();
      const [what, [before, after]] = attack(attacker, campaign);
      const [p, q] = [before.get(what) ?? 0, after.get(what) ?? 0];
      expect(isNewIn(campaign) ? q : p, `${attacker.name}, ${campaign}: ${what}`).toBeGreaterThan(0);
      surprise += isNewIn(campaign) - q / (p + q);
      spread += (p * q) / (p + q) ** 2;
    }
    expect(Math.abs(surprise)).toBeLessThan(4 * Math.sqrt(spread));
  });

  it('end in certainty less than once in 300, for every attacker', () => {
    for (const { name, sights } of ATTACKERS) {
      expect(worthOf(sights(MIDDLE)).certain, name).toBeLessThan(1 / 300);
    }
  });

  it('move the odds by a tenth in nine of ten where a change comes for sure', () => {
    const { within, oddsIn90, certainty } = FIGURES.sure;
    for (const what of ['adds 40 at once', 'adds 400 at once', 'withdraws 40 at once']) {
      for (const attacker of [worth(what), worth(`${what}, knowing the number`)]) {
        expect(attacker.within, what).toBeGreaterThan(within);
        expect(attacker.oddsIn(90), what).toBeLessThan(oddsIn90);
        expect(attacker.certain, what).toBeLessThan(1 / certainty);
      }
    }
    expect(worth('adds one an hour to an empty campaign, until its number is shown').within).toBeGreaterThan(
      within,
    );
  });

  it('move them further where the attacker watches whether a change comes', () => {
    expectOdds(worth('only reads, while 6 a day sign'), FIGURES.watching);
    const worst = 'adds and withdraws by turns';
    expectOdds(worth(worst), FIGURES.worst);
    expectOdds(worth(`${worst}, knowing the number`), FIGURES.worstKnowing);
    for (const { name, sights } of ATTACKERS) {
      expect(worthOf(sights(MIDDLE)).oddsIn(99), name).toBeLessThan(FIGURES.worstKnowing.oddsIn99);
    }
    const all = ATTACKERS.map(({ sights }) => worthOf(sights(MIDDLE)).within);
    expect(all.reduce((sum, within) => sum + within, 0) / all.length).toBeCloseTo(FIGURES.allWithin, 1);
  });

  it('tell more in a month of them, but nearly nothing where many sign', () => {
    expectOdds(month({ before: 15, after: 15, mean: 0, fakes: 100, isKnown: false }), FIGURES.month);
    expectOdds(month({ before: 1, after: 30, mean: 0, fakes: 100, isKnown: true }), FIGURES.monthKnowing);
    expectOdds(month({ before: 15, after: 15, mean: 100, fakes: 0, isKnown: false }), FIGURES.monthBusy);
  });
});

/** What an attacker sees of the real rule, and what they may have seen. */
function attack({ plan, mean, isKnown, isHidden, sights }: Attacker, number: number): [string, Seen] {
  const random = randomFrom(number);
  const campaign = new SomeCampaign(`${number}`, { isHidden });
  const { count, online } = campaign;
  const seen = sights(isKnown ? count - online : 0);
  let others = 0;
  for (const [hour, moved] of plan.entries()) {
    others += arrivals(mean, random);
    campaign.count = count + moved + others + isNewIn(number);
    if (campaign.runHourly()) return [sight(hour, campaign.online - online), seen];
  }
  return [NOTHING, seen];
}

interface Month {
  readonly before: number;
  readonly after: number;
  /** How many others sign in a day, on average. */
  readonly mean: number;
  /** How many signatures the attacker adds on one day and withdraws on the next. */
  readonly fakes: number;
  readonly isKnown: boolean;
}

/** What a month of changes is worth, one a day. */
function month({ before, after, mean, fakes, isKnown }: Month): Worth {
  return worthOfAll(
    Array.from({ length: CAMPAIGNS }, (_, number) => {
      const random = randomFrom(number);
      const campaign = new SomeCampaign(`a month of ${number}`);
      const { count } = campaign;
      let others = 0;
      const readings = Array.from({ length: before + after }, (_, day): Reading => {
        const isAfter = day >= before;
        const own = day % 2 ? 0 : fakes;
        if (day > 0) others += arrivals(mean, random);
        campaign.count = count + others + own + (isAfter ? isNewIn(number) : 0);
        const isChanged = campaign.runHourly();
        if (!isChanged && mean === 0) expect.fail('A change of 100 came to nothing.');
        campaign.sleep();
        return { real: campaign.online - own, isAfter };
      });
      // Where many sign, the first day has no change yet.
      const changed = mean === 0 ? readings : readings.slice(1);
      return { odds: oddsOfReadings(changed, mean, isKnown ? count : undefined), share: 1 };
    }),
  );
}

/** None is worth more than it says, and no figure says much too much. */
function expectOdds(found: Worth, figures: Readonly<Record<string, number>>): void {
  for (const [name, figure] of Object.entries(figures)) {
    if (name === 'certainty') expect(found.certain, name).toBeLessThan(1 / figure);
    else {
      const odds = found.oddsIn(Number(name.replace('oddsIn', '')));
      expect(odds, name).toBeLessThan(figure);
      expect(odds - 1, name).toBeGreaterThan((figure - 1) / 3);
    }
  }
}
