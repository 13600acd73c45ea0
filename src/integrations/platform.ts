import netlifyAdapter from '@astrojs/netlify';
import type { AstroIntegration, HookParameters } from 'astro';
import { rm } from 'node:fs/promises';

/** The integration of Netlify: the static files of a build as it wants them. In development nothing is emulated. */
export function platform(): AstroIntegration {
  return {
    name: 'undersigned-platform',
    hooks: {
      'astro:config:setup': ({ command, config, updateConfig }) => {
        if (command === 'build') updateConfig({ integrations: [staticAdapter(config.root)] });
      },
    },
  };
}

const SERVER_FOLDERS = ['.netlify/v1/functions', '.netlify/v1/edge-functions'];

/**
 * The adapter with static output. The adapter does not tell Astro that the output is static. Then every build
 * emits a catch-all function (`.netlify/v1/functions/ssr`). Astro accepts `buildOutput` from an adapter, so
 * this wrapper sets it. Remove it when @astrojs/netlify (8.2.6) passes it itself.
 */
function staticAdapter(root: URL): AstroIntegration {
  const adapter = netlifyAdapter({ imageCDN: false });
  const tellAdapter = adapter.hooks['astro:config:done'];
  const configDone = (options: HookParameters<'astro:config:done'>) =>
    tellAdapter?.({
      ...options,
      setAdapter: (features) =>
        options.setAdapter({
          ...features,
          adapterFeatures: { ...features.adapterFeatures, buildOutput: 'static' },
        }),
    });
  const buildDone = async (options: HookParameters<'astro:build:done'>) => {
    await adapter.hooks['astro:build:done']?.(options);
    // The adapter leaves empty folders for its functions.
    for (const folder of SERVER_FOLDERS) await rm(new URL(folder, root), { recursive: true, force: true });
  };
  return {
    ...adapter,
    hooks: { ...adapter.hooks, 'astro:config:done': configDone, 'astro:build:done': buildDone },
  };
}
