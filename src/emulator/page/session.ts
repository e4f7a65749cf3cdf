import { ClassRegistry } from '../view/class-registry.ts';
import { DocumentView } from '../view/document-view.ts';
import { PackageSource } from '../view/package-source.ts';
import { SelectionView } from '../view/selection-view.ts';
import { TabStops } from '../view/tab-stops.ts';
import { showActiveControl } from '../view/control-view.ts';
import { TextPositions } from '../view/text-positions.ts';
import { Typing } from '../view/typing.ts';
import { relationshipTypes } from '../word/package/namespaces.ts';
import { storyParagraphs } from '../word/model/story.ts';
import type { Formatting } from './formatting.ts';
import { typingModel } from './typing-model.ts';
import { ListLabels, type ListLabel } from '../word/parts/list-labels.ts';
import { numberingOf } from '../word/parts/numbering.ts';
import { leavesOf } from '../word/model/text-leaves.ts';
import type { DocumentChange } from '../word/model/document-change.ts';
import type { WordDocument } from '../word/word-document.ts';

/** What a session tells the page around it. */
export interface SessionEvents {
  /** After each edit, once the view shows it. */
  readonly onChange: (change: DocumentChange) => void;
  /** After the selection moved, once the view shows it. */
  readonly onSelection: () => void;
  /** After the view rendered something. */
  readonly onRendered: () => void;
}

/** One opened document with all that shows it and takes the person's input. */
export class Session {
  readonly document: WordDocument;
  readonly name: string;
  readonly view: DocumentView;
  readonly source: PackageSource;
  readonly positions: TextPositions;
  readonly selection: SelectionView;
  readonly #typing: Typing;
  readonly #tabStops: TabStops;
  readonly #stops: (() => void)[] = [];
  readonly #events: SessionEvents;
  readonly #labels: ListLabels;
  /** What made each paragraph a list item, or none, when it was last looked at. */
  readonly #listed = new WeakMap<Element, string>();
  #isSelectionDue = false;
  #noteOrder = '';
  #styleText: string;

