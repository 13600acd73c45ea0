import { randomUUID } from 'node:crypto';
import { vi } from 'vitest';

/** What a live site answers about the campaign of `aCampaign`. */
export const LIVE_COUNT = {
  campaign: 'clean-river',
  count: 12,
  online: 12,
  elsewhere: 0,
  goal: null,
  open: true,
  basis: 'claimed',
  exact: true,
  setAside: 0,
  erased: null,
  asOf: '2026-06-01T12:00:00.000Z',
};

/** What a live site answers, by the campaign in the address. Every other one is unknown to it. */
export type Answers = Readonly<Record<string, { readonly status?: number; readonly body: unknown }>>;

/** A live site, with the campaigns that it was asked for. */
export interface LiveSite extends Disposable {
  readonly origin: string;
  readonly asked: readonly string[];
}

/** A live site that answers so, in the place of the network. Each has another address: answers are kept by it. */
export function liveSite(answers: Answers): LiveSite {
  const asked: string[] = [];
  const origin = `https://${randomUUID()}.example`;
  vi.stubGlobal('fetch', (address: string) => {
    const [, slug = ''] = /^\/api\/campaigns\/([^/]+)\/count$/u.exec(address.slice(origin.length)) ?? [];
    asked.push(slug);
    const { status = 200, body } = answers[slug] ?? { status: 404, body: { errors: [] } };
    return Promise.resolve(new Response(typeof body === 'string' ? body : JSON.stringify(body), { status }));
  });
  return { origin, asked, [Symbol.dispose]: () => void vi.unstubAllGlobals() };
}
