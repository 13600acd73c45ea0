import { prefixesOf } from '#domain/part.ts';
import type { Signature } from '#domain/signature.ts';
import type { SignatureStore } from '#store/signature-store.ts';

/** A simple store in a map. The tests compare the real store with it. */
export function memorySignatureStore(): SignatureStore {
  const kept = new Map<string, Signature>();
  const idsOf = (campaign: string) =>
    [...kept.keys()]
      .filter((key) => key.startsWith(`${campaign}/`))
      .map((key) => key.slice(campaign.length + 1));
  return {
    record: (signature) => {
      const key = `${signature.campaign}/${signature.id}`;
      if (!kept.has(key)) kept.set(key, signature);
      return Promise.resolve();
    },
    folders: () =>
      Promise.resolve([...new Set([...kept.keys()].map((key) => key.split('/')[0] ?? ''))].sort()),
    count: (campaign) => Promise.resolve(idsOf(campaign).length),
    ids: (campaign, part) => {
      const prefixes = prefixesOf(part);
      const ids = idsOf(campaign).filter((id) => prefixes.some((prefix) => id.startsWith(prefix)));
      return Promise.resolve(ids.sort());
    },
    read: (campaign, id) => Promise.resolve(kept.get(`${campaign}/${id}`) ?? null),
    has: (campaign, id) => Promise.resolve(kept.has(`${campaign}/${id}`)),
    erase: (campaign, id) => {
      kept.delete(`${campaign}/${id}`);
      return Promise.resolve();
    },
  };
}
