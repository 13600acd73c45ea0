/**
 * What the desk uses and older browsers lack, the youngest of 2022. Without one of them it would load or show
 * less than there is, and not say so.
 */
export const NEEDED_INTERFACES = [
  'AbortController',
  'AbortSignal.prototype.throwIfAborted',
  'Array.prototype.at',
  'Blob',
  'Element.prototype.append',
  'Element.prototype.replaceChildren',
  'HTMLDialogElement.prototype.showModal',
  'Intl.Collator',
  'Intl.DisplayNames',
  'Intl.NumberFormat',
  'Object.hasOwn',
  'Promise.allSettled',
  'ReadableStream',
  'String.prototype.normalize',
  'String.prototype.replaceAll',
  'TextDecoder',
  'URL.createObjectURL',
];

/** True if the browser has everything that the desk uses. */
export function hasNeededInterfaces(): boolean {
  return NEEDED_INTERFACES.every((path) => {
    let value: unknown = globalThis;
    for (const key of path.split('.')) value = (value as Record<string, unknown> | undefined)?.[key];
    return value !== undefined;
  });
}
