// How the client is built: one page, hashed assets, nothing inline, browsers of 2019 and later.
import { defineConfig } from 'vite';
import { excalidraw } from './scripts/excalidraw.mjs';

// What every visit needs in few files, and what every room needs: cut into many, they are a
// twentieth heavier.
const FIRST = [
  { name: 'react', test: /node_modules\/(react|react-dom|scheduler)\// },
  { name: 'protocol', test: /protocol\/convene\/v1\/(api|error|roster|session)_pb/ },
  {
    name: 'protocol-room',
    test: /protocol\/convene\/v1\/(agenda|board|breakout|chat|hand|poll|question|spotlight|view|waterfall)_pb/,
  },
];

export default defineConfig({
  plugins: [excalidraw()],
  build: {
    // Old Chromebooks no longer update: what a Chrome of 2019 understands.
    target: 'chrome76',
    cssTarget: 'chrome76',
    assetsInlineLimit: 0,
    // The polyfill is an inline script, which the content security policy forbids.
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    rolldownOptions: { output: { codeSplitting: { groups: FIRST } } },
    // What draws slides and canvases is large, and comes when the first of them do.
    chunkSizeWarningLimit: 1200,
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
