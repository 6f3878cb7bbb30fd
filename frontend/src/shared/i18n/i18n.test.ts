import en from './en';
import zhHans from './zh-Hans';
import zhHant from './zh-Hant';

type Tree = { [key: string]: string | Tree };

const flat = (tree: Tree, prefix = ''): Record<string, string> =>
  Object.entries(tree).reduce<Record<string, string>>(
    (all, [key, value]) =>
      Object.assign(
        all,
        typeof value === 'string' ? { [prefix + key]: value } : flat(value, `${prefix}${key}.`),
      ),
    {},
  );
const variables = (text: string) => [...text.matchAll(/\{\{\s*(\w+)/g)].map((m) => m[1]).sort();

const reference = flat(zhHans);

describe.each([
  ['zh-Hant', flat(zhHant)],
  ['en', flat(en)],
])('the %s catalogue', (_name, catalogue) => {
  test('has exactly the keys of zh-Hans', () => {
    expect(Object.keys(catalogue).sort()).toEqual(Object.keys(reference).sort());
  });
  test('has a text for each key, with the same variables', () => {
    const wrong = Object.keys(reference).filter(
      (key) =>
        !catalogue[key]?.trim() ||
        variables(catalogue[key]).join() !== variables(reference[key] ?? '').join(),
    );
    expect(wrong).toEqual([]);
  });
});

test('the English catalogue contains no Chinese', () => {
  expect(Object.entries(flat(en)).filter(([, text]) => /[一-鿿]/.test(text))).toEqual([]);
});
