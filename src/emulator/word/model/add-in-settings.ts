import { relationshipTypes } from '../package/namespaces.ts';
import type { WordDocument } from '../word-document.ts';

/**
 * Settings that an add-in keeps with the document (`Office.context.document.settings`), in a custom XML part of our own
 * namespace: name and JSON text of each. Word itself keeps them in a web extension part, whose id belongs to an add-in
 * in its store; the custom part survives Word too, and no other program minds it.
 */
const namespace = 'urn:office-host-emulator:add-in-settings';

export function readAddInSettings(document: WordDocument): Record<string, string> {
  const part = settingsPart(document);
  if (part === undefined) return {};
  const entries = [...document.package.xml(part).getElementsByTagNameNS(namespace, 'setting')];
  return Object.fromEntries(entries.map((entry) => [entry.getAttribute('name') ?? '', entry.textContent]));
}

/** Replaces all settings; no step of undo, as in Word. */
export function writeAddInSettings(document: WordDocument, settings: Readonly<Record<string, string>>): void {
  let part = settingsPart(document);
  if (part === undefined) {
    part = document.package.freshPartName('customXml/item#.xml');
    document.package.setPart(part, `<settings xmlns="${namespace}"/>`, 'application/xml');
    document.package.relate(document.package.documentPart, relationshipTypes.customXml, part);
  }
  const root = document.package.edit(part).documentElement;
  root.replaceChildren(
    ...Object.entries(settings).map(([name, value]) => {
      const entry = root.ownerDocument.createElementNS(namespace, 'setting');
      entry.setAttribute('name', name);
      entry.textContent = value;
      return entry;
    }),
  );
}

function settingsPart(document: WordDocument): string | undefined {
  return document.package
    .relationships(document.package.documentPart)
    .filter(({ type }) => type === relationshipTypes.customXml)
    .map(({ target }) => target)
    .find(
      (name) => document.package.has(name) && document.package.xml(name).documentElement.namespaceURI === namespace,
    );
}
