import type { Pieces } from './pieces.ts';
import { DocumentFileError, pack, packing, unpack } from './zip.ts';

export interface Relationship {
  readonly id: string;
  readonly type: string;
  /** A part's name (`word/media/image1.png`) for an internal relationship, an address for an external one. */
  readonly target: string;
  readonly external: boolean;
}

const decoder = new TextDecoder();
const encoder = new TextEncoder();
const contentTypesPart = '[Content_Types].xml';
/** Namespaces of the Open Packaging Conventions (ECMA-376 part 2). */
const ns = {
  contentTypes: 'http://schemas.openxmlformats.org/package/2006/content-types',
  relationships: 'http://schemas.openxmlformats.org/package/2006/relationships',
} as const;
const relationshipsType = 'application/vnd.openxmlformats-package.relationships+xml';

/**
 * An opened .docx or .xlsx as its parts. A part is parsed when it is first asked for and written again only when it was
 * edited; every other part is saved as the bytes it came as. Names have no leading slash (`word/document.xml`).
 *
 * A part given by {@link edit} is live: change its nodes in place.
 */
export class OoxmlPackage {
  readonly #parts: Map<string, Uint8Array>;
  /** Live trees of parts that were taken out, by the bytes that the part began with: undo and redo go on with the same tree. */
  readonly #takenOut = new WeakMap<Uint8Array, { readonly tree: XMLDocument; readonly edited: boolean }>();
  readonly #parsed = new Map<string, XMLDocument>();
  readonly #edited = new Set<string>();

  /** Called with each tree when it is first parsed, so that a journal can watch it from the start. */
  onTreeParsed: (tree: XMLDocument, part: string) => void = () => undefined;

  private constructor(parts: Map<string, Uint8Array>) {
    this.#parts = parts;
  }

  /** Opens the bytes of a file; throws {@link DocumentFileError} when it is none. */
  static open(bytes: Uint8Array): OoxmlPackage {
    const opened = new OoxmlPackage(unpack(bytes));
    if (!opened.has(contentTypesPart) || !opened.has(opened.documentPart)) {
      throw new DocumentFileError('not-a-document', 'The file is a zip archive but holds no document.');
    }
    return opened;
  }

  /** A package of the given parts, text or bytes, in order. */
  static of(parts: Readonly<Record<string, string | Uint8Array>>): OoxmlPackage {
    const entries = Object.entries(parts).map(
      ([name, content]) => [name, typeof content === 'string' ? encoder.encode(content) : content] as const,
    );
    return new OoxmlPackage(new Map(entries));
  }

  /** The main document's name, `word/document.xml` in nearly every file. */
  get documentPart(): string {
    const main = this.relationships('').find(({ type }) => type.endsWith('/officeDocument'));
    return main?.target ?? 'word/document.xml';
  }

