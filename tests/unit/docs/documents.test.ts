import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { productRoot } from '../../support/gateway.ts';

const documents = [
  ...readdirSync(productRoot).filter((name) => name.endsWith('.md')),
  ...readdirSync(join(productRoot, 'docs'), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.md'))
    .map((name) => join('docs', name)),
];

/** Targets of links and pictures, those in fenced code left out. */
function targetsIn(markdown: string): string[] {
  const prose = markdown.replace(/^```[\s\S]*?^```/gm, '');
  return [...prose.matchAll(/\]\(([^)\s]+)\)/g)].map(([, target]) => target!);
}

/** The address of a heading as GitHub makes it. */
function anchorsIn(markdown: string): string[] {
  return [...markdown.matchAll(/^#+ (.*)$/gm)].map(([, heading]) =>
    heading!
      .toLowerCase()
      .replace(/[^\p{L}\p{N} _-]/gu, '')
      .replaceAll(' ', '-'),
  );
}

test.each(documents)('every link in %s leads somewhere', (path) => {
  const markdown = readFileSync(join(productRoot, path), 'utf8');
  const dead = targetsIn(markdown)
    .filter((target) => !/^(?:https?:|mailto:)/.test(target))
    .filter((target) => {
      const [file = '', anchor] = target.split('#', 2);
      const full = file === '' ? join(productRoot, path) : join(productRoot, dirname(path), file);
      if (!existsSync(full)) return true;
      return anchor !== undefined && !anchorsIn(readFileSync(full, 'utf8')).includes(anchor);
    });
  expect({ document: relative('.', path), dead }).toEqual({ document: relative('.', path), dead: [] });
});

test('every npm script that a document names is there', () => {
  const { scripts } = JSON.parse(readFileSync(join(productRoot, 'package.json'), 'utf8')) as {
    scripts: Record<string, string>;
  };
  const named = documents.flatMap((path) =>
    [...readFileSync(join(productRoot, path), 'utf8').matchAll(/npm run ([\w:-]+)/g)].map(([, name]) => name!),
  );
  expect(named.filter((name) => !(name in scripts))).toEqual([]);
});

test('the credits name every package, and none that is not there', () => {
  const { dependencies, devDependencies } = JSON.parse(
    readFileSync(join(productRoot, 'package.json'), 'utf8'),
  ) as Record<'dependencies' | 'devDependencies', Record<string, string>>;
  const credits = readFileSync(join(productRoot, 'README.md'), 'utf8').split('## Credits')[1]!;
  const named = [...credits.matchAll(/`([@\w./-]+)`/g)].map(([, name]) => name!);
  expect(named.toSorted()).toEqual(Object.keys({ ...dependencies, ...devDependencies }).toSorted());
});
