// The shape of the client: layers look down only, features never at each other, files stay small.
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { expect, test } from 'vitest';

const SRC = resolve(__dirname);
/** Each may use those before it, and itself. */
const LAYERS = ['protocol', 'lib', 'i18n', 'api', 'ui', 'session', 'features', 'app'];
const LINES_MAX = 250;
const MEDIAN_MAX = 80;

const files = (readdirSync(SRC, { recursive: true }) as string[])
  .filter((name) => /\.(tsx?|css)$/.test(name) && !name.startsWith('protocol/'))
  .map((name) => ({ name, text: readFileSync(join(SRC, name), 'utf8') }));

const modules = files.filter(({ name }) => /\.tsx?$/.test(name));
const units = modules.filter(({ name }) => !/\.test\.tsx?$/.test(name) && !/^testing\//.test(name));

function imports({ name, text }: { name: string; text: string }): string[] {
  const found = [...text.matchAll(/(?:from|import\(|import) ?'(\.[^']+)'/g)];
  return found.map(([, path = '']) => relative(SRC, resolve(SRC, dirname(name), path)));
}

function layer(path: string): number {
  // The session draws nothing, and what draws does not know the session.
  return LAYERS.indexOf(path.split('/')[0] ?? '');
}

test('a layer uses only layers below it', () => {
  const wrong = units.flatMap((file) =>
    imports(file)
      .filter((target) => layer(target) > layer(file.name) || layer(target) === -1)
      .map((target) => `${file.name} uses ${target}`),
  );
  expect(wrong).toEqual([]);
});

test('features do not use each other', () => {
  const feature = (path: string) => /^features\/([^/]+)/.exec(path)?.[1];
  const wrong = units.flatMap((file) =>
    imports(file)
      .filter((target) => feature(file.name) && feature(target))
      .filter((target) => feature(target) !== feature(file.name))
      .map((target) => `${file.name} uses ${target}`),
  );
  expect(wrong).toEqual([]);
});

test('the engine of the session knows nothing of React', () => {
  const wrong = units.filter(({ name, text }) => {
    return /^(session|lib)\//.test(name) && /from 'react|\.tsx$/.test(`${text}${name}`);
  });
  expect(wrong.map(({ name }) => name)).toEqual([]);
});

test('every file begins with a sentence that says what it is for', () => {
  const wrong = files.filter(
    ({ text }) => !/^(\/\/ |\/\* )[A-Z“"¿].{15,}[.?]( \*\/)?\n/.test(text),
  );
  expect(wrong.map(({ name }) => name)).toEqual([]);
});

test(`no module has more than ${LINES_MAX} lines, and the median is at most ${MEDIAN_MAX}`, () => {
  const lengths = modules.map(({ name, text }) => ({ name, lines: text.split('\n').length }));
  expect(lengths.filter(({ lines }) => lines > LINES_MAX)).toEqual([]);
  const sorted = lengths.map(({ lines }) => lines).sort((a, b) => a - b);
  expect(sorted[Math.floor(sorted.length / 2)]).toBeLessThanOrEqual(MEDIAN_MAX);
});

test('no words for people stand in the markup', () => {
  const wrong = units.flatMap(({ name, text }) =>
    [...text.matchAll(/^\s*([A-Z][a-z]+ [a-z]+[^<>{}=();]*)$/gm)]
      .filter(() => name.endsWith('.tsx'))
      .map(([, words]) => `${name}: ${words}`),
  );
  expect(wrong).toEqual([]);
});
