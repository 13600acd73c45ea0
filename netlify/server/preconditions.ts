/** True if an `If-None-Match` names this entity tag. The comparison is the weak one (RFC 9110, 13.1.2). */
export function isUnchanged(ifNoneMatch: string, etag: string): boolean {
  if (ifNoneMatch.trim() === '*') return true;
  for (const [, tag] of ifNoneMatch.matchAll(/(?:W\/)?("[^"]*")/gu)) if (tag === etag) return true;
  return false;
}
