import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { PROJECT_ROOT } from '#settings/project-root.ts';

/** Reads addresses in a process of its own: nothing else can end a match that takes hours. */
const READ = `
  const { readTarget } = await import('#server/target.ts');
  for (const part of ['a', 'a-', 'a.', 'a/', '~a/']) {
    for (const end of ['%41', '%', '//', '/.', '!']) readTarget('/' + part.repeat(4000) + end);
  }
  console.log('read');
`;

describe('the target of a request', () => {
  it('is read at once, however long it is', () => {
    const { stdout } = spawnSync(process.execPath, ['--input-type=module', '--eval', READ], {
      cwd: PROJECT_ROOT,
      encoding: 'utf8',
      timeout: 60_000,
      killSignal: 'SIGKILL',
    });
    expect(stdout).toBe('read\n');
  }, 90_000);
});
