import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseFragment } from 'parse5';
import { markdownToHtml } from 'satteri';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { attribute, type Element, elementsOf } from '#html/elements.ts';
import { makePicture } from '#markdown/make-picture.ts';
import { pictures, renditions } from '#markdown/pictures.ts';

let folder = '';

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'undersigned-pictures-'));
  const photo = (width: number, height: number) =>
    sharp({ create: { width, height, channels: 3, background: '#4b1370' } });
  await photo(3000, 2000).jpeg().toFile(join(folder, 'the march.jpg'));
  await photo(400, 300).png().toFile(join(folder, 'small.png'));
  // This is how a phone stores a picture. It lies on its side, and a note says how to turn it. Another note
  // says who took it, and where.
  const exif = { IFD0: { Artist: 'Ana Ferreira' }, IFD3: { GPSLatitude: '38/1 42/1 0/1' } };
  await photo(900, 600).withMetadata({ orientation: 6, exif }).jpeg().toFile(join(folder, 'upright.jpg'));
  await writeFile(
    join(folder, 'map.svg'),
    '<svg xmlns="http://www.w3.org/2000/svg" width="80" height="60"/>',
  );
  await writeFile(join(folder, 'broken.png'), 'no image');
});

afterAll(() => rm(folder, { recursive: true }));

async function render(markdown: string): Promise<Element[]> {
  const fileURL = pathToFileURL(join(folder, 'en.md'));
  const { html } = await markdownToHtml(markdown, { hastPlugins: [pictures], fileURL });
  return Array.from(elementsOf(parseFragment(html)));
}

async function imageOf(markdown: string): Promise<(name: string) => string> {
  const image = (await render(markdown)).find(({ tagName }) => tagName === 'img');
  return (name) => (image && attribute(image, name)) ?? '';
}

function fileOf(address: string): string {
  return address.replace('/pictures/', '');
}

describe('a photograph in a text', () => {
  it('comes in the widths that screens need, fetched when it is reached', async () => {
    const image = await imageOf('![People at the river](<the march.jpg>)');
    expect(image('srcset').match(/\d+w/gu)).toEqual(['360w', '576w', '864w', '1152w']);
    expect([image('alt'), image('width'), image('height'), image('loading')]).toEqual([
      'People at the river',
      '1152',
      '768',
      'lazy',
    ]);
  });

  it('comes as AVIF for browsers that know it, else as WebP', async () => {
    const [, picture, source, image] = await render('![A boat](./small.png)');
    expect([picture?.tagName, source?.tagName, image?.tagName]).toEqual(['picture', 'source', 'img']);
    expect(source && attribute(source, 'type')).toBe('image/avif');
    expect(source && attribute(source, 'srcset')).toMatch(
      /^\/pictures\/small\.[0-9a-f]{10}\.360\.avif 360w, \S+\.400\.avif 400w$/u,
    );
    expect(image && attribute(image, 'src')).toMatch(/^\/pictures\/small\.[0-9a-f]{10}\.400\.webp$/u);
  });

  it('is made no wider than it is', async () => {
    const image = await imageOf('![A boat](small.png)');
    expect([image('width'), image('height')]).toEqual(['400', '300']);
  });

  it('is as high as it is seen, not as it is stored', async () => {
    const image = await imageOf('![A flag](upright.jpg)');
    expect([image('width'), image('height')]).toEqual(['600', '900']);
  });

  it('is made turned, in its width, and without who took it where', async () => {
    const image = await imageOf('![A flag](upright.jpg)');
    const rendition = renditions.get(fileOf(image('src')).replace('.600.webp', '.360.avif'));
    const file = rendition && (await sharp(await makePicture(rendition)).metadata());
    expect(file).toMatchObject({ format: 'heif', compression: 'av1', width: 360, height: 540 });
    expect(file?.exif).toBeUndefined();
  });

  it('has another address when it is another picture', async () => {
    const before = (await imageOf('![A boat](small.png)'))('src');
    await sharp({ create: { width: 400, height: 300, channels: 3, background: '#fff' } })
      .png()
      .toFile(join(folder, 'small.png'));
    expect((await imageOf('![A boat](small.png)'))('src')).not.toBe(before);
  });

  it('that cannot be read is left as it is written', async () => {
    expect((await imageOf('![Nothing](broken.png)'))('src')).toBe('broken.png');
  });
});

describe('other images', () => {
  it('stay as they are: drawings', async () => {
    const image = await imageOf('![A map](map.svg)');
    expect([image('width'), image('height'), image('loading')]).toEqual(['80', '60', 'lazy']);
    expect(renditions.get(fileOf(image('src')))).toMatchObject({ format: null });
  });

  it('are left alone: files of the site itself', async () => {
    expect((await imageOf('![A mark](/favicon.svg)'))('src')).toBe('/favicon.svg');
  });
});
