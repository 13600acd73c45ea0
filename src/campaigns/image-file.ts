import type { Stats } from 'node:fs';
import { readdir, realpath, stat } from 'node:fs/promises';
import { basename, dirname, join, relative, resolve, sep } from 'node:path';
import { decoded, imageFault } from '#domain/link.ts';
import { nearest } from '#domain/nearest.ts';
import { isInside } from '#source/inside.ts';
import { HEIC_ADVICE, pictureFault, stampOf } from './picture-fault.ts';

/** The file of an image in a text, or why it cannot be shown. */
export type ImageFile =
  | { readonly kind: 'found'; readonly path: string; readonly stamp: string }
  | { readonly kind: 'refused'; readonly why: string };

/**
 * Finds an image by its address in a text. `textPath` is the absolute path of the text. The file lies in the
 * campaign's folder, also if a link leads to it: other files may be secret. `why` is a whole message.
 */
export async function imageFile(address: string, textPath: string): Promise<ImageFile> {
  const refuse = (fault: string): ImageFile => ({
    kind: 'refused',
    why: `The image “${address}” cannot be shown: ${fault}`,
  });
  const fault = imageFault(address);
  if (fault !== null) return refuse(fault);
  const folder = dirname(textPath);
  const campaign = basename(folder) === 'updates' ? dirname(folder) : folder;
  const path = resolve(folder, decoded(address) ?? address);
  if (!isInside(campaign, path)) return refuse(OUTSIDE);
  const place: Place = { campaign, folder, address };
  const found = await fileAt(path);
  const home = found === null || found.real === path ? campaign : await realpath(campaign);
  const isNamed = found !== null && found.real === join(home, relative(campaign, path));
  // A link has another name than its file, and some disks find a name in any letter case.
  const misnamed = isNamed ? null : await nameFault(path, place);
  if (misnamed !== null) return { kind: 'refused', why: misnamed };
  if (found?.stats.isDirectory())
    return {
      kind: 'refused',
      why: `There is no image “${address}” but a folder: write the name of a picture in it, such as ${address}/river.jpg`,
    };
  const format = formatFault(path);
  if (format !== null) return refuse(format);
  if (found === null) return { kind: 'refused', why: `There is no image “${address}”: ${MEND}` };
  const { real, stats } = found;
  if (!isInside(home, real)) return refuse(OUTSIDE);
  const broken = await pictureFault(real, stats);
  return broken === null ? { kind: 'found', path, stamp: stampOf(stats) } : refuse(broken);
}

const OUTSIDE = 'it lies outside the campaign’s folder: put a copy of the file beside this one';
const MEND = 'put the file beside this one, or mend its name';

function formatFault(path: string): string | null {
  if (/\.(?:heic|heif)$/iu.test(path)) return HEIC_ADVICE;
  return /\.(?:jpe?g|png|webp|gif|svg)$/iu.test(path)
    ? null
    : 'use JPEG, PNG, WebP, GIF or SVG: open the file, and export it as one of these';
}

interface Place {
  /** Absolute paths of the campaign's folder and the text's. */
  readonly campaign: string;
  readonly folder: string;
  /** As the text has it. */
  readonly address: string;
}

/**
 * What is wrong with the name of a file. The letter case counts on servers, also where this machine finds the
 * file in any case. `null` for the name of a file or folder that is there, letter by letter.
 */
async function nameFault(path: string, place: Place): Promise<string | null> {
  const { campaign, address } = place;
  let at = campaign;
  for (const part of relative(campaign, path).split(sep)) {
    const names = await namesIn(at);
    if (!names.includes(part)) return missing(path, place);
    at = join(at, part);
  }
  return address === '' ? missing(path, place) : null;
}

/** There is no such file: the message says which one may be meant. */
async function missing(path: string, place: Place): Promise<string> {
  const { campaign, folder, address } = place;
  const all = await filesBelow(campaign);
  const wanted = relative(campaign, path);
  const same = all.find((file) => plain(file) === plain(wanted));
  const written = (file: string) => addressOf(relative(folder, join(campaign, file)));
  if (same !== undefined)
    return `The image “${address}” has another name, letter by letter: write ${written(same)}`;
  const moved = all.find((file) => plain(basename(file)) === plain(basename(wanted)));
  if (moved !== undefined) return `The image “${address}” lies elsewhere: write ${written(moved)}`;
  const pictures = all.filter((file) => formatFault(file) === null);
  const near = nearest(stem(wanted), pictures.map(stem));
  const meant = pictures.find((file) => stem(file) === near);
  const format = formatFault(path);
  if (meant === undefined && format !== null) return `The image “${address}” cannot be shown: ${format}`;
  const mend = meant === undefined ? MEND : `write ${written(meant)}, if that is meant, or ${MEND}`;
  return `There is no image “${address}”: ${mend}`;
}

/** A name as a careless eye reads it. */
function plain(name: string): string {
  return name.normalize('NFC').toLowerCase();
}

function stem(file: string): string {
  return plain(file).replace(/\.[^./\\]+$/u, '');
}

/** The address of a file as Markdown wants it. */
function addressOf(path: string): string {
  return path.split(sep).map(encodeURIComponent).join('/');
}

/** The files of a campaign's folder and of the folders in it, from the campaign's folder. */
async function filesBelow(campaign: string): Promise<string[]> {
  const entries = await readdir(campaign, { recursive: true }).catch(() => []);
  return entries.filter((name) => /\.\w+$/u.test(name) && !name.endsWith('.md')).sort();
}

async function namesIn(folder: string): Promise<string[]> {
  return readdir(folder).catch(() => []);
}

/** A file without links, and what the disk says of it; `null` if there is no file. */
async function fileAt(path: string): Promise<{ real: string; stats: Stats } | null> {
  try {
    return { real: await realpath(path), stats: await stat(path) };
  } catch {
    return null;
  }
}
