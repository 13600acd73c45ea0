/** Reads JSON. `undefined` for what is not JSON: the engine's own error would quote the text. */
export function fromJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
