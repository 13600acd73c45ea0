import { downloadEndpoint } from '#endpoint/download-endpoint.ts';
import { newsDownload } from '#endpoint/download-services.ts';

/**
 * `GET /api/campaigns/:campaign/news`: download of who wants news, for organizers. It also answers 405 for this
 * address.
 */
export default downloadEndpoint(newsDownload);

/** The route of this function. It has no type, as that of the download of signatures. */
export const config = {
  path: '/api/campaigns/:campaign/news',
  method: ['GET', 'HEAD', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'],
  // As for signatures: desk and command line load four parts at once. A reloaded form comes here too.
  rateLimit: { windowLimit: 600, windowSize: 60, aggregateBy: ['ip', 'domain'] },
};
