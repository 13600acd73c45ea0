import { posix } from 'node:path';
import { decoded } from '#domain/link.ts';

/** What a request asks for. */
export interface Target {
  /** The path as it was sent, but for `.` and `..`. */
  readonly pathname: string;
  /** The query with its `?`; empty if there is none. */
  readonly search: string;
  /** The host in an absolute address, which counts more than the header; else `null`. */
  readonly host: string | null;
}

/**
 * A path that nobody can read in two ways: nothing is encoded, and no part starts with a dot. Each part ends at a slash
 * or at the end. If it could end anywhere, a long part with a `%` behind it would take this process hours.
 */
const PLAIN = /^\/(?:[\w~-][\w.~-]*(?:\/|$))*$/u;

/**
 * Reads the target of a request line. What has no meaning gives a 400. What looks like an address of the
 * platform gives a 404: functions have no second address here.
 */
export function readTarget(url: string): Target | 400 | 404 {
  const query = url.indexOf('?');
  const path = query < 0 ? url : url.slice(0, query);
  const search = query < 0 ? '' : url.slice(query);
  if (PLAIN.test(path)) return { pathname: path, search, host: null };
  return path.startsWith('/') ? strange(path, search, null) : absolute(url);
}

/** A proxy may send a whole address (RFC 9112, 3.2.2). */
function absolute(url: string): Target | 400 | 404 {
  const whole = URL.parse(url);
  if (whole === null || !/^https?:$/u.test(whole.protocol) || whole.username !== '') return 400;
  return strange(whole.pathname, whole.search, whole.host);
}

function strange(path: string, search: string, host: string | null): Target | 400 | 404 {
  const text = decoded(path);
  if (text === null) return 400;
  if (/^\/\.netlify(?:\/|$)/iu.test(posix.normalize(text.replaceAll('\\', '/')))) return 404;
  // A browser would read the start as the name of a host.
  if (/^\/[/\\]/u.test(path)) return 400;
  const parsed = URL.parse(`http://host${path}`);
  return parsed === null ? 400 : { pathname: parsed.pathname, search, host };
}
