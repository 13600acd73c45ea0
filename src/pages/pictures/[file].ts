import type { APIContext, GetStaticPathsResult } from 'astro';
import { extname } from 'node:path';
import { type Rendition, renditions } from '#markdown/pictures.ts';
import { keptPicture } from '#page-data/kept-pictures.ts';
import { renderEverything } from '#page-data/shown-content.ts';

/** One file for each picture, format and width in the texts. */
export async function getStaticPaths() {
  await renderEverything();
  return Array.from(renditions, ([file, rendition]) => ({
    params: { file },
    props: { rendition },
  })) satisfies GetStaticPathsResult;
}

/** The bytes of one picture. */
export async function GET({ props, params }: APIContext<{ rendition: Rendition }>): Promise<Response> {
  const picture = await keptPicture(props.rendition);
  const ending = extname(params['file'] ?? '').slice(1);
  const headers = { 'content-type': `image/${ending === 'svg' ? 'svg+xml' : ending}` };
  return new Response(new Uint8Array(picture), { headers });
}
