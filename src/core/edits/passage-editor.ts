import { selectedPart, type Passage } from '../document/context.ts';
import { countMarks, type ProtectedMark } from '../document/protected-marks.ts';
import { tableEnd } from '../document/render-passages.ts';
import { joinUnits, type AnswerUnit } from './answer-units.ts';
import { diffPassage } from './diff-passage.ts';
import type { BlockEdit, Edit } from './edit-plan.ts';
import { toBlocks } from './read-answer.ts';
import { isHeading, textFor, type Element } from './selection-elements.ts';

/** Gathers what is to be done to the passages of a selection, and turns it into edits in document order. */
export interface PassageEditor {
  /** The element says what the unit says. */
  rewrite(element: Element, unit: AnswerUnit): void;
  /** Whether the unit could be a paragraph formatted like the element. */
  canJoin(element: Element, unit: AnswerUnit): boolean;
  /** New paragraphs formatted like the element, after or before it. */
  append(element: Element, units: readonly AnswerUnit[]): void;
  prepend(element: Element, units: readonly AnswerUnit[]): void;
  remove(elements: readonly Element[]): void;
  /** The units in place of the elements, as blocks. */
  replace(elements: readonly Element[], units: readonly AnswerUnit[]): void;
  /** The units as blocks before the passage of that index. */
  insertBlocks(passage: number, units: readonly AnswerUnit[]): void;
  edits(): Edit[];
}

export function createPassageEditor(selection: readonly Passage[], marks: readonly ProtectedMark[]): PassageEditor {
  /** The lines that each passage is to become; a passage that is not in here stays. */
  const lines = new Map<number, string[]>();
  const blockEdits: BlockEdit[] = [];

  const linesOf = (element: Element): string[] => {
    const known = lines.get(element.first);
    if (known) return known;
    const fresh: string[] = [];
    lines.set(element.first, fresh);
    return fresh;
  };

  const rewriteCells = (element: Element, unit: AnswerUnit): void => {
    element.cells.forEach((row, rowAt) => {
      row.forEach((passages, columnAt) => {
        setCell(passages, unit.rows[rowAt]?.[columnAt] ?? '');
      });
    });
  };

  const setCell = (passages: readonly number[], cell: string): void => {
    const first = passages[0];
    if (first === undefined) return;
    if (passages.length === 1) {
      lines.set(first, [cell]);
      return;
    }
    // A cell of several paragraphs changes only as a whole, paragraph by paragraph.
    const parts = cell.split(/[ \t]*<br[ \t]*\/?>[ \t]*/i);
    if (parts.length === passages.length) passages.forEach((passage, at) => lines.set(passage, [parts[at] ?? '']));
  };

  const isWhole = (index: number): boolean => {
    const passage = selection[index];
    return passage !== undefined && (passage.selected === undefined || selectedPart(passage) === passage.text);
  };
  const canGoAsWhole = (element: Element): boolean =>
    isWhole(element.first) && countMarks(selection[element.first]?.text ?? '') === 0;

  /** Takes the elements' text away: whole paragraphs where that is possible, only the selected words otherwise. */
  const clear = (elements: readonly Element[]): void => {
    for (const run of runsOf(elements, canGoAsWhole)) {
      if (run.isWhole) blockEdits.push({ type: 'replace-passages', from: run.from, to: run.to, blocks: [] });
      else lines.set(run.from, ['']);
    }
  };

  const insertBlocks = (passage: number, units: readonly AnswerUnit[]): void => {
    const blocks = toBlocks(joinUnits(units));
    const from = outsideTables(selection, passage);
    if (blocks.length === 0) return;
    const last = blockEdits.at(-1);
    // One edit for one place, so that the order of what goes in is certain.
    if (last && last.from === from && last.to === from - 1) {
      blockEdits[blockEdits.length - 1] = { ...last, blocks: [...last.blocks, ...blocks] };
    } else {
      blockEdits.push({ type: 'replace-passages', from, to: from - 1, blocks });
    }
  };

  return {
    rewrite(element, unit) {
      if (element.cells.length > 0) rewriteCells(element, unit);
      else linesOf(element).push(textFor(element, unit, selection) ?? unit.text);
    },
    canJoin(element, unit) {
      const passage = selection[element.first];
      if (!passage || element.isTable || isHeading(passage)) return false;
      return unit.kind === (passage.list ? 'item' : 'paragraph');
    },
    append(element, units) {
      linesOf(element).push(...units.map((unit) => unit.text));
    },
    prepend(element, units) {
      linesOf(element).unshift(...units.map((unit) => unit.text));
    },
    remove: clear,
    replace(elements, units) {
      const runs = runsOf(elements, canGoAsWhole);
      const place = runs.find((run) => run.isWhole);
      clear(elements.filter((element) => !place || element.first < place.from || element.first > place.to));
      if (place) {
        blockEdits.push({
          type: 'replace-passages',
          from: place.from,
          to: place.to,
          blocks: toBlocks(joinUnits(units)),
        });
      } else {
        insertBlocks((elements.at(-1)?.last ?? 0) + 1, units);
      }
    },
    insertBlocks,
    edits: () => inOrder([...textEdits(selection, marks, lines), ...blockEdits]),
  };
}

/** The place itself, or the end of the table that it would be in: blocks never go into a cell. */
function outsideTables(selection: readonly Passage[], place: number): number {
  for (let start = 0; start < place || start === 0;) {
    const end = selection[start]?.table ? tableEnd(selection, start) : start + 1;
    const isInside = place > start || (start === 0 && selection[0]?.table !== undefined);
    if (isInside && place < end) return end;
    start = end;
  }
  return place;
}

interface Run {
  readonly from: number;
  readonly to: number;
  readonly isWhole: boolean;
}

/** Neighbouring elements together, as far as all of them can go as whole paragraphs; any other alone. */
function runsOf(elements: readonly Element[], canGoAsWhole: (element: Element) => boolean): Run[] {
  const runs: Run[] = [];
  for (const element of elements) {
    const last = runs.at(-1);
    const isWhole = canGoAsWhole(element);
    if (last?.isWhole === true && isWhole && last.to + 1 === element.first) {
      runs[runs.length - 1] = { ...last, to: element.last };
    } else {
      runs.push({ from: element.first, to: element.last, isWhole });
    }
  }
  return runs;
}

function textEdits(
  selection: readonly Passage[],
  marks: readonly ProtectedMark[],
  lines: ReadonlyMap<number, readonly string[]>,
): Edit[] {
  const edits: Edit[] = [];
  let marksBefore = 0;
  selection.forEach((passage, index) => {
    const original = selectedPart(passage);
    const wanted = lines.get(index);
    if (wanted) {
      const offset = passage.selected?.start ?? 0;
      for (const { start, end, text } of diffPassage(original, wanted, marks, marksBefore)) {
        edits.push({ type: 'replace-text', passage: index, start: offset + start, end: offset + end, text });
      }
    }
    marksBefore += countMarks(original);
  });
  return edits;
}

/** Document order; what is put before a passage comes before what is done in it. */
function inOrder(edits: readonly Edit[]): Edit[] {
  const place = (edit: Edit): number => {
    if (edit.type === 'replace-text') return edit.passage + 0.5;
    return edit.type === 'replace-passages' ? edit.from : 0;
  };
  return edits.toSorted((one, other) => place(one) - place(other));
}
