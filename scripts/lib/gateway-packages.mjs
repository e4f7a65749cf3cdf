import { cpSync, existsSync, readFileSync, readdirSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { join } from 'node:path';
import { parseSync } from '@swc/core';
import { root } from './workspace.mjs';

/** Served as files, imported by nobody. */
const served = ['@microsoft/office-js'];

/** What no running gateway reads, by the name of a file in a package. */
const leftOut = [
  // For editors and debuggers.
  /\.(?:map|d\.[cm]?ts)$/,
  // Sources and tests of packages that are built.
  /^(?:zod\/src|bintrees\/test)(?:\/|$)/,
  /^@microsoft\/office-js\/dist\/.*\.debug\.js$/,
  // Office.js for other ways to load it; the gateway serves `dist`.
  /^@microsoft\/office-js\/(?!(?:dist|package\.json|LICENSE[^/]*)(?:\/|$))/,
  // The same WebAssembly again, inside JavaScript, and in a smaller variant.
  /^harper\.js\/dist\/(?:\w*Inlined\.js|slimBinary\.js|harper_wasm_slim_bg\.wasm)$/,
  // Extensions and other front ends of PostgreSQL, which no table of ours uses.
  /^@electric-sql\/pglite\/dist\/(?:[\w-]+\.tar\.gz|(?:node-postgres|live|worker|sync)\/)/,
];

/** What the modules in a folder import that is neither theirs nor Node's, as written. */
export function importsOf(folder) {
  const found = new Set();
  for (const name of readdirSync(folder).filter((file) => file.endsWith('.js'))) {
    const module = parseSync(readFileSync(join(folder, name), 'utf8'), { syntax: 'ecmascript', target: 'es2022' });
    collect(module, found);
  }
  return [...found].filter((specifier) => !/^[./]/.test(specifier) && !isBuiltin(specifier)).toSorted();
}

function collect(node, found) {
  if (Array.isArray(node)) {
    node.forEach((item) => collect(item, found));
  } else if (typeof node === 'object' && node !== null) {
    const isImport = node.type === 'CallExpression' && node.callee.type === 'Import';
    const source = isImport ? node.arguments[0]?.expression : /^(?:Import|Export)/.test(node.type) ? node.source : null;
    if (source?.type === 'StringLiteral') found.add(source.value);
    Object.values(node).forEach((child) => collect(child, found));
  }
}

/** The folders of all packages that these need, found in the lock file as Node would find them. */
export function closureOf(specifiers) {
  const { packages } = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8'));
  const wanted = new Set();
  const visit = (name, from, isOptional) => {
    const path = resolveIn(packages, name, from);
    // What is optional may be for another system, or somebody else's to bring.
    if (path === undefined || !existsSync(join(root, path))) {
      if (isOptional) return;
      throw new Error(`${name}, which ${from || 'the gateway'} needs, is not installed.`);
    }
    if (wanted.has(path)) return;
    wanted.add(path);
    const { dependencies = {}, optionalDependencies = {} } = packages[path];
    const { peerDependencies = {}, peerDependenciesMeta = {} } = packages[path];
    for (const needed of Object.keys(dependencies)) visit(needed, path, needed in optionalDependencies);
    for (const needed of Object.keys(optionalDependencies)) visit(needed, path, true);
    for (const needed of Object.keys(peerDependencies)) {
      if (peerDependenciesMeta[needed]?.optional !== true) visit(needed, path, false);
    }
  };
  for (const specifier of specifiers) {
    visit(
      specifier
        .split('/')
        .slice(0, specifier.startsWith('@') ? 2 : 1)
        .join('/'),
      '',
      false,
    );
  }
  return [...wanted].toSorted();
}

function resolveIn(packages, name, from) {
  for (let at = from; ; at = at.slice(0, Math.max(0, at.lastIndexOf('/node_modules/')))) {
    const path = at === '' ? `node_modules/${name}` : `${at}/node_modules/${name}`;
    if (packages[path]) return path;
    if (at === '') return undefined;
  }
}

/** Copies what the built gateway needs of node_modules to `target`; returns the packages' folders. */
export function copyGatewayPackages(target) {
  const folders = closureOf([...importsOf(join(root, 'dist/gateway')), ...served]);
  for (const folder of folders) {
    const inModules = folder.slice('node_modules/'.length);
    cpSync(join(root, folder), join(target, inModules), {
      recursive: true,
      filter: (source) => {
        const path = source.slice(join(root, folder).length + 1).replaceAll('\\', '/');
        // Packages inside it are folders of their own in the list.
        if (/(?:^|\/)node_modules(?:\/|$)/.test(path)) return false;
        return path === '' || !leftOut.some((pattern) => pattern.test(`${inModules}/${path}`));
      },
    });
  }
  return folders;
}
