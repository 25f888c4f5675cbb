// Fails the build when the first load is heavier than a school network should carry.
import { readdirSync, readFileSync, statSync } from 'node:fs';

const DIST = new URL('../dist/', import.meta.url);
const FIRST_LOAD_BYTES_MAX = 150 * 1024;

const html = readFileSync(new URL('index.html', DIST), 'utf8');
if (/<script(?![^>]*\bsrc=)|<style|\sstyle=|https?:\/\//.test(html)) {
  throw new Error('index.html holds something inline or from elsewhere: the policy forbids it');
}
const first = [...html.matchAll(/(?:src|href)="\/(assets\/[^"]+\.(?:js|css))"/g)].map(([, f]) => f);
const bytes = (file) => statSync(new URL(`${file}.gz`, DIST)).size;
// The words of one language come right after, and nothing is drawn before them.
const languages = readdirSync(new URL('assets/', DIST)).filter((n) => /^e[ns]-[^.]+\.js$/.test(n));
if (languages.length !== 2) throw new Error(`expected two languages, found: ${languages}`);
const words = Math.max(...languages.map((name) => bytes(`assets/${name}`)));
const total = first.reduce((sum, file) => sum + bytes(file), words);
console.log(`first load: ${(total / 1024).toFixed(1)} KiB gzip in ${first.length + 1} files`);
if (first.length === 0 || total > FIRST_LOAD_BYTES_MAX) {
  throw new Error(`first load must be within ${FIRST_LOAD_BYTES_MAX / 1024} KiB gzip`);
}
