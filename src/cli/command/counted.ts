/** A number of signatures in words: “1 signature”, “1,210 signatures”. */
export function counted(signatures: number): string {
  return `${signatures.toLocaleString('en')} ${signatures === 1 ? 'signature' : 'signatures'}`;
}
