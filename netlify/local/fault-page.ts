import { escapeUTF8 } from 'entities';
import type { ServerResponse } from 'node:http';
import { visible } from '#source/mistake.ts';
import { type Fault, lastFault } from './last-fault.ts';
import { localPage } from './local-page.ts';

/** The page of a fault of the program. It holds no call stack: who edits words looks at it. */
async function faultPage(pathname: string, fault: Fault | null): Promise<string> {
  const place = fault?.place ?? null;
  return localPage({
    title: 'This page cannot be made',
    heading: 'This page cannot be made',
    lede: `The program failed over <code>${escapeUTF8(visible(pathname))}</code>. This is not your mistake: tell a developer.`,
    main: `<div class="fault">
${place === null ? '' : `<p class="place"><code dir="ltr">${escapeUTF8(visible(place))}</code></p>`}
<p class="message">${escapeUTF8(visible(fault?.what ?? 'Nothing more is known of it'))}</p>
</div>
<p class="column more">The terminal in which npm start runs says the same, and what else is known. Once the program is mended, this page is shown again by itself.</p>`,
  });
}

/**
 * Holds an answer back until it is whole. An error of Astro or Vite would show a call stack. The page of the fault goes
 * in its place. It does so too where a part of the page had been made.
 */
export function showFaults(outgoing: ServerResponse, pathname: string, hasBody: boolean): void {
  const own = {
    writeHead: outgoing.writeHead.bind(outgoing),
    flushHeaders: outgoing.flushHeaders.bind(outgoing),
    write: outgoing.write.bind(outgoing),
    end: outgoing.end.bind(outgoing),
  };
  let body: Buffer[] = [];
  const take = (chunk: unknown) => {
    if (typeof chunk === 'string' || chunk instanceof Uint8Array) body.push(Buffer.from(chunk));
  };
  const answer = async () => {
    const isFault = outgoing.statusCode === 500;
    // Node itself ends an answer by way of its head.
    Object.assign(outgoing, own);
    if (!isFault) {
      outgoing.end(Buffer.concat(body));
      return;
    }
    const html = await faultPage(pathname, lastFault());
    for (const name of outgoing.getHeaderNames()) outgoing.removeHeader(name);
    outgoing.writeHead(500, { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' });
    outgoing.end(hasBody ? html : undefined);
  };
  Object.assign(outgoing, {
    writeHead: (status: number, ...rest: unknown[]) => {
      const headers = rest.at(-1);
      body = [];
      outgoing.statusCode = status;
      if (typeof headers === 'object' && headers !== null)
        for (const [name, value] of Object.entries(headers)) outgoing.setHeader(name, value as string);
      return outgoing;
    },
    flushHeaders: () => undefined,
    write: (chunk: unknown) => {
      take(chunk);
      return true;
    },
    end: (chunk?: unknown) => {
      take(chunk);
      answer().catch(() => outgoing.destroy());
      return outgoing;
    },
  });
}
