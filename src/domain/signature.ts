import * as v from 'valibot';
import type { Supporter } from './supporter.ts';

/** The parts of a signature that identify no person, in the contract's order. */
export const FrameSchema = v.object({
  /** 32 hex digits, from the keyed digest of the campaign and the canonical address. */
  id: v.string(),
  campaign: v.string(),
  /** ISO 8601 UTC; rounded down to the hour in a sealed signature. */
  signedAt: v.string(),
});

type SignatureFrame = Readonly<v.InferOutput<typeof FrameSchema>>;

/** The keys of the frame, in the contract's order. */
export const FRAME_KEYS = v.keyof(FrameSchema).options;

/** The frame of a signature, or of what holds one, in the contract's order. */
export function frameOf(holder: SignatureFrame): SignatureFrame {
  return v.parse(FrameSchema, holder);
}

/** A readable signature. */
export type OpenSignature = SignatureFrame & { readonly version: 1; readonly supporter: Supporter };

/**
 * A signature that only the organizers' keys open. `sealed` is a base64 age file with the supporter's JSON. `order`
 * is the exact time of signing, encrypted; older signatures have none.
 */
export type SealedSignature = SignatureFrame & {
  readonly version: 1;
  readonly order?: string;
  readonly sealed: string;
};

/** One signature. It is stored as one blob. */
export type Signature = OpenSignature | SealedSignature;

/** True for a signature that can be read. */
export function isOpenSignature(signature: Signature): signature is OpenSignature {
  return 'supporter' in signature;
}

/** True for a signature that only organizers' keys open. */
export function isSealedSignature(signature: Signature): signature is SealedSignature {
  return 'sealed' in signature;
}

/** True for a valid signature id: 32 hex digits in lower case. */
export function isSignatureId(text: string): boolean {
  return /^[0-9a-f]{32}$/u.test(text);
}

/** An open signature: a signature's frame with its opened supporter. */
export function withSupporter(signature: Signature, supporter: Supporter): OpenSignature {
  return { version: 1, ...frameOf(signature), supporter };
}
