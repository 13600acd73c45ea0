import Negotiator from 'negotiator';
import { mediaTypeOf } from './read-body.ts';

const PAGE = 'text/html';
const JSON_TYPE = 'application/json';

/** True for a client that sends or wants JSON; browsers without JavaScript get pages. */
export function wantsJson(request: Request): boolean {
  return sendsJson(request) || preferred(request, [PAGE, JSON_TYPE]) === JSON_TYPE;
}

/** True for a browser that shows pages; false for scripts and for clients that want JSON. */
export function wantsPage(request: Request): boolean {
  return !sendsJson(request) && preferred(request, [JSON_TYPE, PAGE]) === PAGE;
}

function sendsJson(request: Request): boolean {
  return mediaTypeOf(request) === JSON_TYPE;
}

/** The type that the client likes most (RFC 9110 `Accept`), of equal ones the first; `undefined` for none. */
function preferred(request: Request, offered: string[]): string | undefined {
  return new Negotiator({ headers: { accept: request.headers.get('accept') ?? undefined } }).mediaType(
    offered,
  );
}
