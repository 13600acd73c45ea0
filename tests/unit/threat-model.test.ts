import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { MOST_MAILS } from '#actions/ask-by-mail.ts';
import { CONFIRMABLE_MS } from '#actions/confirm.ts';
import { FEWEST_PER_PLACE } from '#desk/packet.ts';
import { alarmOf } from '#domain/alarm.ts';
import { CODE_LENGTH, CODE_LETTERS } from '#domain/confirmation-token.ts';
import { isOrganizerToken } from '#domain/organizer-token.ts';
import { confirmPath, thanksPath, withdrawPath } from '#domain/page-paths.ts';
import { type Host, partsFor } from '#page-data/host-parts.ts';
import { AMOUNT_WEIGHTS, DISTANCE_MIN, DISTANCE_WEIGHTS } from '#secret/coarse-draw.ts';
import { COARSE_FIGURES } from '../support/coarse-figures.ts';

const english = sectionsOf('docs/threat-model.md');
const spanish = sectionsOf('docs/threat-model.es.md');

describe('the threat model', () => {
  it('has the same parts in both languages, and says as much in each', () => {
    const shapes = (sections: readonly string[]) =>
      sections.map((section) => section.match(/^- /gmu)?.length);
    expect(shapes(spanish)).toEqual(shapes(english));
    expect(english.length).toBeGreaterThan(10);
  });

  it.each([
    ['English', english, ['**In their way:**', '**They can still']],
    ['Spanish', spanish, ['**Qué se lo impide:**', '**Aun así puede']],
  ])('says of each attacker what is in the way, and what is left: %s', (_language, sections, parts) => {
    const attackers = sections.slice(1, -1);
    for (const attacker of attackers) {
      for (const part of parts) expect(attacker, attacker).toContain(part);
    }
  });

  it.each([
    ['English', english, 'at least five signatures', 'at least 32 characters', '60 times a minute'],
    ['Spanish', spanish, 'al menos cinco firmas', 'al menos 32 caracteres', '60 veces por minuto'],
  ])('gives the figures of the code: %s', (_language, sections, ...figures) => {
    const text = sections.join('\n').replaceAll(/\s+/gu, ' ');
    for (const figure of figures) expect(text, figure).toContain(figure);
    expect(FEWEST_PER_PLACE).toBe(5);
    expect([31, 32].map((length) => isOrganizerToken('a'.repeat(length)))).toEqual([false, true]);
    // The function's settings are literals that the platform reads from its source.
    const erasing = readFileSync('netlify/functions/erase-address.ts', 'utf8');
    expect(erasing).toContain('windowLimit: 60, windowSize: 60');
  });

  it.each([
    [
      'English',
      english,
      'at most 3, 1 and 1 emails',
      '2^50',
      '259,200 guesses in the 72 hours',
      '60 a minute',
    ],
    ['Spanish', spanish, '3, 1 y 1 mensajes', '2^50', '259.200 intentos en las 72 horas', '60 por minuto'],
  ])('reckons with the limits of mails and codes: %s', (_language, sections, ...figures) => {
    const text = sections.join('\n').replaceAll(/\s+/gu, ' ');
    for (const figure of figures) expect(text, figure).toContain(figure);
    expect(MOST_MAILS).toEqual({ signing: 3, withdrawing: 1, news: 1 });
    expect(CODE_LETTERS.length ** CODE_LENGTH).toBe(2 ** 50);
    expect(CONFIRMABLE_MS).toBe(72 * 3_600_000);
    expect(readFileSync('netlify/functions/confirm.ts', 'utf8')).toContain('windowLimit: 60, windowSize: 60');
    const guesses = (CONFIRMABLE_MS / 60_000) * 60;
    expect(guesses).toBe(259_200);
    // One chance in so many, by one network address and by 10,000.
    expect(Math.round(2 ** 50 / guesses / 1e8) * 1e8).toBe(4_300_000_000);
    expect(Math.round(2 ** 50 / guesses / 10_000 / 1e4) * 1e4).toBe(430_000);
  });

  it.each([
    [
      'English',
      english,
      'en',
      'by 0 to 29',
      'only after 10 to 29',
      'in nine tests of ten',
      'once in 630 tests',
      'in 40 months',
    ],
    [
      'Spanish',
      spanish,
      'es',
      'de 0 a 29',
      'de 10 a 29',
      'en nueve de cada diez pruebas',
      'una vez en 630 pruebas',
      'en 40 meses',
    ],
  ])(
    'says what a coarse number tells, as the simulation finds it: %s',
    (_language, sections, locale, ...words) => {
      const text = sections.join('\n').replaceAll(/\s+/gu, ' ');
      const { watching, worst, worstKnowing, month, monthKnowing, monthBusy, sure } = COARSE_FIGURES;
      const odds = [watching, worst, worstKnowing, month, monthKnowing, monthBusy].map(
        ({ oddsIn90 }) => oddsIn90,
      );
      for (const most of [...odds, worst.oddsIn99, worstKnowing.oddsIn99, month.oddsIn99]) {
        expect(text, `${most}`).toContain(`${most.toLocaleString(locale)} ${locale === 'en' ? 'to' : 'a'} 1`);
      }
      for (const fact of words) expect(text, fact).toContain(fact);
      expect([sure.within, sure.oddsIn90, worstKnowing.certainty, monthKnowing.certainty]).toEqual([
        0.9, 1.1, 630, 40,
      ]);
      expect([AMOUNT_WEIGHTS.length, DISTANCE_MIN, DISTANCE_WEIGHTS.length]).toEqual([30, 10, 20]);
    },
  );

  it.each([
    ['English', english, 'at least 30 signatures and ten times', '7,200'],
    ['Spanish', spanish, 'al menos 30 firmas y diez veces', '7200'],
  ])('says which hour is an alarm: %s', (_language, sections, ...figures) => {
    const text = sections.join('\n').replaceAll(/\s+/gu, ' ');
    for (const figure of figures) expect(text, figure).toContain(figure);
    expect([alarmOf([0], 29), alarmOf([4], 40), alarmOf([4], 39)].map((alarm) => alarm !== null)).toEqual([
      false,
      true,
      false,
    ]);
    expect([alarmOf([1_000], 7_200), alarmOf([1_000], 7_199)].map((alarm) => alarm !== null)).toEqual([
      true,
      false,
    ]);
  });

  it.each([
    ['English', english, 'docs/threat-model.md', 'Netlify', 'two minutes at most'],
    ['Spanish', spanish, 'docs/threat-model.es.md', 'Netlify', 'dos minutos como máximo'],
  ])(
    'says who the host is, of each host in a part of its own: %s',
    (_language, sections, file, netlify, memory) => {
      const { hosts } = parse(readFileSync(file, 'utf8').split('---')[1] ?? '') as {
        hosts: Record<Host, string>;
      };
      const partOf = (host: Host) => sections.filter((section) => section.startsWith(`${hosts[host]}\n`));
      expect([partOf('netlify').length, partOf('own').length]).toEqual([1, 1]);
      const named = sections.filter((section) => section.includes(netlify));
      expect(named).toEqual(partOf('netlify'));
      expect(partOf('own')[0]?.replaceAll(/\s+/gu, ' ')).toContain(memory);
    },
  );

  it('is shown without the part about another host', () => {
    const html = '<p>All</p><h2 id="a">One</h2><p>1</p><h2>Two</h2><p>2</p><h3>Two</h3><h2>Rest</h2><p>3</p>';
    const hosts = { netlify: 'One', own: 'Two' };
    expect(partsFor(html, hosts, 'netlify')).toBe(
      '<p>All</p><h2 id="a">One</h2><p>1</p><h2>Rest</h2><p>3</p>',
    );
    expect(partsFor(html, hosts, 'own')).toBe(
      '<p>All</p><h2>Two</h2><p>2</p><h3>Two</h3><h2>Rest</h2><p>3</p>',
    );
    expect(() => partsFor(html, { netlify: 'One', own: 'Tow' }, 'netlify')).toThrow('“Tow”');
  });

  it.each([
    ['English', english],
    ['Spanish', spanish],
  ])('names what a visit leaves, and who can send a form: %s', (_language, sections) => {
    const text = sections.join('\n');
    const site = { defaultLocale: 'en' };
    const pages = [thanksPath, confirmPath, withdrawPath].map((path) =>
      path('en', 'a-campaign', site).replace('/a-campaign', ''),
    );
    for (const fact of [...pages, 'Sec-Fetch-Site', 'Netlify', 'X25519']) expect(text, fact).toContain(fact);
  });
});

/** The text before the first heading, and then each part with its heading. */
function sectionsOf(file: string): string[] {
  return readFileSync(file, 'utf8').split(/^## /mu);
}
