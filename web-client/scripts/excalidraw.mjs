// Makes the canvas library self-contained: its fonts from here, and nothing that asks another host.
import { createReadStream, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../node_modules/@excalidraw/excalidraw/', import.meta.url));
const FONTS = join(ROOT, 'dist/prod/fonts');
const { version } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));

/** Where its fonts are served. The version is in it, because it is kept for ever. */
const CANVAS_ASSETS = `/assets/canvas-${version}/`;

/** 13 MB for scripts that nobody here writes. */
const NOT_THESE = 'Xiaolai';
const OURS = /@excalidraw\/excalidraw\/dist\//;
const OTHER_TONGUES = /^\.\/locales\/(?!en-|es-ES-|percentages-)/;
/** Diagrams, parts of fonts for its own exports, images made smaller: we do these ourselves. */
const UNUSED =
  /^@excalidraw\/mermaid-to-excalidraw|^image-blob-reduce|^pica|\/subset-(?:shared|worker)\.chunk\.js$/;
const NOTHING = '\0nothing';

const FALLBACK = /`https:\/\/esm\.sh\/.{0,200}?\/dist\/prod\/`/g;
const SERVICES =
  /(["'`])https:\/\/[a-z0-9.-]*(?:excalidraw\.com|cloudfunctions\.net|firebaseio\.com)[^"'`$]*\1/g;

export function excalidraw() {
  return {
    name: 'excalidraw-self-hosted',
    enforce: 'pre',
    config: () => ({
      define: { 'import.meta.env.CANVAS_ASSETS': JSON.stringify(CANVAS_ASSETS) },
      build: { rolldownOptions: { output: { chunkFileNames } } },
    }),
    resolveId(source, importer) {
      if (!importer || !OURS.test(importer)) return;
      if (OTHER_TONGUES.test(source) || UNUSED.test(source)) return NOTHING;
    },
    load(id) {
      if (id === NOTHING) return 'export default {}';
    },
    transform(code, id) {
      if (!OURS.test(id) || !id.endsWith('.js')) return;
      const own = `((typeof location>"u"?"":location.origin)+${JSON.stringify(CANVAS_ASSETS)})`;
      return { code: code.replace(FALLBACK, own).replace(SERVICES, '$1$1'), map: null };
    },
    generateBundle() {
      for (const name of fonts()) {
        const fileName = `${CANVAS_ASSETS.slice(1)}fonts/${name}`;
        this.emitFile({ type: 'asset', fileName, source: readFileSync(join(FONTS, name)) });
      }
    },
    onLog(_level, { code }) {
      // Its parts say that they are for browsers. So are we.
      if (code === 'MODULE_LEVEL_DIRECTIVE') return false;
    },
    configureServer(server) {
      server.middlewares.use(`${CANVAS_ASSETS}fonts`, (request, response, next) => {
        const name = (request.url ?? '').slice(1);
        if (!fonts().includes(name)) return next();
        response.setHeader('content-type', 'font/woff2');
        createReadStream(join(FONTS, name)).pipe(response);
      });
    },
  };
}

/** Its words of two languages would else be called as ours are. */
function chunkFileNames({ moduleIds }) {
  const theirs = moduleIds.some((id) => OURS.test(id));
  return theirs ? 'assets/canvas-library-[name]-[hash].js' : 'assets/[name]-[hash].js';
}

function fonts() {
  return readdirSync(FONTS, { recursive: true }).filter(
    (name) => name.endsWith('.woff2') && !name.startsWith(NOT_THESE),
  );
}
