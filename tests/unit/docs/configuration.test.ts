import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { cellFunctions } from '../../../src/core/cells/cell-question.ts';
import { writingCommands } from '../../../src/core/prompt/commands.ts';
import { sheetCommandSet } from '../../../src/core/prompt/sheet/sheet-commands.ts';
import { defaultTimeouts } from '../../../src/gateway/backends/backend.ts';
import { configSchema } from '../../../src/gateway/config/config-schema.ts';
import { productRoot } from '../../support/gateway.ts';

const read = (path: string): string => readFileSync(join(productRoot, path), 'utf8');
const reference = read('docs/configuration.md');

/** The rows of all tables whose first cell is a key or variable: its cells, by the words of the table's header. */
function rowsOf(markdown: string, header: 'key' | 'variable'): Readonly<Record<string, string>>[] {
  const cellsOf = (line: string): string[] =>
    line
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim());
  return markdown.split(/\n{2,}/).flatMap((block) => {
    const [names = [], , ...rows] = block.split('\n').map(cellsOf);
    if (names[0] !== header) return [];
    return rows.map((cells) => Object.fromEntries(cells.map((cell, index) => [names[index] ?? '', cell])));
  });
}

interface Key {
  readonly path: string;
  /** What the schema gives where the key is absent; of each of its forms, such as those of `access`. */
  readonly defaults: unknown[];
}

/** The keys of a schema that hold no further keys, in every form that it may have. */
function keysOf(node: z.core.JSONSchema.BaseSchema, path = ''): Key[] {
  const inner = [
    ...[...(node.anyOf ?? []), ...(node.oneOf ?? [])].flatMap((form) => keysIn(form, path)),
    ...keysIn(node.items, `${path}[]`),
    ...keysIn(node.additionalProperties, `${path}.*`),
    ...Object.entries(node.properties ?? {}).flatMap(([name, child]) =>
      keysIn(child, path === '' ? name : `${path}.${name}`),
    ),
  ];
  if (inner.length > 0 || path === '' || /(?:\]|\*)$/.test(path)) return inner;
  return [{ path, defaults: 'default' in node ? [node.default] : [] }];
}

function keysIn(node: unknown, path: string): Key[] {
  return typeof node === 'object' && node !== null && !Array.isArray(node)
    ? keysOf(node as z.core.JSONSchema.BaseSchema, path)
    : [];
}

const keys = keysOf(z.toJSONSchema(configSchema, { io: 'input', unrepresentable: 'any' }));
const documented = rowsOf(reference, 'key').map((row) => ({
  path: row['key']!.replaceAll('`', ''),
  said: row['default']!,
}));

test('the reference has every key of the configuration once, and none that there is not', () => {
  const paths = new Set(keys.map(({ path }) => path));
  // A list of ids or of objects has both.
  paths.add('backends[].models');
  expect(documented.map(({ path }) => path).toSorted()).toEqual([...paths].toSorted());
});

test('the reference gives each default as the schema has it', () => {
  const id = '11111111-2222-3333-4444-555555555555';
  const { access, teams } = configSchema.parse({
    access: { mode: 'entra', clientId: id, tenants: [id] },
    teams: { appId: id, tenants: [id] },
  });
  // Addresses are put right when they are read, which JSON Schema does not tell.
  const addresses = Object.entries({ access, teams }).flatMap(([parent, values]) =>
    Object.entries(values ?? {}).flatMap(([name, value]) =>
      /^https:/.test(String(value)) ? [{ path: `${parent}.${name}`, value }] : [],
    ),
  );
  const timeouts = Object.entries(defaultTimeouts).map(([name, value]) => ({
    path: `backends[].timeouts.${name}`,
    value,
  }));
  // Where a key has several forms, words say which has what.
  const single = keys.filter(({ path }) => keys.filter((other) => other.path === path).length === 1);
  const given = single.flatMap(({ path, defaults }) => defaults.map((value) => ({ path, value })));
  for (const { path, value } of [...given, ...addresses, ...timeouts]) {
    const said = documented.find((row) => row.path === path)?.said ?? '';
    expect({ path, said: JSON.parse(said.replaceAll('`', '')) as unknown }).toEqual({ path, said: value });
  }
});

test('every example of a configuration in the guides is a good one', () => {
  const guides = readdirSync(join(productRoot, 'docs')).filter((name) => name.endsWith('.md'));
  const examples = guides.flatMap((name) =>
    [...read(`docs/${name}`).matchAll(/^ *```json\n([\s\S]*?)^ *```|<<'JSON'\n([\s\S]*?)^JSON/gm)].map(
      ([, fenced, typed]) => ({
        name,
        json: (fenced ?? typed)!.replace(/"<[^>]*>"/g, '"11111111-2222-3333-4444-555555555555"'),
      }),
    ),
  );
  expect(examples.length).toBeGreaterThan(8);
  const wrong = examples.flatMap(({ name, json }) => {
    const parsed = configSchema.safeParse(JSON.parse(json));
    return parsed.success ? [] : [{ name, json, problems: z.prettifyError(parsed.error) }];
  });
  expect(wrong).toEqual([]);
});

test('the reference names every variable of ours, and none that nothing reads', () => {
  const sources = ['src', 'scripts', 'deploy'].flatMap((folder) =>
    readdirSync(join(productRoot, folder), { recursive: true, encoding: 'utf8' })
      .filter((name) => /\.(?:ts|mjs|yaml)$/.test(name))
      .map((name) => read(join(folder, name))),
  );
  const named = (text: string): string[] => [...new Set(text.match(/\bINKSTONE_(?!TEST_)[A-Z_]+/g))].toSorted();
  expect(named(`${reference}\n${read('docs/deploy.md')}`)).toEqual(named(sources.join('\n')));
});

test('the guide to policies lists every id of a command', () => {
  const [, list = ''] = read('docs/access.md').split('### Ids of commands');
  const section = list.split('\n#')[0]!;
  const ids = [...writingCommands, ...sheetCommandSet.commands].map(({ id }) => id);
  const functions = cellFunctions.map((name) => `${name}-cell`);
  const listed = [...section.matchAll(/`([a-z-]+)`/g)].map(([, id]) => id!);
  expect([...new Set(listed)].toSorted()).toEqual(
    [...new Set([...ids, ...functions, 'draft-reply', 'to-tasks', 'minutes'])].toSorted(),
  );
});
