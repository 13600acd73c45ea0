import { prefixesOf } from '#domain/part.ts';
import type { Signature } from '#domain/signature.ts';
import type { SignatureStore } from '#store/signature-store.ts';

/** A simple store in a map. The tests compare the real store with it. */
export function memorySignatureStore(): SignatureStore {
  const kept = new Map<string, Signature>();
  const keyOf = ({ campaign, id }: Pick<Signature, 'campaign' | 'id'>) => `${campaign}/${id}`;
  const create = (signature: Signature) => {
    const isNew = !kept.has(keyOf(signature));
    if (isNew) kept.set(keyOf(signature), signature);
    return Promise.resolve(isNew);
  };
  const idsOf = (campaign: string) =>
    [...kept.keys()]
      .filter((key) => key.startsWith(`${campaign}/`))
      .map((key) => key.slice(campaign.length + 1));
  return {
    record: async (signature) => {
      await create(signature);
    },
    create,
    current: (campaign, id) => {
      const record = kept.get(`${campaign}/${id}`);
      return Promise.resolve(record ? { record, version: JSON.stringify(record) } : null);
    },
    replace: (signature, version) => {
      const isSame = JSON.stringify(kept.get(keyOf(signature))) === version;
      if (isSame) kept.set(keyOf(signature), signature);
      return Promise.resolve(isSame);
    },
    folders: () =>
      Promise.resolve([...new Set([...kept.keys()].map((key) => key.split('/')[0] ?? ''))].sort()),
    count: (campaign) => Promise.resolve(idsOf(campaign).length),
    countAmong: (campaign, wanted) => {
      const ids = idsOf(campaign);
      return Promise.resolve({ all: ids.length, wanted: ids.filter((id) => wanted.has(id)).length });
    },
    eachPage: (campaign, visit) => {
      visit(idsOf(campaign));
      return Promise.resolve();
    },
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
