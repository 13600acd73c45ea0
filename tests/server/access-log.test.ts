import { PassThrough, Writable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { describe, expect, it } from 'vitest';
import { lineWriter } from '#server/access-log.ts';

describe('the log', () => {
  it('has every line in its order, and the last ones at the end', async () => {
    const stream = new PassThrough();
    const { write, end } = lineWriter(stream, 1);
    write('one');
    write('two');
    await expect.poll(() => stream.readableLength).toBe(8);
    write('three');
    await end();
    stream.end();
    expect(await text(stream)).toBe('one\ntwo\nthree\n');
  });

  it('loses lines, and says how many, while nobody takes them', async () => {
    let waiting: (() => void) | undefined;
    const taken: string[] = [];
    const stream = new Writable({
      highWaterMark: 1,
      write: (chunk, _, done) => {
        taken.push(String(chunk));
        waiting = done;
      },
    });
    const { write, end } = lineWriter(stream, 1);
    write('x'.repeat(2 * 1024 * 1024));
    await expect.poll(() => taken.length).toBe(1);
    write('lost');
    write('lost');
    waiting?.();
    write('later');
    const ended = end();
    await expect.poll(() => taken.length).toBe(2);
    waiting?.();
    waiting?.();
    expect(taken[1]).toBe('later\n2 lines are missing here: nobody took them.\n');
    stream.destroy();
    await Promise.race([ended, Promise.resolve()]);
  });

  it('ends also where nobody takes the lines', async () => {
    const { write, end } = lineWriter(new Writable({ write: () => undefined }), 1, 1);
    write('one');
    await expect(end()).resolves.toBeUndefined();
  });

  it('goes on without lines if the stream fails', async () => {
    const stream = new Writable({ write: (_, __, done) => done(new Error('EPIPE')) });
    const { write, end } = lineWriter(stream, 1);
    write('one');
    await expect.poll(() => stream.errored).not.toBeNull();
    write('two');
    await end();
  });
});
