import { type ContentMistake, formatMistake, visible } from '#source/mistake.ts';

/** How grave something found in `content/` is. Only mistakes keep a site from being built. */
type Gravity = 'error' | 'warning' | 'notice';

/** What stands before the place, for people. A mistake needs no word for itself. */
const WORDS: Readonly<Record<Gravity, string>> = { error: '', warning: 'Warning: ', notice: 'Notice: ' };

/**
 * What was found, as the lines that everybody reads, one each. In GitHub Actions each has a second one, from which
 * GitHub makes an annotation. It stands at its place in the pull request.
 */
export function report(
  found: readonly ContentMistake[],
  { isInActions, gravity = 'error' }: { isInActions: boolean; gravity?: Gravity },
): string[] {
  const lines = found.map((mistake) => WORDS[gravity] + formatMistake(mistake));
  if (!isInActions) return lines;
  return [...lines.map(harmless), ...found.map((mistake) => annotation(gravity, mistake))];
}

/** GitHub's runner obeys its older commands, `##[error]`, wherever they stand in a line (runner, ActionCommand.cs). */
function harmless(line: string): string {
  return line.replaceAll('##[', '##\\u{5b}');
}

/** A workflow command, https://docs.github.com/actions/reference/workflow-commands-for-github-actions. */
function annotation(gravity: Gravity, { file, line, column, message }: ContentMistake): string {
  const place = `file=${property(file)},line=${line},col=${column}`;
  return `::${gravity} ${place}::${data(visible(message))}`;
}

/** Escapes as GitHub's own toolkit does (actions/toolkit, packages/core/src/command.ts). */
function data(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function property(text: string): string {
  return data(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
