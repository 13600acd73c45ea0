import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { drawableCard, drawCard, type ShareCard } from '#page-data/share-card.ts';

const card: ShareCard = {
  to: { label: 'To', target: 'The river authority' },
  heading: 'A clean river',
  organization: 'River Keepers',
  direction: 'ltr',
};

async function drawShareCard(card: ShareCard, tellLoss?: (words: string) => void): Promise<Buffer> {
  return drawCard(await drawableCard(card, tellLoss));
}

interface Box {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

type Colour = readonly [red: number, green: number, blue: number];

/** True for a pixel darker than paper, between the edge at the top and the line at the bottom. */
const isInk = ([red, green, blue]: Colour, y: number) => red + green + blue < 600 && y > 20 && y < 550;

/** The smallest box around all pixels of a kind. */
async function boxOf(image: Buffer, isMeant: (colour: Colour, y: number) => boolean): Promise<Box | null> {
  const { data, info } = await sharp(image).removeAlpha().raw().toBuffer({ resolveWithObject: true });
  let box: Box | null = null;
  for (let y = 0; y < info.height; y += 1) {
    for (let x = 0; x < info.width; x += 1) {
      const at = (y * info.width + x) * 3;
      if (!isMeant([data[at] ?? 0, data[at + 1] ?? 0, data[at + 2] ?? 0], y)) continue;
      const { left, top, right }: Box = box ?? { left: x, top: y, right: x, bottom: y };
      box = { left: Math.min(left, x), top, right: Math.max(right, x), bottom: y };
    }
  }
  return box;
}

describe('a share card', () => {
  it('is 1200 × 630 pixels and light enough for every network', async () => {
    const image = await drawShareCard(card);
    expect(await sharp(image).metadata()).toMatchObject({ format: 'png', width: 1200, height: 630 });
    expect(image.length).toBeLessThan(100_000);
  });

  it.each([
    ['one word', 'Vote'],
    ['a long headline', 'A headline that goes on and on, with more and more words in it. '.repeat(4)],
    ['a word longer than the card', 'Donaudampfschifffahrtsgesellschaftskapitänswitwenrente'.repeat(3)],
  ])('keeps its margins with %s', async (_what, heading) => {
    const ink = await boxOf(await drawShareCard({ ...card, heading }), isInk);
    expect(ink?.left).toBeGreaterThanOrEqual(76);
    expect(ink?.right).toBeLessThanOrEqual(1124);
    expect(ink?.top).toBeGreaterThanOrEqual(76);
  });

  it.each([
    ['a headline of 2,000 letters', { heading: 'x'.repeat(2000) }],
    ['a headline of 2,000 words', { heading: 'clean '.repeat(2000) }],
    ['a headline of 300 letters, each under five accents', { heading: `e${'\u0301'.repeat(5)}`.repeat(300) }],
    ['a target of 2,000 letters', { to: { label: 'To', target: 'The mayor and the council '.repeat(77) } }],
    ['a target without a space', { to: { label: 'To', target: 'x'.repeat(300) } }],
    ['an organization of 2,000 letters', { organization: 'River Keepers '.repeat(143) }],
    [
      'everything long',
      {
        heading: 'A headline that goes on '.repeat(20),
        to: { label: 'To', target: 'The mayor and the council '.repeat(20) },
        organization: 'River Keepers '.repeat(20),
      },
    ],
  ])('keeps target, headline and name apart with %s', async (_what, change) => {
    const image = await drawShareCard({ ...card, ...change });
    const { data, info } = await sharp(image).removeAlpha().raw().toBuffer({ resolveWithObject: true });
    const inkIn = (from: number, to: number) => {
      let pixels = 0;
      for (let y = from; y < to; y += 1)
        for (let x = 0; x < 930; x += 1) if ((data[(y * info.width + x) * 3] ?? 255) < 150) pixels += 1;
      return pixels;
    };
    expect(inkIn(20, 76), 'above the target').toBe(0);
    expect(inkIn(424, 476), 'between headline and name').toBe(0);
    expect(inkIn(530, 550), 'between name and line').toBe(0);
    expect(inkIn(78, 424), 'target and headline').toBeGreaterThan(300);
  });

  it.each([
    ['Khmer', 'សូមថែរក្សាទន្លេឱ្យស្អាត'],
    ['Chinese', '請讓河流保持清潔'],
    ['Arabic', 'أبقوا حافلة الليل'],
    ['Toto', '\u{1E290}\u{1E291}\u{1E292}'],
    ['English and Japanese', 'Keep the 川 clean'],
  ])('shows no boxes, and says so, where the machine has no font for %s', async (_script, words) => {
    const lost: string[] = [];
    const tell = (words: string) => lost.push(words);
    const drawn = await drawShareCard({ ...card, heading: words }, tell);
    const byName = await drawShareCard({ ...card, heading: 'River Keepers', organization: 'River Keepers' });
    expect(drawn.equals(byName), `lost: ${lost.join()}`).toBe(lost.includes(words));
    const without = await drawShareCard({ ...card, to: { label: 'To', target: words } }, tell);
    const plain = await drawShareCard({ ...card, to: null });
    expect(without.equals(plain), `lost: ${lost.join()}`).toBe(lost.length > 1);
  });

  it('leaves out a picture that no font has, and keeps the words around it', async () => {
    const lost: string[] = [];
    const drawn = await drawShareCard({ ...card, heading: 'Save 🐝 bees 🏴\u{E0067}\u{E007F}' }, (words) =>
      lost.push(words),
    );
    const words = await drawShareCard({ ...card, heading: 'Save bees' });
    expect(drawn.equals(words), `lost: ${lost.join()}`).toBe(lost.length === 1);
  });

  it('keeps the number of a key that no font has', async () => {
    const drawn = await drawShareCard({ ...card, heading: 'Save 1\uFE0F\u20E3 river' });
    expect(drawn.equals(await drawShareCard({ ...card, heading: 'Save 1 river' }))).toBe(true);
  });

  it.each(['A \u000B river', '\u0000', '\uFFFE', '\uD800', '\u200B', ''])(
    'is drawn in spite of %j',
    async (heading) => {
      const image = await drawShareCard({ ...card, heading });
      expect(image.length).toBeGreaterThan(1000);
    },
  );

  it('loses nothing of Vietnamese, Greek, Russian, and signs that we use', async () => {
    const lost: string[] = [];
    for (const heading of ['Giữ sạch dòng sông', 'Καθαρό ποτάμι', 'Чистая река', '“No” – 5 € … ¿sí?'])
      await drawShareCard({ ...card, heading }, (words) => lost.push(words));
    expect(lost).toEqual([]);
  });

  it('shows signs of markup as they were written', async () => {
    const drawn = await drawShareCard({ ...card, heading: 'Fish & <b>chips</b>' });
    expect(drawn.equals(await drawShareCard({ ...card, heading: 'Fish & chips' }))).toBe(false);
  });

  it('has another look in another language, target and organization', async () => {
    const first = await drawShareCard(card);
    for (const change of [
      { heading: 'Un río limpio' },
      { to: { label: 'To', target: 'The mayor' } },
      { to: null },
      { organization: 'Lake Keepers' },
    ]) {
      expect(first.equals(await drawShareCard({ ...card, ...change })), JSON.stringify(change)).toBe(false);
    }
  });

  it('starts on the right in a language that is written from there', async () => {
    const plain = { ...card, to: null, organization: null };
    const ltr = await boxOf(await drawShareCard(plain), isInk);
    const rtl = await boxOf(await drawShareCard({ ...plain, direction: 'rtl' }), isInk);
    expect(ltr?.left).toBeLessThan(100);
    expect(rtl?.right).toBeGreaterThan(1100);
  });

  it('is without the colour and the mark of the house where it says nothing', async () => {
    const isPurple = ([red, green, blue]: Colour) => blue - green > 60 && red < 120;
    const plain = { to: null, heading: 'Information', organization: null, direction: 'ltr' } as const;
    expect(await boxOf(await drawShareCard(card), isPurple)).not.toBeNull();
    expect(await boxOf(await drawShareCard(plain), isPurple)).toBeNull();
  });
});
