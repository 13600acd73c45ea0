import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { aText, anUpdate, CAMPAIGN, type ContentFolder, makeContentFolder } from './content-folder.ts';

const PAGE = `${CAMPAIGN}/en.md`;
const SPANISH = `${CAMPAIGN}/es.md`;
const UPDATE = `${CAMPAIGN}/updates/2016-01-31-thanks.en.md`;
const TEXT = '## What we ask\n\n1. First\n2. Second\n\n## What now?\n\nWords.';

let folder: ContentFolder;

beforeAll(async () => {
  folder = await makeContentFolder();
  await folder.write('content/campaigns/night-train/en.md', aText('formerly: [sleeper]\n', '## Why trains'));
  await folder.write('content/campaigns/secret-plan/en.md', aText().replace('active', 'draft'));
  await folder.write('content/campaigns/broken/en.md', aText('goal: many\n'));
  await folder.write('public/report.pdf', '%PDF');
  await folder.write(
    SPANISH,
    '---\ntitle: Un río limpio\nsummary: Lo que pide.\n---\n\n## Qué pedimos\n\nTexto.\n',
  );
});

beforeEach(async () => {
  await folder.write(PAGE, aText('', TEXT));
  await folder.write(UPDATE, anUpdate('## Who came\n\nMany.'));
});

afterAll(() => folder.remove());

async function told(): Promise<string[]> {
  return (await folder.mistakes()).filter((mistake) => !mistake.includes('/broken/'));
}

/** An address, and the one that is offered for it. */
const DEAD: readonly (readonly [address: string, right: string])[] = [
  ['/safty/', 'write /safety/'],
  ['/safety', 'write /safety/'],
  ['/Safety/', 'write /safety/'],
  ['/safety//', 'write /safety/'],
  ['/safety/index.html', 'write /safety/'],
  ['/safety.html', 'write /safety/'],
  ['/en/safety/', 'write /safety/'],
  ['/fr/clean-river/', 'write /clean-river/'],
  ['/nigth-train/', 'write /night-train/'],
  ['/night-train', 'write /night-train/'],
  ['/night-train/thank/', 'write /night-train/thanks/'],
  ['/es/nigth-train/', 'write /es/night-train/'],
  ['/sleepr/', 'such as /clean-river/'],
  ['/another-campaign/', 'such as /clean-river/'],
  ['/secret-plan/', 'is a draft'],
  ['/es/secret-plan/', 'is a draft'],
  ['/clean-river/updates/2016-01-31-thank/', 'write /clean-river/updates/2016-01-31-thanks/'],
  ['/clean-river/updates/thanks/', 'write /clean-river/updates/2016-01-31-thanks/'],
  ['/clean-river/updates/', 'write /clean-river/'],
  ['/clean-river/es.md', 'write /es/clean-river/'],
  ['/content/campaigns/night-train/en.md', 'write /night-train/'],
  ['/api/campaigns/clean-river/signatures', 'write /clean-river/'],
  ['/reprot.pdf', 'such as /clean-river/'],
  ['es.md', 'write /es/clean-river/'],
  ['./en.md', 'write /clean-river/'],
  ['../night-train/en.md', 'write /night-train/'],
  ['updates/2016-01-31-thanks.en.md', 'write /clean-river/updates/2016-01-31-thanks/'],
  ['updates/2016-01-31-thanks/', 'write /clean-river/updates/2016-01-31-thanks/'],
  ['other.md', 'the address of the page'],
  ['safety', 'write /safety/'],
  ['night-train/', 'write /night-train/'],
  ['river.jpg', '![what is seen](river.jpg)'],
  ['www.river.example', 'https://www.river.example'],
  ['river.example/report', 'https://river.example/report'],
  ['http://river.example/', 'https://river.example/'],
  ['https://', 'the name of a site'],
  ['mailto:ana@example.org', '`ana@example.org`'],
  ['#', 'is no place'],
  ['#what-we-aks', 'write #what-we-ask'],
  ['#What-We-Ask', 'write #what-we-ask'],
  ['#point-3', 'write'],
  ['#somewhere', '#what-we-ask'],
  ['/night-train/#why-trains', 'write /night-train/#text-why-trains'],
  ['/night-train/#text-why-train', 'write /night-train/#text-why-trains'],
  ['/sleeper/#nowhere', 'no such place'],
  ['/privacy/#nowhere', 'write /privacy/'],
];

