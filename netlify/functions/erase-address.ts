import type { Config } from '@netlify/functions';
import { canonicalAddress } from '#domain/address.ts';
import { signatureId } from '#blobs/signature-id.ts';
import { json, jsonErrors } from '#http/answer.ts';
import { erasing } from '#http/erasing.ts';
import { readBody } from '#http/read-body.ts';

/** `POST /api/campaigns/:campaign/erasures` `{"email":"…"}`: erase by address. 200 `{"erased":0}` or `{"erased":1}`. */
export default erasing('POST', async ({ request, campaign, signatures, services, t, log }) => {
  const body = await readBody(request);
  if (body.kind === 'refused') return jsonErrors(body.status, [{ code: body.code }], t);
  const { email } = body.values;
  const address = typeof email === 'string' ? canonicalAddress(email) : null;
  if (!address) return jsonErrors(422, [{ field: 'email', code: 'erasure.email' }], t);
  const secret = services.secret();
  if (secret === null) return jsonErrors(503, [{ code: 'erasure.unavailable' }], t);
  const id = signatureId(secret, campaign.slug, address);
  const isKept = await signatures.has(campaign.slug, id);
  await log('erase-address', isKept ? 1 : 0);
  // Whatever was read: nobody is told that nothing is kept of them before that is made sure.
  await signatures.erase(campaign.slug, id);
  return json(200, { erased: isKept ? 1 : 0 });
});

export const config: Config = { path: '/api/campaigns/:campaign/erasures' };
