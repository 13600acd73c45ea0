/**
 * A room is a folder of the project, with its content and the rooms that it may import. Every other import is
 * forbidden.
 */
export interface Room {
  readonly path: string;
  readonly holds: string;
  readonly imports: readonly string[];
}

/**
 * All rooms in order. A room imports only rooms above it in this list. The map in the README is made from
 * this list.
 */
export const ROOMS: readonly Room[] = [
  {
    path: 'src/domain',
    holds: 'the rules: campaign, site, supporter, signature, address, count, part, retention, paths',
    imports: [],
  },
  { path: 'src/i18n', holds: 'the words of the interface, by language', imports: [] },
  {
    path: 'src/number',
    holds: 'what a campaign’s number says, in words: on its page, and in the live answer',
    imports: ['src/domain', 'src/i18n'],
  },
  { path: 'src/html', holds: 'parsed pages: walk them, fill them with errors and values', imports: [] },
  {
    path: 'src/settings',
    holds: 'the environment variables: one schema, and the only reader',
    imports: ['src/domain'],
  },
  {
    path: 'src/secret',
    holds: 'what is keyed by SIGNATURE_SECRET: ids, records by mail, codes, links, orders',
    imports: ['src/domain'],
  },
  {
    path: 'src/store',
    holds: 'what we keep, built on one port of a host: records, documents, marks, the memory of mails',
    imports: ['src/domain'],
  },
  {
    path: 'src/sealing',
    holds: 'seals to the organizers’ keys (age): recipients, seal, open',
    imports: ['src/domain'],
  },
  {
    path: 'src/mail',
    holds: 'the mails: their words as text and HTML, and the port of a mail service',
    imports: ['src/domain', 'src/i18n'],
  },
  { path: 'src/audit', holds: 'the audit log as a chain of hashes', imports: ['src/store'] },
  {
    path: 'src/download',
    holds: 'the download protocol of server, desk and command line: rows, CSV, the one check of a part',
    imports: ['src/domain'],
  },
  {
    path: 'src/source',
    holds: 'a file of content/: its characters, front matter and YAML, and each mistake at its place',
    imports: ['src/domain'],
  },
  {
    path: 'src/campaigns',
    holds: 'the one reader of content/: the site, its campaigns, their texts; new files for editors',
    imports: ['src/domain', 'src/source'],
  },
  {
    path: 'src/history',
    holds: 'which texts were signed when, from git, and the check that no text changes in silence',
    imports: ['src/campaigns', 'src/domain', 'src/settings', 'src/source'],
  },
  {
    path: 'src/markdown',
    holds: 'texts as HTML: anchors, pictures, feed items',
    imports: ['src/campaigns', 'src/domain', 'src/html', 'src/i18n', 'src/source'],
  },
  {
    path: 'src/checking',
    holds: 'the whole check of content/, the same for command, build, start and pull request',
    imports: ['src/campaigns', 'src/domain', 'src/history', 'src/markdown', 'src/source'],
  },
  {
    path: 'src/integrations',
    holds: 'what the build adds to Astro: headers, site map, the platform, reload',
    imports: ['src/campaigns', 'src/domain', 'src/html', 'src/sealing', 'src/settings'],
  },
  { path: 'src/styles', holds: 'tokens, and what all pages share of them', imports: [] },
  {
    path: 'src/elements',
    holds: 'custom elements that enhance what is there',
    imports: ['src/domain', 'src/number'],
  },
  {
    path: 'src/desk',
    holds: 'the organizers’ desk, in the browser',
    imports: ['src/audit', 'src/domain', 'src/download', 'src/i18n', 'src/sealing'],
  },
  {
    path: 'src/cli',
    holds: 'commands for organizers and editors',
    imports: [
      'src/audit',
      'src/campaigns',
      'src/checking',
      'src/domain',
      'src/download',
      'src/history',
      'src/mail',
      'src/sealing',
      'src/settings',
      'src/source',
    ],
  },
  {
    path: 'src/page-data',
    holds: 'what pages are made from: content, paths, count, share card, privacy statement',
    imports: [
      'src/campaigns',
      'src/checking',
      'src/desk',
      'src/domain',
      'src/i18n',
      'src/mail',
      'src/markdown',
      'src/sealing',
      'src/settings',
      'src/source',
    ],
  },
  {
    path: 'src/components',
    holds: 'parts of pages',
    imports: [
      'src/campaigns',
      'src/domain',
      'src/elements',
      'src/i18n',
      'src/number',
      'src/page-data',
      'src/styles',
    ],
  },
  {
    path: 'src/layouts',
    holds: 'the frames of pages',
    imports: ['src/campaigns', 'src/components', 'src/domain', 'src/i18n', 'src/styles'],
  },
  {
    path: 'src/pages',
    holds: 'one page, feed or picture an address',
    imports: [
      'src/campaigns',
      'src/components',
      'src/desk',
      'src/domain',
      'src/i18n',
      'src/layouts',
      'src/markdown',
      'src/page-data',
      'src/styles',
    ],
  },
  {
    path: 'netlify/blobs',
    holds: 'the stores in Netlify Blobs: one conditional write, one budget for all retries',
    imports: ['src/store'],
  },
  {
    path: 'netlify/sqlite',
    holds: 'the stores in one file of one machine: transactions, true erasure, backup',
    imports: ['src/domain', 'src/store'],
  },
  {
    path: 'netlify/smtp',
    holds: 'the mail service: SMTP, or files on a developer’s machine',
    imports: ['src/domain', 'src/mail', 'src/settings'],
  },
  {
    path: 'netlify/actions',
    holds: 'one use case a file: sign, count, download, erase, retention; knows no Request',
    imports: ['src/audit', 'src/domain', 'src/download', 'src/mail', 'src/store'],
  },
  {
    path: 'netlify/http',
    holds: 'reads requests and shapes answers; knows no service',
    imports: ['src/domain', 'src/download', 'src/html', 'src/i18n', 'src/number'],
  },
  {
    path: 'netlify/deploy',
    holds: 'what this deploy is: its content, its pages, its headers, the names of its stores',
    imports: ['src/campaigns', 'src/domain', 'src/html', 'src/settings', 'src/source'],
  },
  {
    path: 'netlify/endpoint',
    holds: 'puts use cases and adapters together; security headers, organizers, errors',
    imports: [
      'netlify/actions',
      'netlify/blobs',
      'netlify/deploy',
      'netlify/http',
      'netlify/smtp',
      'src/audit',
      'src/domain',
      'src/download',
      'src/i18n',
      'src/mail',
      'src/sealing',
      'src/secret',
      'src/settings',
      'src/store',
    ],
  },
  {
    path: 'netlify/functions',
    holds: 'one endpoint a file: its address and one call',
    imports: [
      'netlify/actions',
      'netlify/deploy',
      'netlify/endpoint',
      'netlify/http',
      'src/audit',
      'src/domain',
    ],
  },
  {
    path: 'netlify/server',
    holds: 'the server of one machine: routes, files, limits, cache, schedules, log',
    imports: ['netlify/deploy', 'netlify/endpoint', 'src/domain', 'src/settings', 'src/store'],
  },
  {
    path: 'netlify/copy',
    holds: 'moves stores between Netlify and a file, checks both, makes backups',
    imports: [
      'netlify/blobs',
      'netlify/deploy',
      'netlify/sqlite',
      'src/campaigns',
      'src/cli',
      'src/domain',
      'src/settings',
      'src/store',
    ],
  },
  {
    path: 'netlify/local',
    holds: 'the platform on this machine: start, build, serve, store',
    imports: [
      'netlify/copy',
      'netlify/deploy',
      'netlify/endpoint',
      'netlify/server',
      'netlify/sqlite',
      'src/campaigns',
      'src/checking',
      'src/cli',
      'src/domain',
      'src/integrations',
      'src/page-data',
      'src/sealing',
      'src/settings',
      'src/source',
      'src/store',
    ],
  },
];

/** Writes the rooms as the README shows them. */
export function toMap(rooms: readonly Room[]): string {
  const width = Math.max(...rooms.map(({ path }) => path.length)) + 3;
  return rooms.map(({ path, holds }) => `${`${path}/`.padEnd(width)}${holds}`).join('\n');
}
