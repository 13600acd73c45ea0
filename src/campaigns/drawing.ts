import { readFileSync } from 'node:fs';

/** How the files of pixel images start: JPEG, PNG, GIF, and WebP in its RIFF container. */
const PIXELS = ['\u00FF\u00D8\u00FF', '\u0089PNG', 'GIF8', 'RIFF'];

/** What a drawing can run or load. Entities and UTF-16 could hide it. */
const CODE =
  /<(?:[\w-]+:)?(?:script|foreignObject|iframe|object|embed|handler|listener)\b|<!ENTITY|<\?xml-stylesheet|@import|[\s"'/]on[a-z]+\s*=|javascript:|\u0000/iu;

/** What a reference may be: a part of the drawing, or an image or a font inside it. */
const INSIDE =
  /(?:["']|&quot;|&apos;|\s)*(?:#|data:(?:font\/|application\/(?:x-)?font|image\/(?:png|jpe?g|gif|webp)))/iuy;
const REFERENCE = /(?:href|src)\s*=|url\(/giu;

/**
 * True for a drawing (SVG) that could run code or ask another site. Pages show drawings as images, which do
 * neither. But a drawing has an address of its own, and opens there as a page.
 */
export function holdsCode(path: string): boolean {
  const content = readFileSync(path, 'latin1');
  if (PIXELS.some((start) => content.startsWith(start))) return false;
  return (
    CODE.test(content) || Array.from(content.matchAll(REFERENCE)).some((match) => !isInside(content, match))
  );
}

function isInside(content: string, { index, 0: start }: RegExpExecArray): boolean {
  INSIDE.lastIndex = index + start.length;
  return INSIDE.test(content);
}
