import { createHash } from 'node:crypto';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

const imported = /import\s*\{([^}]*)\}\s*from\s*['"]@fluentui\/react-icons['"]/g;
const declared = /^export const (\w+) = /;

/**
 * The webpack rule that takes from Fluent's bundles of icons those that no import names, before anything parses them: 16 MB
 * of paths, more than all other code of the pages together. `folders` are the sources that import icons. An icon whose import is added
 * while webpack watches is found at its next start.
 */
export function usedIconsOnly(folders) {
  const names = [...new Set(folders.flatMap(scripts).flatMap(importedIcons))].sort();
  const ident = `icons-${createHash('sha256').update(names.join()).digest('hex').slice(0, 16)}`;
  return {
    test: /[\\/]react-icons[\\/]lib[\\/](?:sizedIcons|icons)[\\/]chunk-\d+\.js$/,
    loader: import.meta.filename,
    options: { ident, names },
  };
}

/** The loader of that rule. A bundle has one icon in each line. */
export default function dropUnusedIcons(source) {
  const names = new Set(this.getOptions().names);
  return source
    .split('\n')
    .filter((line) => {
      const name = declared.exec(line)?.[1];
      return name === undefined || names.has(name);
    })
    .join('\n');
}

function importedIcons(file) {
  const found = [...readFileSync(file, 'utf8').matchAll(imported)];
  return found.flatMap(([, list]) => list.split(',').map((name) => name.trim().split(/\s+as\s+/)[0]));
}

function scripts(folder) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.[jt]sx?$/.test(entry.name) && !entry.name.endsWith('.d.ts'))
    .map((entry) => join(entry.parentPath, entry.name));
}
