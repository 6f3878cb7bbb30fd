/** Each GraphQL document goes into the chunk of the code that asks it.
 *
 * The generated map from source texts to documents holds every operation of the console, and whoever uses one loads all.
 * In a build the calls of `graphql(…)` are replaced by modules of their own, one for each operation with the fragments
 * that it spreads. While developing and in tests the map does. */
import { readdirSync, readFileSync } from 'node:fs';
import { type DefinitionNode, parse, print, visit } from 'graphql';
import type { Plugin } from 'vite';

const PREFIX = 'virtual:document/';
const CALL = /graphql\(\s*`([^`]*)`,?\s*\)/g;
const MAP_IMPORT = /import \{ graphql \} from '@\/shared\/graphql\/generated';?\n?/;

type Named = DefinitionNode & { name?: { value: string } };

/** The definitions of one source text, with their names. */
const definitions = (text: string): Named[] => [...parse(text).definitions] as Named[];

/** "fragment_Desk" or "operation_Desk": the two may have the same name. */
const keyOf = (definition: Named | undefined): string =>
  `${definition?.kind === 'FragmentDefinition' ? 'fragment' : 'operation'}_${definition?.name?.value}`;

function spreadIn(definition: Named): string[] {
  const names: string[] = [];
  visit(definition, { FragmentSpread: (node) => void names.push(`fragment_${node.name.value}`) });
  return names;
}

/** A definition and all fragments that it spreads, each once. */
function whole(name: string, known: Map<string, Named>): string {
  const wanted = new Set<string>();
  const todo = [name];
  for (let next = todo.pop(); next !== undefined; next = todo.pop()) {
    const definition = known.get(next);
    if (!definition) throw new Error(`no GraphQL document defines ${next}`);
    if (wanted.has(next)) continue;
    wanted.add(next);
    todo.push(...spreadIn(definition));
  }
  return [...wanted].map((each) => print(known.get(each) as DefinitionNode)).join('\n');
}

export function documentsByChunk(): Plugin {
  const known = new Map<string, Named>();
  return {
    name: 'documents-by-chunk',
    apply: 'build',
    enforce: 'pre',
    buildStart() {
      for (const name of readdirSync('src', { recursive: true, encoding: 'utf8' }))
        if (/\.tsx?$/.test(name) && !name.includes('generated'))
          for (const [, text] of readFileSync(`src/${name}`, 'utf8').matchAll(CALL))
            for (const definition of definitions(text ?? '')) known.set(keyOf(definition), definition);
    },
    resolveId: (id) => (id.startsWith(PREFIX) ? `\0${id}` : undefined),
    load(id) {
      if (!id.startsWith(`\0${PREFIX}`)) return undefined;
      const text = JSON.stringify(whole(id.slice(PREFIX.length + 1), known));
      return `import gql from '@/shared/graphql/gql';\nexport default /* @__PURE__ */ gql(${text});\n`;
    },
    transform(code, id) {
      if (!/\.tsx?$/.test(id) || !MAP_IMPORT.test(code)) return undefined;
      const names: string[] = [];
      const changed = code.replace(CALL, (_call, text: string) => {
        names.push(keyOf(definitions(text)[0]));
        return `document_${names.at(-1)}`;
      });
      const imports = names.map((name) => `import document_${name} from '${PREFIX}${name}';\n`).join('');
      return { code: imports + changed.replace(MAP_IMPORT, ''), map: null };
    },
  };
}
