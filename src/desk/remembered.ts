/** Remembers what is made of a list and a key, as long as the list itself is kept. The desk forgets both at once. */
export function remembered<List extends object, Key extends string, Made extends object>(
  make: (list: List, key: Key) => Made,
): (list: List, key: Key) => Made {
  const lists = new WeakMap<List, Map<Key, Made>>();
  return (list, key) => {
    const known = lists.get(list) ?? new Map<Key, Made>();
    lists.set(list, known);
    const made = known.get(key) ?? make(list, key);
    known.set(key, made);
    return made;
  };
}
