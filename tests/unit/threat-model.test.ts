import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

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
      for (const part of parts) expect(attacker.split(part).length, attacker).toBeGreaterThan(1);
    }
  });

  it.each([
    ['English', english],
    ['Spanish', spanish],
  ])('names what anybody can try: %s', (_language, sections) => {
    const text = sections.join('\n');
    for (const fact of ['/thanks/', 'Sec-Fetch-Site', 'Netlify', 'X25519'])
      expect(text, fact).toContain(fact);
  });
});

/** The text before the first heading, and then each part with its heading. */
function sectionsOf(file: string): string[] {
  return readFileSync(file, 'utf8').split(/^## /mu);
}
