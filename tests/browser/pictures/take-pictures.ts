import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, chromium } from 'playwright-core';
import sharp from 'sharp';
import { startProject } from '../../support/started-project.ts';
import { makeSiteFolder } from '../../unit/content-folder.ts';
import { launchBrowser } from '../launch-browser.ts';
import { countAnswer } from '../live-answer.ts';
import { MADE_UP_COUNT, type Picture, PICTURES, writeContent } from './pictures.ts';

/*
 * `npm run pictures`: makes the pictures of README and guides anew. They are of a real `npm start` in a real browser.
 * A picture has few colors, so that each file stays small.
 */
const SCREENSHOTS = new URL('../../../docs/screenshots/', import.meta.url).pathname;
const PATIENCE_MS = 120_000;

async function takePicture(browser: Browser, origin: string, { name, path, look, shows }: Picture) {
  await using context = await browser.newContext({ baseURL: origin, locale: 'en-US', ...look });
  context.setDefaultTimeout(PATIENCE_MS);
  await context.route('**/api/campaigns/stop-the-raids/count?*', async (route) =>
    route.fulfill(await countAnswer(folder.root, route.request().url(), MADE_UP_COUNT)),
  );
  const page = await context.newPage();
  // A page of before the edit has none of what the picture shall show.
  while (!(await isShown())) await page.waitForLoadState('load');
  await page.evaluate(() => document.fonts.ready);
  const file = join(SCREENSHOTS, `${name}.png`);
  const small = await sharp(await page.screenshot({ animations: 'disabled' }))
    .png({ palette: true, colours: 64, effort: 10, compressionLevel: 9 })
    .toBuffer();
  await writeFile(file, small);
  console.log(`Wrote docs/screenshots/${name}.png, ${Math.ceil(small.length / 1000)} kB.`);

  async function isShown(): Promise<boolean> {
    await page.goto(path, { waitUntil: 'networkidle' });
    return (await shows(page).count()) > 0;
  }
}

const folder = await makeSiteFolder();
const unpacked = await mkdtemp(join(tmpdir(), 'undersigned-browser-'));
try {
  await writeContent(folder);
  const project = await startProject(folder.root);
  const server = await launchBrowser(unpacked);
  try {
    const browser = await chromium.connect(server.wsEndpoint());
    for (const picture of PICTURES) {
      await picture.edit?.(folder);
      await takePicture(browser, project.origin, picture);
    }
    await browser.close();
  } finally {
    await server.close();
    await project.stop();
  }
} finally {
  await folder.remove();
  await rm(unpacked, { recursive: true, force: true });
}
