/** The query of the log: entries after a number, or the newest ones; `refused` has the code of a 400. */
export type AuditQuery =
  | { readonly kind: 'after'; readonly number: number }
  | { readonly kind: 'newest' }
  | { readonly kind: 'refused'; readonly code: string };

/** Reads `?after=<number>`. */
export function readAuditQuery({ searchParams }: URL): AuditQuery {
  const [typed, ...others] = searchParams.getAll('after');
  if (typed === undefined) return { kind: 'newest' };
  const isNumber = others.length === 0 && /^\d{1,10}$/u.test(typed);
  return isNumber ? { kind: 'after', number: Number(typed) } : { kind: 'refused', code: 'audit.after' };
}
