import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';

/** Imports go app → features → entities → shared; features never know each other; test doubles stay in tests. */
const SRC = resolve(import.meta.dirname);
const LAYERS = ['shared', 'entities', 'features', 'app'];

const files = readdirSync(SRC, { recursive: true, encoding: 'utf8' }).filter(
  (name) => /\.tsx?$/.test(name) && !name.includes('generated') && !name.startsWith('testing'),
);

const targetOf = (file: string, specifier: string): string | null => {
  if (specifier.startsWith('@/')) return specifier.slice(2);
  if (specifier.startsWith('.')) return relative(SRC, resolve(SRC, file, '..', specifier));
  return null;
};

const imports = files.flatMap((file) =>
  [...readFileSync(join(SRC, file), 'utf8').matchAll(/(?:from|import)\s*\(?\s*'([^']+)'/g)].flatMap(
    (match) => {
      const target = targetOf(file, match[1] ?? '');
      return target === null ? [] : [{ file, target }];
    },
  ),
);
const layer = (path: string) => LAYERS.indexOf(path.split('/')[0] ?? '');

test('nothing imports upwards', () => {
  const wrong = imports.filter(({ file, target }) => layer(file) >= 0 && layer(target) > layer(file));
  expect(wrong).toEqual([]);
});

test('features never import each other', () => {
  const wrong = imports.filter(({ file, target }) => {
    const [from, to] = [file.split('/'), target.split('/')];
    return from[0] === 'features' && to[0] === 'features' && from[1] !== to[1];
  });
  expect(wrong).toEqual([]);
});

test('test doubles are used by tests only', () => {
  const wrong = imports.filter(
    ({ file, target }) => target.startsWith('testing') && !file.includes('.test.'),
  );
  expect(wrong).toEqual([]);
});
