/**
 * Reads JSON. Gives `undefined` for invalid JSON and does not throw, because the engine's error quotes the
 * text.
 */
export function fromJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
