import { guessLanguage } from '../../base/languages.ts';
import type { DocumentContext, Passage, SheetSelection } from '../../core/document/context.ts';
import type { CaptureScope, Material } from '../host.ts';

/** How many paragraphs around a selected part go along. */
const neighbourCount = 3;

/** A text as a file was read: paragraphs with what is known of each, or the cells of a workbook. */
export interface ReadMaterial {
  readonly title: string;
  readonly passages: readonly Passage[];
  readonly sheet: SheetSelection | null;
}

interface Selection {
  readonly start: number;
  readonly end: number;
}

/** The text that a person brought, what of it is selected, and who wants to know when it changes. */
export class MaterialStore {
  #title = '';
  #passages: readonly Passage[] = [];
  #sheet: SheetSelection | null = null;
  #selection: Selection = { start: 0, end: 0 };
  #current: Material = { title: '', text: '', sheet: null };
  readonly #listeners = new Set<() => void>();
  readonly #selectionListeners = new Set<() => void>();

  get current(): Material {
    return this.#current;
  }

  get passages(): readonly Passage[] {
    return this.#passages;
  }

  setText(text: string): void {
    if (text === this.#current.text && !this.#sheet) return;
    this.#sheet = null;
    this.#change(text === '' ? '' : this.#title, withKinds(text, this.#passages));
  }

  /** Puts paragraphs in place of others, and selects nothing. */
  splice(from: number, count: number, lines: readonly string[]): void {
    const middle = lines.map((text, at) => kindOf(this.#passages.slice(from, from + count)[at], text));
    this.#change(this.#title, [...this.#passages.slice(0, from), ...middle, ...this.#passages.slice(from + count)]);
  }

  restore(passages: readonly Passage[]): void {
    this.#change(this.#title, passages);
  }

  take({ title, passages, sheet }: ReadMaterial): void {
    this.#sheet = sheet;
    this.#change(title, passages);
  }

  select(start: number, end: number): void {
    const { start: before, end: then } = this.#selection;
    if (start === before && end === then) return;
    this.#selection = { start, end };
    for (const listener of this.#selectionListeners) listener();
  }

  onChanged(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  onSelectionChanged(listener: () => void): () => void {
    this.#selectionListeners.add(listener);
    return () => this.#selectionListeners.delete(listener);
  }

  context(scope: CaptureScope): DocumentContext {
    const passages = this.#passages;
    const { from, selection } = this.#selected();
    const isCaret = passages.length === 0 && !this.#sheet;
    const to = from + selection.length;
    const text = selection.map((passage) => passage.text).join('\n');
    const around = scope !== 'selection' && !isCaret;
    return {
      host: 'teams',
      title: this.#title,
      ...(this.#sheet && { sheet: this.#sheet }),
      selection: this.#sheet ? [] : selection,
      isCaret,
      headingPath: this.#sheet ? [this.#sheet.sheet] : headingsAbove(passages.slice(0, from)),
      before: around ? passages.slice(Math.max(0, from - neighbourCount), from) : [],
      after: around ? passages.slice(to, to + neighbourCount) : [],
      outline: passages
        .filter(({ outlineLevel }) => outlineLevel > 0)
        .map((passage) => ({ level: passage.outlineLevel, text: passage.text })),
      size: {
        characters: passages.reduce((sum, passage) => sum + passage.text.length, 0),
        paragraphs: this.#sheet ? (this.#sheet.table.columns[0]?.length ?? 0) : passages.length,
      },
      language: guessLanguage(this.#sheet ? headerOf(this.#sheet) : text),
      ...(scope === 'document' && !this.#sheet ? { whole: passages } : {}),
      trackingChanges: false,
      readOnly: false,
    };
  }

  /** The paragraphs that the selection touches; all of them where nothing is marked. */
  #selected(): { readonly from: number; readonly selection: readonly Passage[] } {
    const { start, end } = this.#selection;
    if (this.#passages.length === 0) return { from: 0, selection: [plain('', { selected: { start: 0, end: 0 } })] };
    if (start === end) return { from: 0, selection: this.#passages };
    const selection: Passage[] = [];
    let from = -1;
    let at = 0;
    for (const [index, passage] of this.#passages.entries()) {
      const [first, last] = [at, at + passage.text.length];
      at = last + 1;
      if (last < start || first >= end) continue;
      if (from < 0) from = index;
      const part = { start: Math.max(0, start - first), end: Math.min(passage.text.length, end - first) };
      const isWhole = part.start === 0 && part.end === passage.text.length;
      selection.push(isWhole ? passage : { ...passage, selected: part });
    }
    return from < 0 ? { from: 0, selection: this.#passages } : { from, selection };
  }

  #change(title: string, passages: readonly Passage[]): void {
    this.#title = title;
    this.#passages = passages;
    this.#selection = { start: 0, end: 0 };
    this.#current = { title, text: passages.map(({ text }) => text).join('\n'), sheet: this.#sheet };
    for (const listener of this.#listeners) listener();
    for (const listener of this.#selectionListeners) listener();
  }
}

/** A paragraph of running text. */
export function plain(text: string, rest: Partial<Passage> = {}): Passage {
  return { text, style: 'Normal', styleBuiltIn: 'Normal', outlineLevel: 0, ...rest };
}

function kindOf(passage: Passage | undefined, text: string): Passage {
  const { selected: _, ...kind } = passage ?? plain('');
  return { ...kind, text };
}

/** An edited text keeps what is known of the paragraphs before and after the edit. */
function withKinds(text: string, known: readonly Passage[]): readonly Passage[] {
  if (text === '') return [];
  const lines = text.split('\n');
  const isSame = (line: number, passage: number): boolean => lines[line] === known[passage]?.text;
  let head = 0;
  while (head < lines.length && head < known.length && isSame(head, head)) head += 1;
  let tail = 0;
  const least = Math.min(lines.length, known.length) - head;
  while (tail < least && isSame(lines.length - 1 - tail, known.length - 1 - tail)) tail += 1;
  return lines.map((line, at) => {
    if (at < head) return known[at] ?? plain(line);
    const fromEnd = lines.length - at;
    if (fromEnd <= tail) return known[known.length - fromEnd] ?? plain(line);
    // A paragraph that is being typed in stays what it was.
    return lines.length === known.length ? kindOf(known[at], line) : plain(line);
  });
}

function headingsAbove(passages: readonly Passage[]): string[] {
  const path: Passage[] = [];
  for (const passage of passages) {
    if (passage.outlineLevel === 0) continue;
    while ((path.at(-1)?.outlineLevel ?? 0) >= passage.outlineLevel) path.pop();
    path.push(passage);
  }
  return path.map(({ text }) => text);
}

function headerOf({ table }: SheetSelection): string {
  return table.columns.map(([first]) => (typeof first === 'string' ? first : '')).join(' ');
}
