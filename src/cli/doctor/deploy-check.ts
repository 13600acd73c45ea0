import { BlockList, isIP } from 'node:net';
import { isThisMachine } from '#domain/this-machine.ts';
import { FUNCTIONS_ONLY } from '#settings/build-scope.ts';
import { isPort } from '#settings/settings.ts';
import type { Environment } from '#settings/variables.ts';
import type { Finding } from './finding.ts';
import { checkHook } from './hook-check.ts';
import { isOwnMachine, valueOf } from './variables.ts';

/** The settings of the deploy itself, in the order of the README. */
export function checkDeploy(variables: Environment): Finding[] {
  return [
    ...checkScope(variables),
    ...checkAddress(valueOf(variables, 'URL')),
    ...(isOwnMachine(variables) ? [] : checkPreviews(valueOf(variables, 'PREVIEW_SIGNING'))),
    checkHook(variables),
    ...checkServe(variables),
  ];
}

/** A build knows its context, and functions do not: what is seen together with one is seen by a build. */
function checkScope(variables: Environment): Finding[] {
  const seen = FUNCTIONS_ONLY.filter((name) => valueOf(variables, name) !== null);
  const context = valueOf(variables, 'CONTEXT');
  if (context === null || context === 'dev' || seen.length === 0) return [];
  return [
    {
      level: 'warning',
      what: `${seen.join(', ')}: seen by builds, so every package of a build could read them.`,
      mend: 'On Netlify: Project configuration, Environment variables: give them the scope Functions only, and previews other values. Plans without scopes cannot: there the build takes them out before it loads a package.',
    },
  ];
}

function checkAddress(url: string | null): Finding[] {
  if (url === null)
    return [{ level: 'note', what: 'URL is not set. Netlify sets it. A machine of your own needs it: .env' }];
  if (!URL.canParse(url) || !/^https?:/u.test(url)) {
    return [{ level: 'error', what: 'URL is no web address.', mend: 'Write it as https://petition.example' }];
  }
  const { protocol, hostname, pathname, search, hash } = new URL(url);
  if (`${pathname}${search}${hash}` !== '/') {
    return [
      {
        level: 'error',
        what: 'URL has a path: a site stands at the root of its address.',
        mend: 'Write it as https://petition.example, with nothing behind it.',
      },
    ];
  }
  if (protocol === 'http:' && !isThisMachine(hostname)) {
    return [
      {
        level: 'error',
        what: 'URL begins with http://, so links would lead over an open line.',
        mend: 'Write it with https:// and give the site a certificate (docs/host-it-yourself.md, step 7).',
      },
    ];
  }
  return [{ level: 'fine', what: 'URL is a web address.' }];
}

function checkPreviews(value: string | null): Finding[] {
  if (value === null) return [];
  if (value === 'on') {
    return [
      { level: 'note', what: 'PREVIEW_SIGNING is on: previews take signatures, in stores of their own.' },
    ];
  }
  return [
    {
      level: 'error',
      what: 'PREVIEW_SIGNING is neither on nor absent, so previews take no signatures.',
      mend: 'Set it to on, or take it away.',
    },
  ];
}

function checkServe(variables: Environment): Finding[] {
  const found: Finding[] = [];
  if (!isPort(Number(valueOf(variables, 'PORT'))))
    found.push({
      level: 'error',
      what: 'PORT is no port.',
      mend: 'Set a number from 0 to 65535, or take it away.',
    });
  const wrong = (valueOf(variables, 'TRUSTED_PROXIES') ?? '')
    .split(',')
    .findIndex((entry) => !isNetwork(entry.trim()));
  if (valueOf(variables, 'TRUSTED_PROXIES') !== null && wrong >= 0)
    found.push({
      level: 'error',
      what: `TRUSTED_PROXIES: entry ${wrong + 1} is neither an address nor a network.`,
      mend: 'Write addresses such as 10.0.0.7, or networks such as 10.0.0.0/8.',
    });
  return found;
}

function isNetwork(entry: string): boolean {
  const [address = '', prefix, ...more] = entry.split('/');
  const family = isIP(address);
  if (family === 0 || more.length > 0) return false;
  if (prefix === undefined) return true;
  try {
    new BlockList().addSubnet(
      address,
      /^\d{1,3}$/u.test(prefix) ? Number(prefix) : NaN,
      family === 4 ? 'ipv4' : 'ipv6',
    );
    return true;
  } catch {
    return false;
  }
}
