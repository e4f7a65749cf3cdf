import type { OoxmlPackage } from '../../package/ooxml-package.ts';
import { ns } from '../package/namespaces.ts';

/** One step of undo: what changed in the trees, and which parts there were before. */
interface Step {
  readonly label: string;
  readonly records: readonly MutationRecord[];
  readonly partsBefore: ReadonlyMap<string, Uint8Array>;
  readonly partsAfter: ReadonlyMap<string, Uint8Array>;
}

const maxSteps = 200;

/**
 * Exact undo for a package: every change of a live tree is recorded by a MutationObserver and taken back node by node, so
 * elements keep their identity whatever an edit did. Records are taken synchronously; nothing waits for a microtask.
 *
 * What happens in a detached element is not seen: an edit attaches a new element before it moves old nodes into it.
 */
export class Journal {
  readonly #package: OoxmlPackage;
  readonly #observer: MutationObserver;
  readonly #undo: Step[] = [];
  #redo: Step[] = [];
  /** The edit that is being recorded. */
  #open: { readonly label: string; readonly joins: boolean; readonly partsBefore: Step['partsBefore'] } | null = null;

  constructor(opened: OoxmlPackage) {
    this.#package = opened;
    // Records are always taken by hand; the callback runs only for changes made outside a step, which belong to no one.
    this.#observer = new MutationObserver(() => undefined);
    for (const tree of opened.trees.values()) this.#watch(tree);
    opened.onTreeParsed = (tree) => this.#watch(tree);
  }

  get canUndo(): boolean {
    return this.#undo.length > 0;
  }

  get canRedo(): boolean {
    return this.#redo.length > 0;
  }

  /** The last step, to be compared: another one is the last as soon as anything changed. */
  get last(): object | null {
    return this.#undo.at(-1) ?? null;
  }

  get depth(): number {
    return this.#undo.length;
  }

  get undoLabel(): string | undefined {
    return this.#undo.at(-1)?.label;
  }

  /** Runs an edit and records it as one step; `joins` makes it part of the step before when that has the same label. */
  record(label: string, edit: () => void, joins: boolean): readonly MutationRecord[] {
    this.#observer.takeRecords();
    this.#open = { label, joins, partsBefore: this.#package.snapshotParts() };
    let records: readonly MutationRecord[] = [];
    try {
      edit();
    } finally {
      records = this.commit();
      this.#open = null;
    }
    return records;
  }

  /** Makes a step of what the edit that is being recorded did so far; what it does from here on will be another. */
  commit(): readonly MutationRecord[] {
    if (!this.#open) return [];
    const { label, joins, partsBefore } = this.#open;
    const records = this.#observer.takeRecords();
    const partsAfter = this.#package.snapshotParts();
    if (records.length > 0 || partsAfter.size !== partsBefore.size) {
      this.#redo = [];
      const last = this.#undo.at(-1);
      if (joins && last?.label === label) {
        this.#undo[this.#undo.length - 1] = { ...last, records: [...last.records, ...records], partsAfter };
      } else this.#undo.push({ label, records, partsBefore, partsAfter });
      if (this.#undo.length > maxSteps) this.#undo.shift();
    }
    return records;
  }

  /** Takes the last step back; gives the records of doing so, or `null` when there is none. */
  undo(): readonly MutationRecord[] | null {
    const step = this.#undo.pop();
    if (!step) return null;
    const records = this.#revert(step.records);
    this.#restoreParts(step.partsBefore);
    this.#redo.push({ ...step, records });
    return records;
  }

  redo(): readonly MutationRecord[] | null {
    const step = this.#redo.pop();
    if (!step) return null;
    this.#restoreParts(step.partsAfter);
    const records = this.#revert(step.records);
    this.#undo.push({ ...step, records });
    return records;
  }

  #restoreParts(parts: ReadonlyMap<string, Uint8Array>): void {
    this.#package.restoreParts(parts);
    if (this.#open) this.#open = { ...this.#open, partsBefore: this.#package.snapshotParts() };
  }

  #watch(tree: XMLDocument): void {
    this.#observer.observe(tree, {
      subtree: true,
      childList: true,
      attributes: true,
      attributeOldValue: true,
      characterData: true,
      characterDataOldValue: true,
    });
  }

  #revert(records: readonly MutationRecord[]): MutationRecord[] {
    this.#observer.takeRecords();
    for (const record of [...records].reverse()) revertRecord(record);
    return this.#observer.takeRecords();
  }
}

function revertRecord(record: MutationRecord): void {
  const { target } = record;
  switch (record.type) {
    case 'childList':
      for (const node of record.addedNodes) node.parentNode?.removeChild(node);
      for (const node of record.removedNodes) target.insertBefore(node, record.nextSibling);
      return;
    case 'attributes': {
      const element = target as Element;
      const name = record.attributeName ?? '';
      if (record.oldValue === null) element.removeAttributeNS(record.attributeNamespace, name);
      else
        element.setAttributeNS(
          record.attributeNamespace,
          qualified(element, record.attributeNamespace, name),
          record.oldValue,
        );
      return;
    }
    case 'characterData':
      (target as CharacterData).data = record.oldValue ?? '';
  }
}

function qualified(element: Element, namespace: string | null, name: string): string {
  if (namespace === ns.xmlns) return name === 'xmlns' ? name : `xmlns:${name}`;
  const prefix = namespace === null ? null : element.lookupPrefix(namespace);
  return prefix === null ? name : `${prefix}:${name}`;
}
