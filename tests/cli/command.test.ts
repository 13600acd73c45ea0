import { PassThrough } from 'node:stream';
import { text } from 'node:stream/consumers';
import { setImmediate } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { aside } from '#cli/aside/aside-command.ts';
import { audit } from '#cli/audit/audit-command.ts';
import { CommandError } from '#cli/command/command.ts';
import { askHidden } from '#cli/command/hidden-question.ts';
import { reportContent } from '#cli/content/check-content-command.ts';
import { makeNew } from '#cli/content/new-command.ts';
import { download } from '#cli/download/download-command.ts';
import { showKeys } from '#cli/keys/keys-command.ts';
import { toLetters } from '#cli/proof/letters.ts';
import { prove } from '#cli/proof/prove-command.ts';
import { forecastRetention } from '#cli/retention/retention-command.ts';
import { store } from '#copy/store-command.ts';
import { endOf } from './end-of.ts';

const COMMANDS = [
  ['aside', aside],
  ['audit', audit],
  ['check:content', reportContent],
  ['download', download],
  ['keys', showKeys],
  ['new', makeNew],
  ['prove', prove],
  ['retention', forecastRetention],
  ['store', store],
] as const;

describe('a command', () => {
  it.each(COMMANDS)(
    'explains itself, and needs neither token nor content for that: %s',
    async (name, command) => {
      const { code, stdout } = await endOf(command, ['--help'], { organizerToken: null, root: '/nowhere' });
      expect([code, stdout]).toEqual([0, expect.stringContaining(`npm run ${name}`)]);
    },
  );

  it.each(COMMANDS)(
    'names an argument that it does not know, and leads to its help: %s',
    async (name, command) => {
      const { code, stdout, stderr } = await endOf(command, ['--colour']);
      expect([code, stdout]).toEqual([2, '']);
      expect(stderr).toContain('--colour');
      expect(stderr).toContain(`npm run ${name} -- --help`);
    },
  );

  it.each([
    [() => Promise.reject(new CommandError(2, 'Mend it.')), 2, 'Mend it.\n'],
    [() => Promise.reject(new Error('No space is left.')), 1, 'No space is left.\n'],
    [throwNoError, 1, 'Something went wrong.\n'],
  ])('ends with a sentence and an exit code: %s', async (command, code, stderr) => {
    expect(await endOf(command, [])).toEqual({ code, stdout: '', stderr });
  });

  it('says that it was stopped, and not what broke because of that', async () => {
    const signal = AbortSignal.abort(new CommandError(143, 'Stopped.'));
    const ended = await endOf(() => Promise.reject(new Error('The connection broke.')), [], { signal });
    expect(ended).toEqual({ code: 143, stdout: '', stderr: 'Stopped.\n' });
  });
});

function throwNoError(): Promise<void> {
  AbortSignal.abort('a text').throwIfAborted();
  return Promise.resolve();
}

describe('a hidden question', () => {
  function ask(typed: string) {
    const input = new PassThrough();
    const output = new PassThrough();
    const answer = askHidden('Token: ', { input, output }, new AbortController().signal);
    input.write(typed);
    return { answer: answer.finally(() => output.end()), shown: text(output) };
  }

  it('gives what is typed and does not show it', async () => {
    const { answer, shown } = ask('hush\n');
    expect([await answer, await shown]).toEqual(['hush', 'Token: \n']);
  });

  it('ends the command at Ctrl-C', async () => {
    const { answer, shown } = ask('hu\u0003');
    await expect(answer).rejects.toMatchObject({ exitCode: 130, message: 'Stopped.' });
    expect(await shown).toBe('Token: \n');
  });

  it('ends with the command', async () => {
    const stop = new AbortController();
    const terminal = { input: new PassThrough(), output: new PassThrough() };
    const answer = askHidden('Token: ', terminal, stop.signal);
    await setImmediate();
    stop.abort();
    await expect(answer).rejects.toMatchObject({ exitCode: 130 });
  });
});

describe('the letters of a number', () => {
  it('are its digits in base 26', () => {
    expect([0, 1, 25, 26, 28, 675, 676].map(toLetters)).toEqual(['a', 'b', 'z', 'ba', 'bc', 'zz', 'baa']);
  });

  it('tell fifty racers apart', () => {
    expect(new Set(Array.from({ length: 50 }, (_, racer) => toLetters(racer))).size).toBe(50);
  });
});
