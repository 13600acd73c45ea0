import { countPath, signaturesPath } from '#domain/api-paths.ts';
import { openDataFile } from '#sqlite/data-file.ts';
import count from '../../netlify/functions/count.ts';
import download from '../../netlify/functions/download.ts';

/**
 * `node in-little-heap.ts count` counts the signatures. `node in-little-heap.ts download <parts> <token>`
 * downloads all parts, one after the other. Both print the number. The caller chooses the heap of the process
 * and gives it the environment of a deploy.
 */
const [what, parts = '', token = ''] = process.argv.slice(2);
/** Where the data file lies. Without one the stores are Netlify's. */
const folder = process.env['TEST_FOLDER'];
const ORIGIN = 'https://petition.example';
const context = {
  params: { campaign: 'clean-river' },
  deploy: { context: '' },
  ...(folder && { stores: openDataFile(folder).stores }),
};
console.log(what === 'count' ? await counted() : await downloaded());

async function counted(): Promise<number> {
  const response = await count(new Request(ORIGIN + countPath('clean-river')), context);
  return ((await response.json()) as { online: number }).online;
}

async function downloaded(): Promise<number> {
  const headers = { authorization: `Bearer ${token}` };
  let rows = 0;
  for (let part = 1; part <= Number(parts); part += 1) {
    const url = `${ORIGIN}${signaturesPath('clean-river')}?format=ndjson&part=${part}/${parts}`;
    const { body, status } = await download(new Request(url, { headers }), context);
    if (status !== 200 || !body) throw new RangeError(`Part ${part} was answered ${status}.`);
    for await (const chunk of body) for (const byte of chunk) if (byte === 10) rows += 1;
  }
  return rows;
}
