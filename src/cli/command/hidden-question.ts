import { createInterface } from 'node:readline/promises';
import { Writable } from 'node:stream';
import { CommandError } from './command.ts';

/** The two sides of a terminal. */
interface Terminal {
  readonly input: NodeJS.ReadableStream;
  readonly output: NodeJS.WritableStream;
}

/** Asks a question on a terminal and returns the answer, which the terminal does not show. */
export async function askHidden(
  question: string,
  { input, output }: Terminal,
  signal: AbortSignal,
): Promise<string> {
  // The interface echoes into its output. This output drops everything.
  const silence = new Writable({ write: (_chunk, _encoding, done) => done() });
  const lines = createInterface({ input, output: silence, terminal: true });
  // The terminal itself echoes until the interface exists, so the question comes after it.
  output.write(question);
  try {
    return await lines.question('', { signal });
  } catch (error) {
    // Ctrl-C rejects the question, and so does the signal.
    throw new CommandError(130, 'Stopped.', error);
  } finally {
    lines.close();
    output.write('\n');
  }
}
