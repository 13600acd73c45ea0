import type { Signature } from '#domain/signature.ts';
import type { RecordStore } from './record-store.ts';

/** The store of signatures. */
export type SignatureStore = RecordStore<Signature>;
