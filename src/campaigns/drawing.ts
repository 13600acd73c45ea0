import { readFile } from 'node:fs/promises';

/** How the files of pixel images start: JPEG, PNG, GIF, and WebP in its RIFF container. */
const PIXELS = ['\u00FF\u00D8\u00FF', '\u0089PNG', 'GIF8', 'RIFF'];

/**
 * What a drawing can run, load or change. Entities, escapes of CSS, and encodings such as UTF-16 and
 * ISO-2022-JP could hide it.
 */
const CODE =
  /<(?:[\w-]+:)?(?:script|foreignObject|iframe|object|embed|handler|listener|set|animate\w*)\b|<!(?:ENTITY|ATTLIST)|<\?xml-stylesheet|@import|image-set\(|[\s"'/]on[a-z]+\s*=|javascript:|[\u0000\u001B\\]/iu;

/** What a reference may be: a part of the drawing, or an image or a font inside it. */
const INSIDE =
  /(?:["']|&quot;|&apos;|\s)*(?:#|data:(?:font\/|application\/(?:x-)?font|image\/(?:png|jpe?g|gif|webp)))/iuy;
const REFERENCE = /(?:href|src)\s*=|url\(/giu;

/**
 * True for a drawing (SVG) that could run code or ask another site. Pages show drawings as images, which do
 * neither. But a drawing has an address of its own, and opens there as a page.
 */
export async function holdsCode(path: string): Promise<boolean> {
  const content = await readFile(path, 'latin1');
  if (PIXELS.some((start) => content.startsWith(start))) return false;
  const drawing = withoutNumbers(content);
  return (
    CODE.test(drawing) || Array.from(drawing.matchAll(REFERENCE)).some((match) => !isInside(drawing, match))
  );
}

/** A drawing without letters that are written as numbers: `&#117;rl(` is `url(`. */
function withoutNumbers(drawing: string): string {
  return drawing.replaceAll(
    /&#(?:x([0-9a-f]{1,6})|(\d{1,6}));/giu,
    (whole, hex?: string, decimal?: string) => {
      const point = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16);
      return point < 0x80 ? String.fromCodePoint(point) : whole;
    },
  );
}

function isInside(content: string, { index, 0: start }: RegExpExecArray): boolean {
  INSIDE.lastIndex = index + start.length;
  return INSIDE.test(content);
}
