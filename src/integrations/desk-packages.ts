import type { AstroIntegration } from 'astro';

/** If the dev server found them later, it would reload the desk, and the desk would forget. */
const FOUND_LATE = ['age-encryption', 'hucre/xlsx', 'valibot'];

/**
 * Packages that Vite makes ready before the desk asks for them. A build has no use for that. But Astro starts a dev
 * server for its types there as well (7.3.4). Making them ready took 1.3 s and 45 MB.
 */
export function deskPackages(): AstroIntegration {
  return {
    name: 'undersigned-desk-packages',
    hooks: {
      'astro:config:setup': ({ command, updateConfig }) => {
        const optimizeDeps = command === 'dev' ? { include: FOUND_LATE } : { noDiscovery: true };
        updateConfig({ vite: { optimizeDeps } });
      },
    },
  };
}
