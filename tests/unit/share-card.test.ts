import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { drawShareCard, type ShareCard } from '#page-data/share-card.ts';

const card: ShareCard = {
  to: { label: 'To', target: 'The river authority' },
  heading: 'A clean river',
  organization: 'River Keepers',
  direction: 'ltr',
};

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
