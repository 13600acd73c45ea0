import { createInterface } from 'node:readline/promises';
import { CommandError } from './command.ts';

/** Questions to whoever sits at the terminal, one after the other. */
export interface Dialog extends Disposable {
  /** Shows a question and returns the answer without outer spaces. Throws a `CommandError` if there is none. */
  readonly ask: (question: string) => Promise<string>;
  /** Shows a sentence between questions. */
  readonly say: (sentence: string) => void;
}

/** The two sides of a terminal. */
interface Terminal {
  readonly input: NodeJS.ReadableStream;
  readonly output: NodeJS.WritableStream;
}

/** Opens a dialog. Answers that were pasted as many lines at once wait for their questions. */
export function openDialog({ input, output }: Terminal, signal: AbortSignal): Dialog {
  const lines = createInterface({ input, output, signal });
  const answers = lines[Symbol.asyncIterator]();
  let isOpen = true;
  lines.once('close', () => (isOpen = false));
  return {
    ask: async (question) => {
      // Answers may still wait after the input's end. A closed interface prompts no more.
      if (isOpen) {
        lines.setPrompt(question);
        lines.prompt();
      } else output.write(question);
      const answer = await answers.next();
      // Ctrl-C, Ctrl-D and the signal end the lines.
      if (answer.done) throw new CommandError(130, '\nStopped. Nothing was written.');
      return answer.value.trim();
    },
    say: (sentence) => output.write(`${sentence}\n`),
    [Symbol.dispose]: () => lines.close(),
  };
}
