/**
 * The code of the error that kept a request from a connection. `null` for one that was made and lost.
 * Node's fetch says `UND_ERR_SOCKET` or `ECONNRESET` if the other side closes a connection.
 */
export function codeOfUnreached(error: unknown): string | null {
  const cause = error instanceof TypeError ? error.cause : null;
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : null;
  return code === 'UND_ERR_SOCKET' || code === 'ECONNRESET' ? null : code;
}
