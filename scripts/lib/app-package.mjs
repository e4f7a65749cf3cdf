/** The app package of Teams and Microsoft 365: what is in appPackage/, filled in for one environment and put into a zip. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { zipSync } from 'fflate';
import { officeExtension } from './office-extension.mjs';
import { root } from './workspace.mjs';

const folder = join(root, 'appPackage');
/** Where the pages are while one develops; put in place of it when a package is made. */
const developmentOrigin = 'https://localhost:3000';
const noBot = '00000000-0000-0000-0000-000000000000';
/** Files of the package besides the manifest, by the manifest's own paths. */
const texts = ['en.json', 'zh-cn.json'];
const pictures = ['color.png', 'outline.png'];

/** @returns {{ manifest: object, languages: Record<string, object>, pictures: Record<string, Uint8Array>, officeXml: string }} */
export function readAppPackage() {
  const json = (name) => JSON.parse(readFileSync(join(folder, name), 'utf8'));
  return {
    manifest: json('manifest.json'),
    languages: Object.fromEntries(texts.map((name) => [name, json(name)])),
    pictures: Object.fromEntries(pictures.map((name) => [name, new Uint8Array(readFileSync(join(folder, name)))])),
    officeXml: readFileSync(join(root, 'manifest.xml'), 'utf8'),
  };
}

/** Brings the Word and Excel part of the manifest up to manifest.xml. */
export async function syncWithOffice() {
  const { manifest, languages, officeXml } = readAppPackage();
  const { extension, chinese, version } = officeExtension(officeXml);
  await writeJson('manifest.json', { ...manifest, version, extensions: [extension] });
  const own = Object.entries(languages['zh-cn.json']).filter(([key]) => !key.startsWith('extensions['));
  await writeJson('zh-cn.json', { ...Object.fromEntries(own), ...chinese });
}

async function writeJson(name, value) {
  const { format } = await import('oxfmt');
  const { code } = await format(name, JSON.stringify(value), { printWidth: 120 });
  writeFileSync(join(folder, name), code);
}

/**
 * The package for one environment.
 *
 * @param {ReturnType<typeof readAppPackage>} parts
 * @param {{ domain: string, appId?: string, botId?: string, clientId?: string }} settings without a bot id there is no bot in it
 */
export function fillAppPackage(parts, { domain, appId, botId, clientId }) {
  const text = JSON.stringify(parts.manifest).replaceAll(developmentOrigin, `https://${domain}`);
  const manifest = JSON.parse(botId ? text.replaceAll(noBot, botId) : text);
  manifest.validDomains = [domain];
  if (appId) manifest.id = appId;
  if (clientId) manifest.webApplicationInfo = { id: clientId, resource: `api://${domain}/${clientId}` };
  let { languages } = parts;
  if (!botId) {
    delete manifest.bots;
    delete manifest.composeExtensions;
    manifest.staticTabs = manifest.staticTabs.filter(({ entityId }) => entityId !== 'conversations');
    const staying = (strings) =>
      Object.fromEntries(Object.entries(strings).filter(([key]) => !/^(?:bots|composeExtensions)\[/.test(key)));
    languages = Object.fromEntries(Object.entries(languages).map(([name, strings]) => [name, staying(strings)]));
  }
  return { ...parts, manifest, languages };
}

/** The zip, the manifest at its root and the other files where the manifest says. */
export function zipAppPackage({ manifest, languages, pictures: files }) {
  const bytes = (value) => new TextEncoder().encode(`${JSON.stringify(value, null, 2)}\n`);
  const entries = Object.entries(languages).map(([name, strings]) => [name, bytes(strings)]);
  // A fixed time, so that the same package has the same bytes.
  const options = { mtime: new Date('2026-01-01T00:00:00Z') };
  return zipSync({ 'manifest.json': bytes(manifest), ...Object.fromEntries(entries), ...files }, options);
}
