/** What the lines of a level are: keys with values, or the entries of a list. */
type Kind = 'keys' | 'list';

interface Level {
  readonly kind: Kind;
  readonly indent: number;
}

interface OpenKey {
  readonly indent: number;
  readonly key: string | null;
}

/** Which lines stand below which. */
export interface Levels {
  /** The spaces that a line must have, the line's own ones if they are right; `null` if it fits nowhere. */
  readonly settle: (kind: Kind, indent: number) => number | null;
  /** Begins a level within the present one. */
  readonly add: (kind: Kind, indent: number) => void;
  /** A key or a dash without a value: it may stand in the next line. */
  readonly openAt: (indent: number, key: string | null) => void;
  readonly open: () => OpenKey | null;
  readonly close: () => void;
  readonly isOpen: () => boolean;
  readonly isOpenFor: (indent: number) => boolean;
  /** The key of the list whose entries have this many spaces. */
  readonly keyOfList: (indent: number) => string | null;
  /** True if the last line with as many spaces was an entry of a list. */
  readonly isListAt: (indent: number) => boolean;
  readonly depth: () => number;
}

/** The levels of a text before its first line. Its first keys stand at the left edge, where one does. */
export function newLevels(text: string): Levels {
  const levels: Level[] = /^[A-Za-z_]+[ \t]*:/mu.test(text) ? [{ kind: 'keys', indent: 0 }] : [];
  const lists = new Map<number, string | null>();
  let open: OpenKey | null = null;
  return {
    settle: (kind, indent) => {
      const above: OpenKey | null = open;
      open = null;
      if (above && (indent > above.indent || (kind === 'list' && indent === above.indent))) {
        while ((levels.at(-1)?.indent ?? -1) > above.indent) levels.pop();
        levels.push({ kind, indent });
        if (kind === 'list') lists.set(indent, above.key);
        return indent;
      }
      if (levels.length === 0) levels.push({ kind, indent });
      const right = nearestLevel(levels, kind, indent);
      if (right < 0) return null;
      levels.length = right + 1;
      return levels[right]?.indent ?? null;
    },
    add: (kind, indent) => levels.push({ kind, indent }),
    openAt: (indent, key) => {
      open = { indent, key };
    },
    open: () => open,
    close: () => {
      open = null;
    },
    isOpen: () => open !== null,
    isOpenFor: (indent) => open !== null && indent > open.indent,
    keyOfList: (indent) => lists.get(indent) ?? null,
    isListAt: (indent) => levels.findLast((level) => level.indent === indent)?.kind === 'list',
    depth: () => levels.length,
  };
}

function nearestLevel(levels: readonly Level[], kind: Kind, indent: number): number {
  let best = -1;
  for (const [index, level] of levels.entries()) {
    if (level.kind !== kind) continue;
    const isNearer =
      best < 0 || Math.abs(level.indent - indent) <= Math.abs((levels[best]?.indent ?? 0) - indent);
    if (isNearer) best = index;
  }
  return best;
}
