import { Encrypter, generateX25519Identity, identityToRecipient } from 'age-encryption';
import { describe, expect, it } from 'vitest';
import { LoadedSignatures } from '#desk/loaded-signatures.ts';
import { Loading } from '#desk/loading.ts';
import { OpeningPool, type OpeningWorker } from '#desk/opening-pool.ts';
import type { Signature } from '#domain/signature.ts';
import type { Supporter } from '#domain/supporter.ts';
import { FORMATS } from '#download/format.ts';
import { toLine } from '#download/row.ts';
import { SealOpener } from '#sealing/seal-opener.ts';
import { toSealedJson } from '#sealing/sealed-text.ts';
import { aSignature, someIds } from '../store/a-signature.ts';
import { workerInThisThread } from './worker-in-this-thread.ts';

const [ours, older, strangers] = await Promise.all(Array.from({ length: 3 }, generateX25519Identity));
if (!ours || !older || !strangers) throw new RangeError('There are three keys.');

async function seal(supporter: Supporter, ...keys: readonly string[]): Promise<string> {
  const encrypter = new Encrypter();
  for (const key of keys) encrypter.addRecipient(await identityToRecipient(key));
  return Buffer.from(await encrypter.encrypt(toSealedJson(supporter))).toString('base64');
}

const aSupporter = (name: string) => aSignature({ name }).supporter;

describe('a seal', () => {
  it('is opened by any key it was sealed to', async () => {
    const sealed = await seal(aSupporter('Ada'), ours, older);
    const opened = { kind: 'opened', text: toSealedJson(aSupporter('Ada')) };
    expect(await new SealOpener([ours]).open(sealed)).toEqual(opened);
    expect(await new SealOpener([strangers, older]).open(sealed)).toEqual(opened);
  });

  it('stays locked to other keys', async () => {
    expect(await new SealOpener([strangers]).open(await seal(aSupporter('Ada'), ours))).toEqual({
      kind: 'otherKey',
    });
  });

  it('is damaged where a byte was changed, or where it holds something else', async () => {
    const file = Buffer.from(await seal(aSupporter('Ada'), ours), 'base64');
    file[file.length - 20] = (file[file.length - 20] ?? 0) ^ 1;
    const opener = new SealOpener([ours]);
    expect(await opener.open(file.toString('base64'))).toEqual({ kind: 'damaged' });
    expect(await opener.open('%%%')).toEqual({ kind: 'damaged' });
    const encrypter = new Encrypter();
    encrypter.addRecipient(await identityToRecipient(ours));
    const other = Buffer.from(await encrypter.encrypt('{"name":"Ada"}')).toString('base64');
    const loaded = new LoadedSignatures();
    const frame = { version: 1, id: 'a', campaign: 'c', signedAt: '2016-01-31T12:00:00Z' } as const;
    loaded.add([{ ...frame, sealed: other }]);
    expect(loaded.unseal('a', await opener.open(other))).toBe(false);
    expect([loaded.damagedCount, loaded.sealedCount, loaded.open()]).toEqual([1, 1, []]);
  });

  it('is not tried with what is no key, which is not quoted', () => {
    expect(() => new SealOpener([ours.slice(0, -1) + (ours.endsWith('Q') ? 'P' : 'Q')])).toThrow(
      'This is not a private age key.',
    );
  });
});

describe('the workers', () => {
  it('answer each batch in its order, however many there are', async () => {
    const pool = await OpeningPool.start([ours], workerInThisThread, 2);
    const names = ['A', 'B', 'C', 'D', 'E', 'F', 'G'];
    const batches = await Promise.all(
      names.map(async (name) =>
        pool?.open([await seal(aSupporter(name), ours), await seal(aSupporter(name), older)]),
      ),
    );
    expect(batches).toEqual(
      names.map((name) => [{ kind: 'opened', text: toSealedJson(aSupporter(name)) }, { kind: 'otherKey' }]),
    );
    pool?.close();
  });

  it('are not started where the keys are none', async () => {
    expect(await OpeningPool.start(['AGE-SECRET-KEY-1QQQ'], workerInThisThread, 2)).toBeNull();
  });

  it('refuse what still waits once they are ended', async () => {
    const pool = await OpeningPool.start([ours], workerInThisThread, 1);
    const waiting = pool?.open(['YQ==']);
    pool?.close();
    await expect(waiting).rejects.toThrow('The workers were ended.');
    await expect(pool?.open(['YQ=='])).rejects.toThrow('The workers were ended.');
  });
});

