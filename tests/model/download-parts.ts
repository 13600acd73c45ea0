import download from '../../netlify/functions/download.ts';
import { addressOf } from '../functions/sign-request.ts';

/**
 * `node download-parts.ts <parts> <token>`: downloads all parts, one after the other, in a process whose heap its caller
 * chose, and prints how many rows came. The environment is a deploy's.
 */
const [parts = '', token = ''] = process.argv.slice(2);
const headers = { authorization: `Bearer ${token}` };
const context = { params: { campaign: 'clean-river' }, deploy: { context: '' } };
let rows = 0;
for (let part = 1; part <= Number(parts); part += 1) {
  const url = `https://petition.example${addressOf('clean-river')}?format=ndjson&part=${part}/${parts}`;
  const { body, status } = await download(new Request(url, { headers }), context);
  if (status !== 200 || !body) throw new RangeError(`Part ${part} was answered ${status}.`);
  for await (const chunk of body) for (const byte of chunk) if (byte === 10) rows += 1;
}
console.log(rows);
