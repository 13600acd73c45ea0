import {
  type Document,
  isMap,
  isNode,
  isPair,
  isScalar,
  type Node,
  type Pair,
  parseDocument,
  type ScalarTag,
  visit,
  type YAMLMap,
} from 'yaml';

/**
 * Only plain digits are a number. YAML takes `5.000` for 5 and `0x10` for 16. Here they are no number and no words,
 * so that we ask what is meant.
 */
const plainNumber: ScalarTag = {
  identify: (value) => typeof value === 'number',
  default: true,
  tag: 'tag:yaml.org,2002:int',
  test: /^[-+]?(?:\d+(?:\.\d*)?(?:e[-+]?\d+)?|\.\d+(?:e[-+]?\d+)?|0o[0-7]+|0x[\da-f]+|\.inf|\.nan)$/iu,
  resolve: (written) => (/^(?:0|-?[1-9]\d*)$/u.test(written) ? Number(written) : Number.NaN),
};

/** Parses YAML 1.2, in which dates stay strings. `null` where the library gives up. */
export function parseTree(text: string): Document | null {
  try {
    return parseDocument(text, {
      customTags: (tags) => [
        ...tags.filter((tag) => typeof tag === 'string' || !/:(?:int|float)$/u.test(tag.tag)),
        plainNumber,
      ],
      logLevel: 'error',
      prettyErrors: false,
      uniqueKeys: false,
    });
  } catch {
    return null;
  }
}

/** What YAML takes for the name of another value, such as `*Important`. Nobody means that. */
export function aliasesIn(document: Document): { readonly pos: readonly [number] }[] {
  const found: { pos: [number] }[] = [];
  visit(document, { Alias: (_, node) => void found.push({ pos: [startOf(node)] }) });
  return found;
}

/** A value or a key in a tree; `undefined` where `path` leads nowhere. */
export interface Found {
  readonly node: unknown;
  /** Where it stands, else where its nearest parent stands. */
  readonly offset: number;
}

/** Finds the value at a path, or its key. */
export function findNode(contents: unknown, path: readonly PropertyKey[], where: 'key' | 'value'): Found {
  let node: unknown = contents;
  let offset = startOf(node);
  for (const [index, key] of path.entries()) {
    const pair = isMap(node) ? pairsOf(node).get(key) : undefined;
    if (pair && where === 'key' && index === path.length - 1)
      return { node: pair.key, offset: startOf(pair.key, offset) };
    node = pair ? pair.value : childOf(node, key);
    offset = startOf(node, pair ? startOf(pair.key, offset) : offset);
  }
  return { node, offset };
}

const pairs = new WeakMap<YAMLMap, ReadonlyMap<PropertyKey, Pair>>();

/** The pairs of a map by the names of their keys. Of two with one name the last counts. */
function pairsOf(map: YAMLMap): ReadonlyMap<PropertyKey, Pair> {
  const known = pairs.get(map);
  if (known) return known;
  const named = new Map<PropertyKey, Pair>(
    map.items.flatMap((item) => (isScalar(item.key) ? [[nameOf(item.key.value), item] as const] : [])),
  );
  pairs.set(map, named);
  return named;
}

/** Keys that stand twice in a map, as offsets of the first and each further one. */
export function keysTwice(
  contents: unknown,
): { readonly key: string; readonly first: number; readonly again: number }[] {
  const found: { key: string; first: number; again: number }[] = [];
  const waiting: unknown[] = [contents];
  while (waiting.length > 0) {
    const node = waiting.pop();
    if (typeof node !== 'object' || node === null || !('items' in node) || !Array.isArray(node.items))
      continue;
    const seen = new Map<string, number>();
    for (const item of node.items as readonly unknown[]) {
      waiting.push(isPair(item) ? item.value : item);
      if (!isPair(item) || !isScalar(item.key)) continue;
      const key = nameOf(item.key.value);
      const first = seen.get(key);
      if (first === undefined) seen.set(key, startOf(item.key));
      else found.push({ key, first, again: startOf(item.key) });
    }
  }
  return found;
}

/** The name of a key in the data: a key may be a number, or nothing. */
function nameOf(key: unknown): string {
  return ['string', 'number', 'boolean'].includes(typeof key) ? `${key as string | number | boolean}` : '';
}

function childOf(node: unknown, key: PropertyKey): unknown {
  if (typeof node !== 'object' || node === null || !('items' in node) || !Array.isArray(node.items))
    return undefined;
  const items: readonly unknown[] = node.items;
  const child = items[Number(key)];
  return isPair(child) ? child.value : child;
}

function startOf(node: unknown, otherwise = 0): number {
  return isNode(node) ? ((node as Node).range?.[0] ?? otherwise) : otherwise;
}
