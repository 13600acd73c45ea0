/**
 * A copy with the latest first. `dateOf` gives a date or a moment in ISO 8601. Those of one date stand in the reverse
 * of their given order, because lists are written from the oldest on.
 */
export function latestFirst<Item>(items: readonly Item[], dateOf: (item: Item) => string): Item[] {
  return [...items].reverse().sort((a, b) => {
    const [one, other] = [dateOf(a), dateOf(b)];
    return Number(one < other) - Number(one > other);
  });
}
