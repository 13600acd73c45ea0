const SHORTEST_BYTES = 512;

/**
 * The length to which a text is padded: 512 bytes or a doubling of that. Nearly all supporters with no comment or a
 * short one have the first length; 1,000 ASCII characters need the third. So the length tells at most that a supporter
 * wrote much.
 */
export function paddedLength(bytes: number): number {
  let length = SHORTEST_BYTES;
  while (length < bytes) length *= 2;
  return length;
}
