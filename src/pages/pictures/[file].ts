import type { APIContext, GetStaticPathsResult } from 'astro';
import { makePicture } from '#markdown/make-picture.ts';
import { type Rendition, renditions } from '#markdown/pictures.ts';
import { renderEverything } from '#page-data/published-content.ts';

/** One file for each picture, format and width that the texts ask for. */
export async function getStaticPaths() {
  await renderEverything();
  return Array.from(renditions, ([file, rendition]) => ({
    params: { file },
    props: { rendition },
  })) satisfies GetStaticPathsResult;
}

export async function GET({ props }: APIContext<{ rendition: Rendition }>): Promise<Response> {
  const { rendition } = props;
  const picture = await makePicture(rendition);
  const headers = { 'content-type': `image/${rendition.format ?? 'svg+xml'}` };
  return new Response(new Uint8Array(picture), { headers });
}
