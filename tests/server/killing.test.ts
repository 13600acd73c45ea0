import { randomInt } from 'node:crypto';
import { connect } from 'node:net';
import { describe, expect, it } from 'vitest';
import { aMachine, type ServeProcess } from './serve-process.ts';
import { formOf, headersOf, recorded, SIGNATURES, SigningClient } from './signing-client.ts';

const KILLS = Number(process.env['KILLS']);
const CONNECTIONS = 16;

/** Some sign again what somebody signed before, while others come anew. */
function aPerson(newest: number): number {
  return newest > 10 && randomInt(4) === 0 ? randomInt(1, newest) : newest;
}

describe(`a server that is killed ${KILLS} times while people sign without pause`, () => {
  it('has every signature once that it thanked for', { timeout: 600_000 }, async () => {
    await using machine = await aMachine();
    const { start } = machine;
    const thanked = new Set<number>();
    let newest = 0;
    for (let round = 0; round < KILLS; round += 1) {
      const server = await start();
      const answersToGo = randomInt(20, 600);
      let answers = 0;
      const killings: Promise<number | null>[] = [];
      const signOn = async () => {
        const client = new SigningClient(server.port);
        while (killings.length === 0) {
          const person = aPerson((newest += 1));
          // A connection that breaks says nothing.
          const answer = await client.sign(person).catch(() => null);
          if (answer) expect(answer.status, String(person)).toBe(303);
          if (answer?.status === 303) thanked.add(person);
          answers += 1;
          if (answers === answersToGo) killings.push(server.end('SIGKILL'));
        }
        client.close();
      };
      await Promise.all(Array.from({ length: CONNECTIONS }, signOn));
      expect(await Promise.all(killings), String(round)).toEqual([null]);
    }
    const server = await start();
    const { people, online } = await recorded(server.origin);
    expect(thanked.size).toBeGreaterThan(KILLS * 15);
    expect(new Set(people).size).toBe(people.length);
    expect(thanked.difference(new Set(people)).size).toBe(0);
    expect(people.filter((person) => !(person > 0 && person <= newest))).toEqual([]);
    expect(online).toBe(people.length);
    // What was not thanked for may have landed in the moment of the kill, at most once a connection.
    expect(people.length - thanked.size).toBeLessThanOrEqual(KILLS * CONNECTIONS);
    console.info(`${thanked.size} thanked for, ${people.length} recorded`);
    await server.end('SIGTERM');
  });
});

describe('a server that is told to end', () => {
  it('answers what is under way, keeps it, and ends well', { timeout: 120_000 }, async () => {
    await using machine = await aMachine();
    const { start } = machine;
    const server = await start();
    const under = Array.from({ length: 20 }, (_, index) => new HalfSent(server.port, index + 1));
    await Promise.all(under.map(({ taken }) => taken));
    const ended = server.end('SIGTERM');
    // From now on nobody is taken any more.
    while (await takesConnections(server)) continue;
    for (const half of under) half.sendRest();
    for (const [index, half] of under.entries()) expect(await half.status, String(index)).toBe(303);
    expect(await ended).toBe(0);
    const again = await start();
    const { people, online } = await recorded(again.origin);
    expect(people.sort((a, b) => a - b)).toEqual(under.map((_, index) => index + 1));
    expect(online).toBe(20);
    expect(await again.end('SIGTERM')).toBe(0);
  });
});

/** A signature of which the server has the head only, and asked for the rest. */
class HalfSent {
  readonly #socket;
  readonly #body: string;
  /** Resolves once the server has asked for the rest: then it is under way. */
  readonly taken: Promise<undefined>;
  /** The status of the answer, or 0 if the connection breaks. */
  readonly status: Promise<number>;

  constructor(port: number, person: number) {
    this.#body = formOf(person);
    const headers = Object.entries({
      host: `localhost:${port}`,
      ...headersOf(person),
      'content-length': String(this.#body.length),
      expect: '100-continue',
    }).map(([name, value]) => `${name}: ${value}\r\n`);
    this.#socket = connect({ port, host: '127.0.0.1' });
    this.#socket.write(`POST ${SIGNATURES} HTTP/1.1\r\n${headers.join('')}\r\n`);
    let received = '';
    const { promise, resolve } = Promise.withResolvers<undefined>();
    this.taken = promise;
    this.status = new Promise((answered) => {
      this.#socket.setEncoding('latin1').on('data', (chunk: string) => {
        received += chunk;
        if (received.includes('100 Continue\r\n\r\n')) resolve(undefined);
        const status = /\r\n\r\nHTTP\/1\.1 (\d+)/u.exec(received)?.[1];
        if (status) answered(Number(status));
      });
      this.#socket.once('close', () => answered(0));
      this.#socket.once('error', () => answered(0));
    });
  }

  sendRest(): void {
    this.#socket.write(this.#body);
  }
}

function takesConnections({ port }: ServeProcess): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ port, host: '127.0.0.1' });
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });
}

describe('a server whose disk is full', () => {
  it('gives back what was typed, keeps what it took, and takes more once there is room', async () => {
    await using machine = await aMachine();
    const { start } = machine;
    // The files are there before the disk is full.
    expect(await (await start()).end('SIGTERM')).toBe(0);
    const full = await start({ blocks: 400 });
    const client = new SigningClient(full.port);
    const thanked: number[] = [];
    const refused: number[] = [];
    const comment = 'Long thought over';
    for (let person = 1; refused.length < 5 && person < 5_000; person += 1) {
      const { status, page } = await client.sign(person, comment);
      if (status === 303) thanked.push(person);
      else {
        expect([status, page.includes(comment), page.includes(`person${person}@`)], String(person)).toEqual([
          503,
          true,
          true,
        ]);
        refused.push(person);
      }
    }
    expect(thanked.length).toBeGreaterThan(20);
    expect(refused).toHaveLength(5);
    client.close();
    await full.end('SIGTERM');
    const roomy = await start();
    const again = new SigningClient(roomy.port);
    for (const person of refused)
      expect((await again.sign(person, comment)).status, String(person)).toBe(303);
    again.close();
    const { people, online } = await recorded(roomy.origin);
    expect(people.sort((a, b) => a - b)).toEqual([...thanked, ...refused].sort((a, b) => a - b));
    expect(online).toBe(people.length);
    expect(await roomy.end('SIGTERM')).toBe(0);
  });
});
