/** @jest-environment jsdom */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { cellFunctions } from '../../../src/core/cells/cell-question.ts';
import { lintManifest, type ManifestFacts } from '../../support/manifest-rules.ts';

const root = join(__dirname, '../../..');
const manifest = readFileSync(join(root, 'manifest.xml'), 'utf8');

/** Messages of Microsoft's schemas for each manifest. */
function validate(...manifests: readonly string[]): string[][] {
  const validator = join(root, 'tests/support/validate-manifest.mjs');
  const { stdout, stderr } = spawnSync(process.execPath, [validator], {
    input: JSON.stringify(manifests),
    encoding: 'utf8',
  });
  if (stdout === '') throw new Error(stderr);
  return JSON.parse(stdout) as string[][];
}

const facts: ManifestFacts = {
  readIcon(url) {
    const file = join(root, new URL(url).pathname);
    return existsSync(file) ? new Uint8Array(readFileSync(file)) : undefined;
  },
  readFile(url) {
    const file = join(root, 'src/functions/public', new URL(url).pathname.replace('/static/', ''));
    return existsSync(file) ? readFileSync(file, 'utf8') : undefined;
  },
  functionNames: [
    ...readFileSync(join(root, 'src/commands/main.ts'), 'utf8').matchAll(/Office\.actions\.associate\('(\w+)'/g),
  ].map(([, name = '']) => name),
};

/** The manifest with one thing broken; it must have been there to break. */
function broken(from: string | RegExp, to: string): string {
  const result = manifest.replace(from, to);
  if (result === manifest) throw new Error(`The manifest has nothing like ${String(from)}.`);
  return result;
}

describe('the manifest', () => {
  it('is valid by Microsoft’s schemas, which refuse what is broken', () => {
    const [own, ...others] = validate(
      manifest,
      broken('<Version>0.1.0.0</Version>', ''),
      broken('<FunctionFile resid="Commands.Url" />', '<Nonsense />'),
      broken('ReadWriteDocument', 'Everything'),
      broken('</OfficeApp>', ''),
    );
    expect(own).toEqual([]);
    for (const messages of others) expect(messages).not.toEqual([]);
  });

  it('keeps the rules that the schemas miss', () => {
    expect(lintManifest(manifest, facts)).toEqual([]);
  });

  it('names the functions for cells that are there, by words that Excel takes', () => {
    const { functions } = JSON.parse(facts.readFile('https://localhost/static/functions.json')!) as {
      functions: { id: string; name: string; description: string; parameters: { description: string }[] }[];
    };
    expect(functions.map(({ id }) => id)).toEqual(cellFunctions.map((name) => name.toUpperCase()));
    expect(functions.map(({ name }) => name)).toEqual(functions.map(({ id }) => id));
    const words = functions.flatMap((each) => [each.description, ...each.parameters.map((one) => one.description)]);
    expect(words.filter(({ length }) => length === 0 || length > 255)).toEqual([]);
  });

  it('offers the functions that the ribbon runs', () => {
    expect(facts.functionNames).toEqual(['summarise', 'fixGrammar']);
  });
});

describe('the rules', () => {
  const long = 'x'.repeat(260);
  it.each([
    ['a resource that is not defined', 'resid="Group.Label"', 'resid="Nowhere"', 'Nowhere is used and not defined'],
    [
      'a resource nobody uses',
      /resid="LearnMore.Url"/g,
      'resid="Taskpane.Url"',
      'LearnMore.Url is defined and not used',
    ],
    ['an id that is there twice', ' id="Commands.Url"', ' id="Taskpane.Url"', 'Taskpane.Url is defined twice'],
    ['a resource id over 32 characters', /Open\.Tip/g, `Open.${'T'.repeat(30)}`, 'is too long'],
    [
      'an address without https',
      'https://localhost:3000/taskpane',
      'http://localhost:3000/taskpane',
      'not served over https',
    ],
    ['an icon that is missing', 'summarise-80.png', 'summarise-81.png', 'There is no icon'],
    ['an icon of another size', 'icons/icon-20.png', 'icons/icon-24.png', 'is 24 × 24, not 20 × 20'],
    ['an icon that is no PNG', 'icons/icon-20.png', 'icons/icon.svg', 'is no PNG'],
    ['a high-resolution icon of another size', 'icon-64.png', 'icon-32.png', 'is 32 × 32, not 64 × 64'],
    [
      'an icon without a size that Office needs',
      '<bt:Image size="80" resid="Grammar.80" />',
      '',
      'no picture of 80 pixels',
    ],
    ['a label that is too long', 'Value="砚"', `Value="${long}"`, 'A text of ShortStrings is longer'],
    [
      'a tip that is too long',
      'DefaultValue="Draft, rewrite',
      `DefaultValue="${long}`,
      'A text of LongStrings is longer',
    ],
    ['a description that is too long', 'Value="在文档页边', `Value="${long}`, 'A text of Description is longer'],
    [
      'a text without Chinese',
      '<bt:Override Locale="zh-CN" Value="总结" />',
      '',
      'Summarise.Label has no Chinese text',
    ],
    [
      'a name without Chinese',
      '<Override Locale="zh-CN" Value="Inkstone（砚）" />',
      '',
      'DisplayName has no Chinese text',
    ],
    ['functions without a runtime', '<Runtime resid="Taskpane.Url"', '<Runtime resid="Commands.Url"', 'has no runtime'],
    ['a namespace that Excel does not take', 'DefaultValue="INKSTONE"', 'DefaultValue="INK STONE"', 'is no namespace'],
    ['metadata that is missing', 'static/functions.zh-CN.json', 'static/functions.zh.json', 'There is no metadata'],
    ['a function nobody associated', '>summarise<', '>summarize<', 'summarize is called and not associated'],
    [
      'a control that is there twice',
      'id="Inkstone.ContextOpen"',
      'id="Inkstone.Open"',
      'Inkstone.Open is there twice',
    ],
  ] as const)('find %s', (_, from, to, message) => {
    const problems = lintManifest(broken(from, to), facts).filter((problem) => problem.includes(message));
    expect(problems).not.toEqual([]);
  });
});
