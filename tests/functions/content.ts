import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/** The sender of the site's mails. A campaign that demands confirmation needs one. */
export const MAIL_FROM = 'River Keepers <petition@river.example>';

const site = `organization:
  name: River Keepers
  contact: { en: Write to River Keepers, es: Escribe a River Keepers }
defaultLocale: en
locales: [en, es]
timeZone: America/New_York
quickExit: https://www.weather.gov/
retention: 180
legal:
  controller: River Keepers
  address: 1 Quay, Riverton
  dataProtectionOfficer: { en: Write to Ines Pena, es: Escribe a Inés Peña }
  basis: { en: You agree by signing, es: Firmas porque quieres }
  processors: { en: Nobody else, es: Nadie más }
  transfers: { en: Standard clauses, es: Cláusulas tipo }
  authority: The data office, Riverton
`;

const facts = {
  'clean-river': `status: active
target: The river authority
goal: 1000
partners: [{ slug: river-friends, name: Friends of the River }]
ask: [postalCode, country, comment, updates, nameShown]
elsewhere:
  - { count: 40, source: On paper at the fair, date: 2016-01-31 }
  - { count: 2, source: A partner, date: 2016-02 }
corrections:
  - { count: -3, reason: Three were test signatures, date: 2016-03-01 }`,
  'asks-nothing': 'status: active\ntarget: The river authority',
  'not-yet-shown': 'status: draft\nask: [comment]',
  'on-hold': 'status: paused\ntarget: The river authority',
  'ended-by-hand': 'status: closed\ntarget: The river authority\ncloses: 2999-12-31',
  'ended-by-date': 'status: active\ntarget: The river authority\ncloses: 2020-01-31',
  'has-won': 'status: won\ntarget: The river authority\ncloses: 2999-12-31',
  'blue-river': 'status: active\ntarget: The river authority\nformerly: [muddy-river, brown-river]',
  'to-come': 'status: active\ntarget: The river authority\nopens: 2999-01',
  'by-mail':
    'status: active\ntarget: The river authority\nconfirmation: required\npartners: [{ slug: river-friends, name: Friends of the River }]\nask: [comment, updates]\nformerly: [by-post, by-hand]',
  'by-mail-too': 'status: active\ntarget: The river authority\nconfirmation: required',
  'by-mail-until': 'status: active\ntarget: The river authority\nconfirmation: required\ncloses: 2040-06-15',
  'by-mail-quietly': 'status: active\ntarget: The river authority\nconfirmation: required\ndiscreet: true',
  'quiet-river': 'status: active\ntarget: The river authority\ndiscreet: true',
  'by-mail-draft': 'status: draft\nconfirmation: required',
};

/** Writes a site with a campaign in each state into a folder. */
export async function writeContent(root: string): Promise<void> {
  await write(root, 'content/site.yaml', site);
  for (const [slug, lines] of Object.entries(facts)) {
    const words = `title: The campaign ${slug}\nsummary: What it asks for.`;
    await write(root, `content/campaigns/${slug}/en.md`, `---\n${lines}\n${words}\n---\n\nThe text.\n`);
  }
  const spanish = '---\ntitle: Un río limpio\nsummary: Lo que pide.\n---\n\nEl texto.\n';
  await write(root, 'content/campaigns/clean-river/es.md', spanish);
}

async function write(root: string, path: string, text: string): Promise<void> {
  const file = join(root, path);
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, text);
}