describe('loading', () => {
  const ids = someIds(5);
  const frame = { version: 1, campaign: 'clean-river', signedAt: '2016-01-31T12:00:00.000Z' } as const;

  async function rows(): Promise<Signature[]> {
    const sealedTo = [ours, ours, older, strangers];
    const sealed = await Promise.all(
      sealedTo.map(async (key, index) => ({
        ...frame,
        id: ids[index] ?? '',
        sealed: await seal(aSupporter(`N${index}`), key ?? ''),
      })),
    );
    return [...sealed, aSignature({ id: ids[4] ?? '', name: 'Open' })];
  }

  async function load(keys: readonly string[], startWorker = workerInThisThread) {
    const lines = (await rows()).map(toLine);
    const ask = () =>
      Promise.resolve(
        new Response(lines.join(''), {
          headers: { 'content-type': FORMATS.ndjson, 'signature-count': String(lines.length) },
        }),
      );
    return new Loading(
      { campaign: 'clean-river', ask, startWorker, cores: 2, changed: () => undefined },
      keys,
    );
  }

  function names(loading: Loading): string[] {
    return loading.signatures
      .open()
      .map(({ supporter }) => supporter.name)
      .sort();
  }

  it('opens what the key opens and keeps the rest sealed', async () => {
    const loading = await load([ours]);
    await loading.run();
    expect(loading.stage).toEqual({ kind: 'whole' });
    expect(names(loading)).toEqual(['N0', 'N1', 'Open']);
    expect(loading.signatures.sealedCount).toBe(2);
    expect(loading.seals).toMatchObject({ opened: 2, tried: 4, areKeys: true });
  });

  it('opens more with another key, and loads nothing twice', async () => {
    const loading = await load([ours]);
    await loading.run();
    await loading.addKeys([older]);
    expect(names(loading)).toEqual(['N0', 'N1', 'N2', 'Open']);
    expect(loading.seals).toMatchObject({ opened: 1, tried: 2 });
    expect(loading.signatures.size).toBe(5);
  });

  it('needs no worker where nothing is sealed to a key that was given', async () => {
    const loading = await load([], () => {
      throw new Error('No worker is needed.');
    });
    await loading.run();
    expect(loading.stage).toEqual({ kind: 'whole' });
    expect(loading.signatures.sealedCount).toBe(4);
  });

  it('tells keys with a mistake from keys that open nothing', async () => {
    const loading = await load(['AGE-SECRET-KEY-1QQQ']);
    await loading.run();
    expect(loading.seals).toMatchObject({ areKeys: false, opened: 0 });
    await loading.addKeys([strangers]);
    expect(loading.seals).toMatchObject({ areKeys: true, opened: 1 });
  });

  it('says so where the browser does not let workers start', async () => {
    const loading = await load([ours], () => {
      throw new Error('Refused.');
    });
    await loading.run();
    expect(loading.stage).toEqual({ kind: 'jammed' });
    expect(loading.signatures.sealedCount).toBe(4);
  });

  it('can be stopped while the workers are at it', async () => {
    const loading = await load([ours], () => {
      const worker: OpeningWorker = {
        onmessage: null,
        onerror: null,
        terminate: () => undefined,
        // This worker accepts the keys and then never answers.
        postMessage: (task) => {
          if ('keys' in task) worker.onmessage?.(new MessageEvent('message', { data: { kind: 'ready' } }));
          // The load stops when the download is complete.
          else setImmediate(() => loading.stop());
        },
      };
      return worker;
    });
    await loading.run();
    expect(loading.stage).toEqual({ kind: 'cancelled' });
    expect(loading.signatures.size).toBe(5);
  });

  it('keeps what arrived when it is stopped, and goes on', async () => {
    const loading = await load([ours]);
    const running = loading.run();
    loading.stop();
    await running;
    expect(loading.stage).toEqual({ kind: 'cancelled' });
    await loading.run();
    expect(loading.stage).toEqual({ kind: 'whole' });
    expect(names(loading)).toEqual(['N0', 'N1', 'Open']);
  });
});
