import { relationshipTypes } from '../package/namespaces.ts';
import type { OoxmlPackage } from '../../package/ooxml-package.ts';

/**
 * Settings that an add-in keeps with the document (`Office.context.document.settings`), in a custom XML part of our own
 * namespace: name and JSON text of each. Word itself keeps them in a web extension part, whose id belongs to an add-in
 * in its store; the custom part survives Word too, and no other program minds it. No change of them is a step of undo,
 * as in Word: they are held here and put into the file when it is saved.
 */
export const addInSettingsNamespace = 'urn:office-host-emulator:add-in-settings';

export class AddInSettings {
  readonly #package: OoxmlPackage;
  #current: Readonly<Record<string, string>> | undefined;
  #isChanged = false;

  constructor(opened: OoxmlPackage) {
    this.#package = opened;
  }

  /** Name to JSON text. */
  read(): Readonly<Record<string, string>> {
    this.#current ??= this.#inFile();
    return this.#current;
  }

  /** Replaces all settings. */
  write(settings: Readonly<Record<string, string>>): void {
    this.#current = { ...settings };
    this.#isChanged = true;
  }

  /** Brings the file up to date; one whose settings were not touched is left alone. */
  store(): void {
    if (!this.#isChanged) return;
    let part = this.#part();
    if (part === undefined) {
      if (Object.keys(this.read()).length === 0) return;
      part = this.#package.freshPartName('customXml/item#.xml');
      this.#package.setPart(part, `<settings xmlns="${addInSettingsNamespace}"/>`, 'application/xml');
      this.#package.relate(this.#package.documentPart, relationshipTypes.customXml, part);
    }
    const root = this.#package.edit(part).documentElement;
    root.replaceChildren(
      ...Object.entries(this.read()).map(([name, value]) => {
        const entry = root.ownerDocument.createElementNS(addInSettingsNamespace, 'setting');
        entry.setAttribute('name', name);
        entry.textContent = value;
        return entry;
      }),
    );
  }

  #inFile(): Record<string, string> {
    const part = this.#part();
    if (part === undefined) return {};
    const entries = [...this.#package.xml(part).getElementsByTagNameNS(addInSettingsNamespace, 'setting')];
    return Object.fromEntries(entries.map((entry) => [entry.getAttribute('name') ?? '', entry.textContent]));
  }

  #part(): string | undefined {
    return this.#package
      .relationships(this.#package.documentPart)
      .filter(({ type, external }) => type === relationshipTypes.customXml && !external)
      .map(({ target }) => target)
      .find(
        (name) =>
          this.#package.has(name) && this.#package.xml(name).documentElement.namespaceURI === addInSettingsNamespace,
      );
  }
}
