/** What Teams and Office refuse or show wrongly in an app package, beyond what Microsoft's schemas say. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import Ajv from 'ajv-draft-04';
import { officeExtension } from './office-extension.mjs';

const pictureSizes = { color: 192, outline: 32 };

/**
 * A sentence for each fault, none for a good package.
 *
 * @param {{ manifest: object, languages: Record<string, object>, pictures: Record<string, Uint8Array>, officeXml: string }} parts
 * @param {{ production?: boolean }} [wanted] whether it is for people who reach it over the network
 */
export function findFaults(parts, { production = false } = {}) {
  const { manifest } = parts;
  return [
    ...schemaFaults(parts),
    ...idFaults(manifest),
    ...addressFaults(manifest, production),
    ...pictureFaults(parts),
    ...languageFaults(parts),
    ...officeFaults(parts),
  ];
}

const require = createRequire(import.meta.url);
const schemas = join(dirname(require.resolve('@microsoft/app-manifest/package.json')), 'build/json-schemas/teams');
const validators = new Map();

/** By the schemas that the package `@microsoft/app-manifest` brings: nothing is fetched. */
function schemaFaults({ manifest, languages }) {
  const version = manifest.manifestVersion;
  return [
    ...validate('manifest.json', manifest, version, 'MicrosoftTeams.schema.json'),
    ...Object.entries(languages).flatMap(([name, strings]) =>
      validate(name, strings, version, 'MicrosoftTeams.Localization.schema.json'),
    ),
  ];
}

function validate(name, value, version, schema) {
  const key = `${version}/${schema}`;
  if (!validators.has(key)) {
    const path = join(schemas, `v${version}`, schema);
    // Addresses are looked at below; everything else that the schemas name as a format has a pattern too.
    const ajv = new Ajv({ allErrors: true, strict: false, validateFormats: false, unicodeRegExp: false });
    validators.set(key, ajv.compile(JSON.parse(readFileSync(path, 'utf8'))));
  }
  const check = validators.get(key);
  if (check(value)) return [];
  return check.errors.map(({ instancePath, message, params }) => {
    const which = params.additionalProperty ?? '';
    return `${name}${instancePath} ${message}${which === '' ? '' : `: ${which}`}`;
  });
}

function idFaults(manifest) {
  const faults = [];
  const unique = (what, ids) => {
    for (const id of ids.filter((one, at) => ids.indexOf(one) !== at)) faults.push(`The ${what} ${id} is there twice.`);
  };
  unique(
    'tab',
    (manifest.staticTabs ?? []).map(({ entityId }) => entityId),
  );
  unique(
    'command',
    commandsOf(manifest).map(({ id }) => id),
  );
  const bots = (manifest.bots ?? []).map(({ botId }) => botId);
  for (const { botId } of manifest.composeExtensions ?? []) {
    if (!bots.includes(botId)) faults.push(`The message extension has the bot ${botId}, which is not among the bots.`);
  }
  for (const command of commandsOf(manifest)) {
    if (command.type === 'query' && !command.parameters) faults.push(`The search ${command.id} has no parameter.`);
    if (command.type === 'action' && !command.fetchTask && !command.taskInfo && !command.parameters) {
      faults.push(`The action ${command.id} opens nothing.`);
    }
  }
  if ((manifest.staticTabs ?? []).some(({ entityId }) => entityId === 'conversations') && bots.length === 0) {
    faults.push('There is a tab for conversations and no bot.');
  }
  for (const [at, { runtimes = [], ribbons = [], contextMenus = [] }] of (manifest.extensions ?? []).entries()) {
    const actions = runtimes.flatMap((runtime) => (runtime.actions ?? []).map(({ id }) => id));
    unique('action', actions);
    unique(
      'runtime',
      runtimes.map(({ id }) => id),
    );
    const groups = ribbons.flatMap(({ tabs }) => tabs).flatMap((tab) => tab.groups ?? []);
    const controls = [...groups, ...contextMenus.flatMap(({ menus }) => menus)].flatMap((one) => one.controls);
    unique(
      'control',
      [...groups, ...controls].map(({ id }) => id),
    );
    for (const control of controls.flatMap((one) => [one, ...(one.items ?? [])])) {
      if (control.type !== 'menu' && !actions.includes(control.actionId)) {
        faults.push(`The control ${control.id} of extension ${at} runs ${control.actionId}, which is no action.`);
      }
      for (const size of [16, 32, 80]) {
        if (!(control.icons ?? []).some((icon) => icon.size === size))
          faults.push(`The control ${control.id} has no icon of ${size} pixels.`);
      }
    }
  }
  return faults;
}