describe('a link that leads nowhere', () => {
  it.each(DEAD)('is told once with the right address: %s', async (address, right) => {
    await folder.write(
      PAGE,
      aText('', `Read [this](${address === 'https://' ? `<${address}>` : address}).\n\n${TEXT}`),
    );
    const found = await told();
    expect(found).toHaveLength(1);
    expect(found[0]).toContain(`${PAGE}:8:6  The link leads to “${address}”`);
    expect(found[0]).toContain(right);
  });

  it('is told at the line that says where a name leads', async () => {
    await folder.write(PAGE, aText('', `Read [this][s].\n\n[s]: /safty/\n\n${TEXT}`));
    expect(await told()).toEqual([expect.stringMatching(/en\.md:10:1 {2}.*write \/safety\/$/u)]);
  });

  it.each([
    ['#who-cam', 'write #who-came'],
    ['#what-we-aks', 'write #what-we-ask'],
    ['../es.md', 'write /es/clean-river/'],
  ])('is told in an update, which may lead to its campaign: %s', async (address, right) => {
    await folder.write(UPDATE, anUpdate(`[this](${address})\n\n## Who came`));
    expect(await told()).toEqual([expect.stringContaining(right)]);
  });

  it('is told in a translation, with the headings of its language', async () => {
    const spanish = '---\ntitle: Un río limpio\nsummary: Lo que pide.\n---\n\n';
    await folder.write(SPANISH, `${spanish}[a](#que-pedimos)\n\n## Qué pedimos\n`);
    expect(await told()).toEqual([expect.stringContaining('write #qué-pedimos')]);
    await folder.write(
      SPANISH,
      `${spanish}## Qué pedimos\n\n[a](#qué-pedimos) [b](/es/night-train/) [c](/safety/)\n`,
    );
    expect(await told()).toEqual([]);
  });

  it('is told in a file whose facts nobody can read, beside them', async () => {
    await folder.write(PAGE, aText('goal: many\n', '[a](/safty/)'));
    const found = await told();
    expect(found).toHaveLength(2);
    expect(found[1]).toContain('write /safety/');
  });

  it('is not told where a heading is, only for want of a space', async () => {
    await folder.write(PAGE, aText('', '[a](#what-we-ask)\n\n##What we ask'));
    expect(await told()).toEqual([expect.stringContaining('write ## What we ask')]);
  });
});

it.each([
  '/',
  '/es/',
  '/safety/',
  '/safety/?from=here',
  '/es/privacy/threats/',
  '/night-train/',
  '/night-train/thanks/',
  '/es/night-train/count/',
  '/night-train/feed.xml',
  '/night-train/#sign',
  '/night-train/#text-why-trains',
  '/sleeper/',
  '/es/sleeper/thanks/',
  '/sleeper/#text-why-trains',
  '/broken/',
  '/broken/#text-anything',
  '/report.pdf',
  '/organizers/',
  '/api/campaigns/night-train/count',
  '/clean-river/updates/2016-01-31-thanks/',
  '/clean-river/updates/2016-01-31-thanks/#news-who-came',
  '#what-we-ask',
  '#text-what-we-ask',
  '#point-2',
  '#sign',
  'https://river.example/report',
])('takes %s for an address', async (address) => {
  await folder.write(PAGE, aText('', `[this](${address})\n\n${TEXT}`));
  expect(await told()).toEqual([]);
});

it('lets a draft lead to a draft, as previews show both', async () => {
  const plan = 'content/campaigns/secret-plan/en.md';
  const whole = aText('', '[me](/secret-plan/thanks/)').replace('active', 'draft');
  await folder.write(plan, whole);
  expect(await told()).toEqual([]);
});
