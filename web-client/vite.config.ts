// How the client is built: one page, hashed assets, nothing inline, browsers of 2019 and later.
import { defineConfig } from 'vite';

export default defineConfig({
  build: {
    // Old Chromebooks no longer update: what a Chrome of 2019 understands.
    target: 'chrome76',
    cssTarget: 'chrome76',
    assetsInlineLimit: 0,
    // The polyfill is an inline script, which the content security policy forbids.
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    // What draws slides is large, and comes when the first slides do.
    chunkSizeWarningLimit: 600,
  },
  server: {
    proxy: {
      '/api': 'http://127.0.0.1:8080',
      '/livez': 'http://127.0.0.1:8080',
      '/check/': { target: 'ws://127.0.0.1:8080', ws: true },
      '/live': { target: 'ws://127.0.0.1:8080', ws: true },
    },
  },
});