function addressFaults(manifest, production) {
  const faults = [];
  const domains = manifest.validDomains ?? [];
  for (const [path, value] of stringsOf(manifest)) {
    if (path.startsWith('$schema') || !/^[a-z]+:\/\//i.test(value)) continue;
    if (value.startsWith('api://')) continue;
    if (!value.startsWith('https://')) faults.push(`${path} is not served over https: ${value}`);
    const { host, hostname } = new URL(value);
    if (!domains.includes(host)) faults.push(`${path} is on ${host}, which is not among the valid domains.`);
    if (production && isLocal(hostname)) faults.push(`${path} leads to this machine: ${value}`);
  }
  for (const domain of domains) {
    if (domain.includes('*')) faults.push(`The valid domain ${domain} is not one domain.`);
    if (production && isLocal(domain.split(':')[0])) faults.push(`The valid domain ${domain} is this machine.`);
  }
  if (production && /^0{8}-/.test(manifest.bots?.[0]?.botId ?? '')) faults.push('The bot has no id of its own.');
  return faults;
}

function pictureFaults({ manifest, pictures }) {
  return Object.entries(pictureSizes).flatMap(([kind, size]) => {
    const name = manifest.icons?.[kind];
    const bytes = pictures[name];
    if (!bytes) return [`There is no icon ${name}.`];
    const header = readPng(bytes);
    if (!header) return [`${name} is no PNG.`];
    const faults = [];
    if (header.width !== size || header.height !== size)
      faults.push(`${name} is ${header.width} × ${header.height}, not ${size} × ${size}.`);
    if (kind === 'outline' && !header.transparent) faults.push(`${name} has no transparent ground.`);
    return faults;
  });
}

/** Every word that a person sees is there in Chinese, and no translation is of nothing. */
function languageFaults({ manifest, languages }) {
  const info = manifest.localizationInfo ?? {};
  const files = [info.defaultLanguageFile, ...(info.additionalLanguages ?? []).map(({ file }) => file)];
  const faults = files.filter((file) => file && !languages[file]).map((file) => `There is no language file ${file}.`);
  const wanted = stringsOf(manifest)
    .map(([path]) => path)
    .filter(isShown);
  const known = new Set(stringsOf(manifest).map(([path]) => path));
  for (const { file } of info.additionalLanguages ?? []) {
    const strings = languages[file] ?? {};
    for (const path of wanted) if (!(path in strings)) faults.push(`${file} lacks ${path}.`);
  }
  for (const [file, strings] of Object.entries(languages)) {
    for (const path of Object.keys(strings))
      if (path !== '$schema' && !known.has(path)) faults.push(`${file} has ${path}, which the manifest lacks.`);
  }
  return faults;
}

function isShown(path) {
  if (/^(?:name|description)\./.test(path)) return true;
  if (/^staticTabs\[\d+\]\.name$/.test(path)) return true;
  return /^(?:bots|composeExtensions|extensions)\[.*\.(?:title|description|label)$/.test(path);
}

/** The ribbon is written down once: in manifest.xml. */
function officeFaults({ manifest, languages, officeXml }) {
  const { extension, chinese, version } = officeExtension(officeXml);
  const faults = [];
  const origin = (value) => JSON.stringify(value).replace(/https:\/\/[^/"]+/g, '');
  if (origin(manifest.extensions) !== origin([extension])) {
    faults.push('The Word and Excel part differs from manifest.xml: run "npm run package -- --sync".');
  }
  if (manifest.version !== version) faults.push(`The version is ${manifest.version}, manifest.xml has ${version}.`);
  const differs = Object.entries(chinese).filter(([key, value]) => languages['zh-cn.json']?.[key] !== value);
  for (const [key] of differs) faults.push(`zh-cn.json differs from manifest.xml in ${key}.`);
  return faults;
}

function commandsOf(manifest) {
  return (manifest.composeExtensions ?? []).flatMap(({ commands = [] }) => commands);
}

/** Whether a name leads to this machine, or to one that others cannot reach. */
export function isLocal(hostname) {
  return /^(?:localhost|127\.|10\.|192\.168\.|\[?::1)|\.(?:local|localhost|internal)$/.test(hostname);
}

/** Every string of a value with its path, in the notation of localisation files. */
function stringsOf(value, path = '') {
  if (typeof value === 'string') return [[path, value]];
  if (Array.isArray(value)) return value.flatMap((item, at) => stringsOf(item, `${path}[${at}]`));
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, item]) => stringsOf(item, path === '' ? key : `${path}.${key}`));
}

/** Size and colour type of a PNG, from its header (ISO/IEC 15948, 11.2.2). */
function readPng(bytes) {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length < 26 || view.getUint32(0) !== 0x89504e47) return undefined;
  const colorType = bytes[25];
  return { width: view.getUint32(16), height: view.getUint32(20), transparent: colorType === 4 || colorType === 6 };
}
