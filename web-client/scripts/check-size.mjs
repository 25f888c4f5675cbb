// Fails the build when the first load is heavier than a school network should carry.
import { readFileSync, statSync } from 'node:fs';

const DIST = new URL('../dist/', import.meta.url);
const FIRST_LOAD_BYTES_MAX = 150 * 1024;

const html = readFileSync(new URL('index.html', DIST), 'utf8');
if (/<script(?![^>]*\bsrc=)|<style|\sstyle=|https?:\/\//.test(html)) {
  throw new Error('index.html holds something inline or from elsewhere: the policy forbids it');
}
const first = [...html.matchAll(/(?:src|href)="\/(assets\/[^"]+\.(?:js|css))"/g)].map(([, f]) => f);
const sizes = first.map((file) => statSync(new URL(`${file}.gz`, DIST)).size);
const total = sizes.reduce((sum, size) => sum + size, 0);
console.log(`first load: ${(total / 1024).toFixed(1)} KiB gzip in ${first.length} files`);
if (first.length === 0 || total > FIRST_LOAD_BYTES_MAX) {
  throw new Error(`first load must be within ${FIRST_LOAD_BYTES_MAX / 1024} KiB gzip`);
}
