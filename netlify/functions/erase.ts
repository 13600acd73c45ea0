import type { Config } from '@netlify/functions';
import { isSignatureId } from '#blobs/signature-id.ts';
import { jsonErrors, NO_STORE } from '#http/answer.ts';
import { erasing } from '#http/erasing.ts';

/** `DELETE /api/campaigns/:campaign/signatures/:id`: erase, for organizers. 204, also when it was erased before. */
export default erasing('DELETE', async ({ campaign, context, signatures, t, log }) => {
  const id = context.params['id'] ?? '';
  if (!isSignatureId(id)) return jsonErrors(404, [{ code: 'signature.unknown' }], t);
  await log('erase', (await signatures.has(campaign.slug, id)) ? 1 : 0);
  await signatures.erase(campaign.slug, id);
  return new Response(null, { status: 204, headers: NO_STORE });
});

export const config: Config = { path: '/api/campaigns/:campaign/signatures/:id' };
