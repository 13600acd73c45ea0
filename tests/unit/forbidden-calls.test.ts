import { globSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { isOurs, reachedFrom } from './import-graph.ts';

/** The code that runs for strangers: functions and pages, without commands and the server of one machine. */
const files = globSync('{src,netlify}/**/*.{ts,astro}').filter(
  (file) => !/^(?:src\/cli|netlify\/local)\//u.test(file),
);

/** The files whose code, without comments, holds a pattern. */
function filesWith(pattern: RegExp): string[] {
  return files.filter((file) =>
    pattern.test(readFileSync(file, 'utf8').replaceAll(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gmu, '')),
  );
}

describe('what runs for strangers', () => {
  it('is seen', () => {
    expect(filesWith(/createHmac|createCipheriv|hkdf/u)).toEqual([
      'src/secret/coarse-draw.ts',
      'src/secret/confirmation-code.ts',
      'src/secret/derived-key.ts',
      'src/secret/encrypted.ts',
      'src/secret/entry-id.ts',
      'src/secret/mail-digest.ts',
      'src/sealing/x25519-recipient.ts',
    ]);
  });

  it('starts no other program, but for git, which a build asks and no function', () => {
    expect(filesWith(/child_process|node:cluster/u)).toEqual(['src/history/git.ts']);
    const reached = globSync('netlify/functions/*.ts').flatMap((file) => [...reachedFrom(file)]);
    expect(
      reached.filter((path) => path.startsWith('src/history/') || path === 'node:child_process'),
    ).toEqual([]);
  });

  it('makes no code from text, and no pattern from a value alone', () => {
    expect(filesWith(/\beval\(|new Function\b|node:vm|new RegExp\((?!\s*(?:String\.raw)?[`'"])/u)).toEqual(
      [],
    );
  });

  it('writes no markup into a page of the browser', () => {
    expect(filesWith(/innerHTML|outerHTML|insertAdjacentHTML|document\.write/u)).toEqual([]);
  });

  it('takes no random number that could be guessed, and no hash that is broken', () => {
    expect(filesWith(/Math\.random|['"](?:md5|sha-?1|rc4|des)['"]/iu)).toEqual([]);
  });

  it('trusts every certificate that Node does, and no header of a proxy', () => {
    expect(filesWith(/rejectUnauthorized|NODE_TLS/iu)).toEqual([]);
    // The server of one machine reads one of them, where a setting names the proxy.
    expect(filesWith(/['"]x-(?:forwarded|real-ip)/iu)).toEqual(['netlify/server/function-caller.ts']);
    const reading = globSync('netlify/functions/*.ts').filter((file) =>
      reachedFrom(file).has('netlify/server/function-caller.ts'),
    );
    expect(reading).toEqual([]);
  });

  it('loads in functions only the packages that SECURITY.md names', () => {
    const reached = globSync('netlify/functions/*.ts').flatMap((file) => [...reachedFrom(file)]);
    const imported = reached.filter((path) => !isOurs(path) && !path.startsWith('node:'));
    const packages = new Set(imported.map((path) => path.replace(/^((?:@[^/]+\/)?[^/]+).*$/u, '$1')));
    // It is there for its types.
    packages.delete('@netlify/functions');
    const named = readFileSync('docs/SECURITY.md', 'utf8').match(/Functions load little: [^.]+/u)?.[0];
    expect([...packages].sort()).toEqual(
      Array.from(named?.matchAll(/`([^`]+)`/gu) ?? [], ([, name]) => name),
    );
  });

  it('asks in functions no other server than the store, the build hook, and while developing the pages', () => {
    const asking = filesWith(/(?<![\w-])fetch\(|[=(]\s*fetch\b|node:https?'|undici/u).filter((file) =>
      /^netlify\/(?!server\/|local\/)/u.test(file),
    );
    expect(asking.sort()).toEqual([
      'netlify/blobs/netlify-stores.ts',
      'netlify/blobs/plain-fetch.ts',
      'netlify/deploy/site-pages.ts',
      'netlify/endpoint/build-hook.ts',
    ]);
  });
});
