import { slipsBetween } from './nearest.ts';

/** The mailbox hosts by name, with their one ending. */
const HOSTS: Readonly<Record<string, string>> = {
  gmail: 'com',
  googlemail: 'com',
  hotmail: 'com',
  outlook: 'com',
  yahoo: 'com',
  ymail: 'com',
  rocketmail: 'com',
  icloud: 'com',
  live: 'com',
  msn: 'com',
  aol: 'com',
  protonmail: 'com',
  fastmail: 'com',
  tutanota: 'com',
  comcast: 'net',
  verizon: 'net',
  sbcglobal: 'net',
  bellsouth: 'net',
  earthlink: 'net',
  btinternet: 'com',
  virginmedia: 'com',
  laposte: 'net',
  prodigy: 'net.mx',
  fibertel: 'com.ar',
};

/** Those with mailboxes at the endings of many countries, such as hotmail.es and yahoo.com.mx. */
const WITH_COUNTRIES = /^(?:hotmail|outlook|yahoo|live|msn|aol)$/u;

/** Those that have no other ending, so that gmail.es is a slip. */
const WITH_ONE_ENDING = /^(?:gmail|icloud)$/u;

/** Organizations whose own names are one letter away from a host's. */
const OTHERS = /^(?:cloud|grail)\.com$/u;

/** An ending of a country: es, com.mx, co.uk. */
const COUNTRY = /^(?:com?\.)?[a-z]{2}$/u;

/** An ending that a host without other endings may be given by a slip: es, net, com.mx. */
const ANY_ENDING = /^(?:[a-z]{2,4}|com?\.[a-z]{2})$/u;

/** Slips that are no ending of anything. What is one, such as cam and mom, may be meant. */
const NO_ENDING: Readonly<Record<string, RegExp>> = {
  com: /^(?:con|cmo|ocm|comm|coom|ccom|conm|comn|cpm|cim|clm|cok|vom|xom|c0m)$/u,
  net: /^(?:nte|ney|nett|nwt)$/u,
  org: /^(?:ogr|rog|orgg|prg|orf)$/u,
};

/** Endings that are real, and that nobody's mailbox at a host of `com` has. */
const CUT_SHORT = /^(?:c|co|cm|om)$/u;

/**
 * The address that a typed one most likely means: `ana@gmail.com` for `ana@gmial.con`. `null` if it may well
 * be as it stands, and `ending` if it lacks an ending that nobody can know.
 */
export function meantAddress(typed: string): { readonly address: string } | 'ending' | null {
  const [, user = '', host = ''] = /^\s*([^\s@"(),;:<>]+)@([^@"()<>[\]]+)$/u.exec(typed) ?? [];
  const domain = host
    .toLowerCase()
    .replace(/[\s,;.]+/gu, '.')
    .replace(/^\.|\.$/gu, '');
  if (domain === '') return null;
  const meant = meantDomain(domain);
  if (meant === null) return 'ending';
  return meant === host.toLowerCase().trimEnd() ? null : { address: `${user}@${meant}` };
}

/** The domain that is meant. `null` where its ending is missing. */
function meantDomain(domain: string): string | null {
  if (OTHERS.test(domain)) return domain;
  const [name = '', ...rest] = domain.split('.');
  if (rest.length === 0) return meantWithoutDot(name);
  const ending = meantEnding(rest);
  const host = hostNear(name);
  const own = host && HOSTS[host];
  if (!host || !own) return `${name}.${ending}`;
  const isOther = host === name && WITH_ONE_ENDING.test(host) && ANY_ENDING.test(ending);
  if (isOther || isSlipOf(ending, own, host)) return `${host}.${own}`;
  const isCountry = WITH_COUNTRIES.test(host) && COUNTRY.test(ending);
  return `${isCountry ? host : name}.${ending}`;
}

/** `gmail` and `gmailcom` are gmail.com. */
function meantWithoutDot(word: string): string | null {
  const near = hostNear(word);
  for (const [host, own] of Object.entries(HOSTS)) {
    if (near === host || slipsBetween(word, host + own.replace('.', '')) < 2) return `${host}.${own}`;
  }
  return null;
}

/** The last label, and a `com` before a country. Any other label may be a name, such as `cim` in `post.cim.org`. */
function meantEnding(labels: readonly string[]): string {
  const last = labels.length - 1;
  const isCountry = labels[last]?.length === 2;
  return labels
    .map((label, index) => {
      const meant = meantLabel(label);
      return index === last || (index === last - 1 && isCountry && meant === 'com') ? meant : label;
    })
    .join('.');
}

function meantLabel(label: string): string {
  return Object.keys(NO_ENDING).find((right) => NO_ENDING[right]?.test(label)) ?? label;
}

/** The host of this name, or else the one that is one slip away. In a short name the first letter is no slip. */
function hostNear(name: string): string | null {
  const hosts = Object.keys(HOSTS);
  if (hosts.includes(name)) return name;
  const isNear = (host: string) =>
    host.length > 4 && (host.length > 5 || host[0] === name[0]) && slipsBetween(name, host) === 1;
  return hosts.find(isNear) ?? null;
}

/** True for a host's own ending, and for a slip of it that is no other ending of the host. */
function isSlipOf(ending: string, own: string, host: string): boolean {
  if (ending === own || ending === `${own}.${own}`) return true;
  if (own === 'com' && CUT_SHORT.test(ending)) return true;
  return slipsBetween(ending, own) === 1 && !(WITH_COUNTRIES.test(host) && COUNTRY.test(ending));
}
