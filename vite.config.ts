import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { lingui, linguiTransformerBabelPreset } from '@lingui/vite-plugin';
import babel from '@rolldown/plugin-babel';
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';
import { VitePWA } from 'vite-plugin-pwa';

const path = (relative: string) => fileURLToPath(new URL(relative, import.meta.url));
const { version } = JSON.parse(readFileSync(path('./package.json'), 'utf8')) as { version: string };

/** Libraries' lines are slow: what is built once is compressed once, as tightly as can be. Only what lies there in the end is final. */
function compressed(): Plugin {
  return {
    name: 'compressed',
    apply: 'build',
    writeBundle({ dir = '' }, bundle) {
      for (const name of Object.keys(bundle)) {
        if (!/\.(js|css|svg)$/.test(name)) continue;
        const file = join(dir, name);
        const source = readFileSync(file);
        if (source.length < 256) continue;
        writeFileSync(`${file}.br`, brotliCompressSync(source, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }));
        writeFileSync(`${file}.gz`, gzipSync(source, { level: 9 }));
      }
    },
  };
}

/**
 * Vite wraps every `import()` in code that fetches the imported file's own imports beside it. Here those are few and small, and
 * the worker has them all after the first screen: the wrapping would cost the first screen more than it saves the second.
 */
function plainImports(): Plugin {
  return {
    name: 'plain-imports',
    apply: 'build',
    enforce: 'pre',
    load: (id) => (id === '\0vite/preload-helper.js' ? 'export const __vitePreload = (load) => load();' : undefined),
  };
}

/** What `web/early.ts` is made of. */
const EARLY =
  /\/web\/early\.ts$|\/web\/platform\/early\/|\/web\/i18n\/catalogs\/languages\.ts$|\/api\/domain\/ids\.ts$/;

/**
 * `web/early.ts` as a script of its own, which runs as soon as it is there. The large one imports it and finds its work done;
 * left to that import alone it would wait for the large one.
 */
function earlyFirst(): Plugin {
  return {
    name: 'early-first',
    apply: 'build',
    transformIndexHtml: {
      order: 'post',
      handler: (_, { bundle = {} }) => {
        const early = Object.values(bundle).find(({ name }) => name === 'early');
        if (!early) throw new Error('there is no early chunk');
        const attrs = { type: 'module', async: true, crossorigin: true, src: `/${early.fileName}` };
        return [{ tag: 'script', attrs, injectTo: 'head' }];
      },
    },
  };
}

export default defineConfig({
  root: path('./web'),
  publicDir: path('./public'),
  resolve: {
    // The stand-in of others for a hook that React has had since 18.
    alias: [
      { find: /^use-sync-external-store\/shim(\/index\.js)?$/, replacement: path('./node_modules/react/index.js') },
    ],
  },
  define: { __RELEASE__: JSON.stringify(version) },
  build: {
    outDir: path('./dist'),
    emptyOutDir: true,
    target: 'es2022',
    // The oldest with oklch() and what else es2022 asks for: they do not know light-dark(), so that it is written out for them.
    cssTarget: ['chrome111', 'safari16.4', 'firefox113'],
    manifest: true,
    assetsInlineLimit: 0,
    modulePreload: {
      polyfill: false,
      resolveDependencies: (_, files, { hostType }) => (hostType === 'html' ? files : []),
    },
    // The first screen is one file: everything that the start reaches without waiting. Left alone, what a later page shares with
    // it would be cut out into two dozen small files, each of them a request before anything can be used.
    rolldownOptions: {
      input: { index: path('./web/index.html'), early: path('./web/early.ts') },
      output: {
        // The first screen's file names every other one: without words in them it is smaller.
        chunkFileNames: ({ name }) =>
          /^(early|first|index|catalogs-..)$/.test(name) ? 'assets/[name]-[hash].js' : 'assets/[hash].js',
        codeSplitting: {
          groups: [
            { name: 'early', test: EARLY, priority: 1 },
            { name: 'first', tags: ['$initial'] },
          ],
        },
      },
    },
  },
  plugins: [
    react(),
    lingui(),
    babel({ presets: [linguiTransformerBabelPreset()] }),
    plainImports(),
    earlyFirst(),
    compressed(),
    VitePWA({
      strategies: 'injectManifest',
      srcDir: 'service-worker',
      filename: 'sw.ts',
      injectRegister: false,
      registerType: 'prompt',
      manifest: {
        id: '/',
        name: 'Quietroom',
        short_name: 'Quietroom',
        lang: 'en',
        start_url: '/',
        display: 'standalone',
        background_color: '#f8f7f2',
        theme_color: '#f8f7f2',
        icons: [
          { src: '/icon.svg', sizes: 'any', type: 'image/svg+xml', purpose: 'any' },
          { src: '/icon-192.png', sizes: '192x192', type: 'image/png', purpose: 'any' },
          { src: '/icon-512.png', sizes: '512x512', type: 'image/png', purpose: 'maskable' },
        ],
      },
      injectManifest: { globPatterns: ['**/*.{js,css,html,svg,woff2,webmanifest}'] },
    }),
  ],
});