  /**
   * @param scroller the scrolling element that the document's element is put into
   */
  constructor(
    scroller: HTMLElement,
    document: WordDocument,
    name: string,
    options: {
      readonly label: string;
      readonly formatting: Formatting;
      readonly events: SessionEvents;
    },
  ) {
    this.document = document;
    this.name = name;
    this.#events = options.events;
    this.#labels = new ListLabels(document.package);
    this.source = new PackageSource(document.package, (paragraph) => this.#labelOf(paragraph));
    const root = createRoot(options.label, document.readOnly);
    scroller.append(root);
    this.#tabStops = new TabStops(scroller);
    const sheet = new CSSStyleSheet();
    window.document.adoptedStyleSheets = [...window.document.adoptedStyleSheets, sheet];
    this.#stops.push(() => {
      window.document.adoptedStyleSheets = window.document.adoptedStyleSheets.filter((other) => other !== sheet);
    });
    const registry = new ClassRegistry((rule) => sheet.insertRule(rule, sheet.cssRules.length));
    this.view = new DocumentView(root, this.source, registry, () => this.#rendered());
    this.positions = new TextPositions(this.view, leavesOf);
    const model = typingModel(document, options.formatting);
    this.selection = new SelectionView(root, scroller, this.positions, model);
    this.#typing = new Typing(this.view, this.positions, this.selection, model);
    this.#styleText = this.#readStyles();
    this.#stops.push(
      document.onChange((change) => this.#changed(change)),
      document.onSelectionChange(() => this.#selectionMoved()),
    );
    this.view.open();
    this.#noteOrder = this.source.noteOrder();
  }

  close(): void {
    for (const stop of this.#stops) stop();
    this.#typing.close();
    this.selection.close();
    this.#tabStops.close();
    this.view.close();
    this.view.root.remove();
    this.source.close();
  }

  #rendered(): void {
    this.#tabStops.watch(this.view.root);
    this.#events.onRendered();
  }

  #changed(change: DocumentChange): void {
    if ([...change.parts].some((part) => /(styles|numbering|footnotes|endnotes|settings)\d*\.xml$/.test(part))) {
      this.source.forget();
    }
    const isRenumbered = this.#mayRenumber(change);
    if (isRenumbered) this.#labels.forget();
    if (this.#stylesChanged(change)) this.view.refreshAll();
    else this.view.refresh(change.paragraphs, change.structure, isRenumbered);
    this.#followNotes(change);
    this.#selectionMoved();
    this.#events.onChange(change);
  }

  #followNotes(change: DocumentChange): void {
    const parts = [...change.parts].join();
    const order = this.source.noteOrder();
    if (order !== this.#noteOrder || /(footnotes|endnotes)\d*\.xml/.test(parts)) this.view.refreshNotes();
    this.#noteOrder = order;
    if (/(header|footer)\d*\.xml/.test(parts)) this.view.refreshRunning();
  }

  /**
   * Whether list numbers may be others now. Counting goes through the whole document, so it is left out when no list item
   * came, went or changed, which is nearly always while someone types.
   */
  #mayRenumber(change: DocumentChange): boolean {
    if ([...change.parts].some((part) => /(styles|numbering)\d*\.xml$/.test(part))) return true;
    for (const paragraph of change.paragraphs) {
      const numbering = numberingOf(this.document.package, paragraph);
      const key = numbering ? `${numbering.numId}:${numbering.levelIndex}` : '';
      if ((this.#listed.get(paragraph) ?? '') !== key) return true;
    }
    return change.structure && this.#listItemsMoved();
  }

  #listItemsMoved(): boolean {
    const isGone = (item: Element): boolean => this.view.sourceOf(item)?.isConnected !== true;
    if ([...this.view.root.querySelectorAll('.listed')].some(isGone)) return true;
    if (!this.view.isFilled) return true;
    const isNew = (paragraph: Element): boolean => this.view.nodeOf(paragraph)?.isConnected !== true;
    return storyParagraphs(this.document.body).some(
      (paragraph) => isNew(paragraph) && numberingOf(this.document.package, paragraph) !== null,
    );
  }

  /** The label of a paragraph, remembering which list gave it. */
  #labelOf(paragraph: Element): ListLabel | null {
    const label = this.#labels.of(paragraph);
    this.#listed.set(paragraph, label ? `${label.numbering.numId}:${label.numbering.levelIndex}` : '');
    return label;
  }

  /** A style that was only added changes nothing that is shown; a style that was changed may change everything. */
  #stylesChanged(change: DocumentChange): boolean {
    const part = this.document.package.related(this.document.package.documentPart, relationshipTypes.styles);
    if (part === undefined || !change.parts.has(part)) return false;
    const before = this.#styleText.split('\u0000');
    this.#styleText = this.#readStyles();
    const now = new Set(this.#styleText.split('\u0000'));
    return before.some((style) => !now.has(style));
  }

  #readStyles(): string {
    const part = this.document.package.related(this.document.package.documentPart, relationshipTypes.styles);
    if (part === undefined || !this.document.package.has(part)) return '';
    const serializer = new XMLSerializer();
    const root = this.document.package.xml(part).documentElement;
    return [...root.children].map((style) => serializer.serializeToString(style)).join('\u0000');
  }

  /** An edit moves the selection before the view has followed: it is shown when the edit is over. */
  #selectionMoved(): void {
    if (this.#isSelectionDue) return;
    this.#isSelectionDue = true;
    queueMicrotask(() => {
      this.#isSelectionDue = false;
      this.selection.show(!this.selection.isFollowing);
      showActiveControl(this.view.root, this.positions.toDom(this.document.selection.focus)?.node);
      this.#events.onSelection();
    });
  }
}

function createRoot(label: string, isReadOnly: boolean): HTMLElement {
  const root = window.document.createElement('div');
  root.className = 'document';
  root.contentEditable = 'true';
  root.spellcheck = false;
  root.setAttribute('role', 'textbox');
  root.setAttribute('aria-multiline', 'true');
  root.setAttribute('aria-label', label);
  if (isReadOnly) root.setAttribute('aria-readonly', 'true');
  return root;
}