  get partNames(): readonly string[] {
    return [...this.#parts.keys()];
  }

  has(name: string): boolean {
    return this.#parts.has(name);
  }

  /** A part for reading; throws when there is none or it is no XML. */
  xml(name: string): XMLDocument {
    const known = this.#parsed.get(name);
    if (known) return known;
    const parsed = parseXml(decoder.decode(this.bytes(name)), name);
    this.#parsed.set(name, parsed);
    this.onTreeParsed(parsed, name);
    return parsed;
  }

  /** A part for changing: it will be written anew when the package is saved. */
  edit(name: string): XMLDocument {
    const part = this.xml(name);
    this.#edited.add(name);
    return part;
  }

  isEdited(name: string): boolean {
    return this.#edited.has(name);
  }

  /** A part's bytes as they would be saved. */
  bytes(name: string): Uint8Array {
    const parsed = this.#edited.has(name) ? this.#parsed.get(name) : undefined;
    const bytes = this.#parts.get(name);
    if (!bytes) throw new Error(`The document has no part ${name}.`);
    if (!parsed) return bytes;
    // The browser's serialiser drops the line break after the declaration, which most producers write.
    const declaration = /^<\?xml[^>]*\?>\s*/;
    const [original] = declaration.exec(decoder.decode(bytes)) ?? [];
    const xml = serializeXml(parsed);
    return encoder.encode(original ? original + xml.replace(declaration, '') : xml);
  }

  /** Adds a part, or replaces one, and declares its content type. */
  setPart(name: string, content: string | Uint8Array, contentType: string): void {
    this.#parts.set(name, typeof content === 'string' ? encoder.encode(content) : content);
    this.#parsed.delete(name);
    this.#edited.delete(name);
    this.#declareContentType(name, contentType);
  }

  /** Adds a part whose live tree there is already; the tree goes on being the part's. */
  adoptPart(name: string, tree: XMLDocument, contentType: string): void {
    this.setPart(name, serializeXml(tree), contentType);
    this.#parsed.set(name, tree);
    this.#edited.add(name);
    this.onTreeParsed(tree, name);
  }

  removePart(name: string): void {
    this.#takeOut(name);
    const overrides = this.edit(contentTypesPart).getElementsByTagNameNS(ns.contentTypes, 'Override');
    for (const override of [...overrides]) if (override.getAttribute('PartName') === `/${name}`) override.remove();
  }

  /** A name that no part has yet, by pattern: `word/media/image#.png`. */
  freshPartName(pattern: string): string {
    for (let number = 1; ; number += 1) {
      const name = pattern.replace('#', String(number));
      if (!this.#parts.has(name)) return name;
    }
  }

  contentType(name: string): string | undefined {
    const types = this.xml(contentTypesPart).documentElement;
    const override = [...types.getElementsByTagNameNS(ns.contentTypes, 'Override')].find(
      (each) => each.getAttribute('PartName') === `/${name}`,
    );
    if (override) return override.getAttribute('ContentType') ?? undefined;
    const extension = extensionOf(name);
    const byDefault = [...types.getElementsByTagNameNS(ns.contentTypes, 'Default')].find(
      (each) => each.getAttribute('Extension')?.toLowerCase() === extension,
    );
    return byDefault?.getAttribute('ContentType') ?? undefined;
  }

  /** The relationships of a part; of the package itself for an empty name. */
  relationships(part: string): readonly Relationship[] {
    const name = relationshipsPart(part);
    if (!this.has(name)) return [];
    return [...this.xml(name).getElementsByTagNameNS(ns.relationships, 'Relationship')].map((element) => {
      const external = element.getAttribute('TargetMode') === 'External';
      const target = element.getAttribute('Target') ?? '';
      return {
        id: element.getAttribute('Id') ?? '',
        type: element.getAttribute('Type') ?? '',
        target: external ? target : resolveTarget(part, target),
        external,
      };
    });
  }

  /** The name of the part that `part` is related to by a type, when there is one. */
  related(part: string, type: string): string | undefined {
    const local = type.replace(/^.*\//, '/');
    return this.relationships(part).find((each) => !each.external && (each.type === type || each.type.endsWith(local)))
      ?.target;
  }

  /** Adds a relationship and gives its id; an equal one is used again. */
  relate(part: string, type: string, target: string, { external = false } = {}): string {
    const same = this.relationships(part).find(
      (each) => each.type === type && each.target === target && each.external === external,
    );
    if (same) return same.id;
    const name = relationshipsPart(part);
    if (!this.has(name)) {
      this.setPart(
        name,
        `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<Relationships xmlns="${ns.relationships}"/>`,
        relationshipsType,
      );
    }
    const root = this.edit(name).documentElement;
    const taken = new Set(this.relationships(part).map(({ id }) => id));
    let number = taken.size + 1;
    while (taken.has(`rId${number}`)) number += 1;
    const element = root.ownerDocument.createElementNS(ns.relationships, 'Relationship');
    element.setAttribute('Id', `rId${number}`);
    element.setAttribute('Type', type);
    element.setAttribute('Target', external ? target : `/${target}`);
    if (external) element.setAttribute('TargetMode', 'External');
    root.append(element);
    return `rId${number}`;
  }

  /** Takes the relationships from one part to another away. */
  unrelate(part: string, target: string): void {
    for (const { id, external, target: known } of this.relationships(part)) {
      if (external || known !== target) continue;
      const root = this.edit(relationshipsPart(part)).documentElement;
      for (const element of [...root.children]) if (element.getAttribute('Id') === id) element.remove();
    }
  }

  /** The related part of a type, made with `content` when the document has none; its name. */
  ensureRelated(part: string, type: string, name: string, contentType: string, content: string): string {
    const known = this.related(part, type);
    if (known !== undefined && this.has(known)) return known;
    this.setPart(name, content, contentType);
    this.relate(part, type, name);
    return name;
  }

  /** The document as a file. */
  save(): Uint8Array {
    return pack(this.#partBytes());
  }

  /** The same in pieces, where a part is very large. */
  saving(): Pieces<Uint8Array> {
    return packing(this.#partBytes());
  }

  #partBytes(): ReadonlyMap<string, Uint8Array> {
    return new Map(this.partNames.map((name) => [name, this.bytes(name)]));
  }

  /** Parts as they are now, for undo: names to bytes or to the live tree (which undo reverts by itself). */
  snapshotParts(): ReadonlyMap<string, Uint8Array> {
    return new Map(this.#parts);
  }

  /** Puts back which parts there are; live trees keep their identity. */
  restoreParts(snapshot: ReadonlyMap<string, Uint8Array>): void {
    for (const name of this.partNames) {
      if (!snapshot.has(name)) this.#takeOut(name);
    }
    for (const [name, bytes] of snapshot) {
      if (this.#parts.has(name)) continue;
      this.#parts.set(name, bytes);
      const known = this.#takenOut.get(bytes);
      if (!known) continue;
      this.#parsed.set(name, known.tree);
      if (known.edited) this.#edited.add(name);
    }
  }

  #takeOut(name: string): void {
    const bytes = this.#parts.get(name);
    const tree = this.#parsed.get(name);
    if (bytes && tree) this.#takenOut.set(bytes, { tree, edited: this.#edited.has(name) });
    this.#parts.delete(name);
    this.#parsed.delete(name);
    this.#edited.delete(name);
  }

  /** Every tree that is parsed, for whoever watches changes. */
  get trees(): ReadonlyMap<string, XMLDocument> {
    return this.#parsed;
  }

  #declareContentType(name: string, contentType: string): void {
    if (name === contentTypesPart || this.contentType(name) === contentType) return;
    const root = this.edit(contentTypesPart).documentElement;
    const byExtension = /\.(png|jpe?g|gif|rels)$/i.test(name);
    const element = root.ownerDocument.createElementNS(ns.contentTypes, byExtension ? 'Default' : 'Override');
    if (byExtension) element.setAttribute('Extension', extensionOf(name));
    else element.setAttribute('PartName', `/${name}`);
    element.setAttribute('ContentType', contentType);
    // The schema wants no order, but every producer writes the defaults first.
    if (byExtension) root.prepend(element);
    else root.append(element);
  }
}

/** Parses a part; document type declarations, which no producer writes, are refused so that no entity can be declared. */
export function parseXml(text: string, name = 'part'): XMLDocument {
  if (/<!DOCTYPE/i.test(text))
    throw new DocumentFileError('not-a-document', `${name} declares a document type, which is not allowed.`);
  const parsed = new DOMParser().parseFromString(text.replace(/^\uFEFF/, ''), 'application/xml');
  if (parsed.getElementsByTagName('parsererror').length > 0) {
    throw new DocumentFileError('not-a-document', `${name} is not well-formed XML.`);
  }
  return parsed;
}

export function serializeXml(document: XMLDocument): string {
  const text = new XMLSerializer().serializeToString(document);
  return text.startsWith('<?xml') ? text : `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n${text}`;
}

function relationshipsPart(part: string): string {
  const slash = part.lastIndexOf('/') + 1;
  return `${part.slice(0, slash)}_rels/${part.slice(slash)}.rels`;
}

/** A relationship's target against the folder of its source part (OPC, part 2 §9.3). */
function resolveTarget(part: string, target: string): string {
  if (target.startsWith('/')) return target.slice(1);
  const steps = part.split('/').slice(0, -1);
  for (const step of target.split('/')) {
    if (step === '..') steps.pop();
    else if (step !== '.') steps.push(step);
  }
  return steps.join('/');
}

function extensionOf(name: string): string {
  return name.slice(name.lastIndexOf('.') + 1).toLowerCase();
}
