import { type MarkdownText, type TextFault } from './markdown-text.ts';
import { blocksOf, UNDERSTOOD } from './visible-source.ts';

/** Finds links and notes that a page would show as brackets, because Markdown does not understand them. */
export function brokenLinks(text: MarkdownText, body: string): TextFault[] {
  return blocksOf(text, body).flatMap(({ source, offset }) => {
    if (!/[[\]]/u.test(source)) return [];
    const written = body.slice(offset, offset + source.length);
    let rest = source;
    const faults: TextFault[] = [];
    for (const [form, message] of FORMS) {
      for (const match of rest.matchAll(form)) {
        const part = written.slice(match.index, match.index + match[0].length);
        faults.push({ offset: offset + match.index, message: message(part) });
        rest =
          rest.slice(0, match.index) +
          UNDERSTOOD.repeat(match[0].length) +
          rest.slice(match.index + match[0].length);
      }
    }
    return faults;
  });
}

/** What an address begins with; a whole web address was understood already. */
const ADDRESS = `(?:${UNDERSTOOD}|https?:|www\\.|mailto:|[/#][\\p{L}\\p{N}-])`;

/** The name of a file that editors put beside a text. */
const FILE = '[^()\\][\\s]+\\.(?:jpe?g|png|webp|gif|svg|heic|md)';

/** Each form is tried where none before it fitted. */
const FORMS: readonly (readonly [form: RegExp, message: (part: string) => string])[] = [
  [
    /!\[\[[^\][\n]+\]\]/gu,
    (part) =>
      `The picture is written as another program has it: write ![what is seen](${part.slice(3, -2).replace(/\|.*$/u, '').trim()})`,
  ],
  [
    new RegExp(`\\[[^\\][\\n]*${UNDERSTOOD}[^\\][\\n]*\\]\\(${ADDRESS}[^()\\n]*\\)`, 'gu'),
    (part) =>
      `A link stands in the words of another, which leads nowhere: write one behind the other, or only ${/\[[^\][\n]*\]\([^()\n]*\)/u.exec(part)?.[0] ?? 'one'}`,
  ],
  [
    /!?\[[^\][\n]*\]\([^()\n]*\)/gu,
    (part) => {
      const [, words = '', address = ''] = /^!?\[(.*)\]\((.*)\)$/u.exec(part) ?? [];
      const [, inner = address] = /^<(.*)>$/u.exec(address.trim()) ?? [];
      const whole = inner.trim().replace(/^(https?:)\s*(\/*)\s+/iu, '$1$2');
      const right = `[${words}](${whole.replaceAll(/\s+/gu, '%20')})`;
      if (address.includes('"'))
        return 'The link is not understood, because of the " in its address: write [words](address) without it';
      return `The link is not understood, because there is a space in its address: write ${part.startsWith('!') ? '!' : ''}${right}`;
    },
  ],
  [
    /!?\[[^\][\n]*\]\([^()\n]*/gu,
    (part) => `The link is not understood, because its ) is missing: write ${ended(part)}`,
  ],
  [
    new RegExp(`!?\\[[^\\][\\n]+\\]\\s+\\((?:${ADDRESS}|${FILE}\\))[^()\\n]*\\)?`, 'gu'),
    (part) =>
      `The link is not understood, because of the space between ] and (: write ${part.replace(/\]\s+\(/u, '](')}`,
  ],
  [
    new RegExp(`!?\\[[^\\][\\n]+\\][^\\s()[\\]]{1,3}\\((?:${ADDRESS}|${FILE}\\))[^()\\n]*\\)?`, 'gu'),
    (part) =>
      `The link is not understood, because of what stands between ] and (: write ${part.replace(/\][^\s()[\]]{1,3}\(/u, '](')}`,
  ],
  [
    /!?\[[^\][()\n]+\(\][^\][()\s]*\)/gu,
    (part) =>
      `The link is not understood, because its ] and ( stand the other way round: write ${part.replace('(]', '](')}`,
  ],
  [
    new RegExp(`!?\\([^()\\n]+\\)\\s?\\[(?:${ADDRESS}[^\\][\\n]*|${FILE})\\]`, 'gu'),
    (part) => `The link has its brackets the wrong way round: write ${turned(part)}`,
  ],
  [
    new RegExp(`!?\\[[^\\][()\\n]+\\[?\\((?:${ADDRESS}[^()\\n]*|${FILE})\\)`, 'gu'),
    (part) => `The link is not understood, because its ] is missing: write ${part.replace(/\[?\(/u, '](')}`,
  ],
  [
    new RegExp(`!?\\[[^\\][\\n]+\\](?:${ADDRESS}[^()\\s]*|${FILE})\\)`, 'gu'),
    (part) => `The link is not understood, because its ( is missing: write ${part.replace(']', '](')}`,
  ],
  [
    /[^[\s]{0,100}\]\([^()\n]*\)?/gu,
    (part) => `The link is not understood: write it as [words](address), without brackets inside: ${part}`,
  ],
  [
    /\[\^[^\][\s]+\]/gu,
    (part) => `There is no note ${part}: write ${part}: and its words in a line of their own, or delete it`,
  ],
  [
    /!?\[[^\][\n]+\]\[[^\][\n]*\]/gu,
    (part) => {
      const [, words = '', name = ''] = /\[([^\]]*)\]\[([^\]]*)\]/u.exec(part) ?? [];
      return `The link is not understood, because no line says where [${name === '' ? words : name}] leads: write [${words}](address), or add a line [${name === '' ? words : name}]: address`;
    },
  ],
];

function ended(part: string): string {
  const [address = part] = /^!?\[[^\]]*\]\(\S*/u.exec(part) ?? [];
  return `${address.replace(/[.,;:]$/u, '')})`;
}

function turned(part: string): string {
  const [, mark = '', words = '', address = ''] = /^(!?)\(([^)]*)\)\s?\[([^\]]*)\]$/u.exec(part) ?? [];
  return `${mark}[${words}](${address})`;
}
