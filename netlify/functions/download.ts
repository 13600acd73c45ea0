import { downloadEndpoint } from '#endpoint/download-endpoint.ts';
import { signatureDownload } from '#endpoint/download-services.ts';

/**
 * `GET /api/campaigns/:campaign/signatures`: download, for organizers. It also answers 405 for this address.
 */
export default downloadEndpoint(signatureDownload);

/**
 * The route of this function. It has no type: the type in @netlify/functions 6.0.0 lacks HEAD, which the
 * platform accepts.
 */
export const config = {
  path: '/api/campaigns/:campaign/signatures',
  method: ['GET', 'HEAD', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'],
  // Desk and command line load four parts at once, each for a second or more. This leaves room for two
  // organizers, and both wait a while if the edge answers 429. A reloaded form comes here too.
  rateLimit: { windowLimit: 600, windowSize: 60, aggregateBy: ['ip', 'domain'] },
};
