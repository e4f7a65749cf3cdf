import { AssistantError } from '../../base/errors.ts';
import type { DocumentContext, SheetSelection } from '../../core/document/context.ts';
import type { EditPlan, Receipt } from '../../core/edits/edit-plan.ts';
import type {
  ApplyOptions,
  ApplyOutcome,
  CaptureScope,
  CellHost,
  EvaluatedFormula,
  Host,
  HostCapabilities,
  ReadProgress,
  UndoOutcome,
  WriteOptions,
} from '../host.ts';
import { toAssistantError } from '../to-assistant-error.ts';
import { watchSelection } from '../watch-selection.ts';
import { applySheetPlan, type SheetOutcome } from './apply-sheet-plan.ts';
import { contentOf, type Cells } from './cell-content.ts';
import { evaluateFormula } from './evaluate-formula.ts';
import { enterAgain, findFormulas } from './formula-cells.ts';
import { lookAround } from './look-around.ts';
import { supportsPivots, supportsTextBoxes } from './make-objects.ts';
import { paceOf } from './pace.ts';
import { placesOf } from './places-of.ts';
import { captureSheet, type SheetFacts } from './read-sheet.ts';
import { undoWritten } from './undo-written.ts';
import { workbookParts } from './workbook-parts.ts';
import type { Written } from './written.ts';

/** Excel, once `Office.onReady` has resolved. */
export function createExcelHost(): Host {
  return new ExcelHost();
}

class ExcelHost implements Host {
  readonly name = 'excel';
  readonly capabilities: HostCapabilities = { trackedChanges: false, comments: false, newDocument: false, undo: true };
  readonly cells: CellHost = {
    supports: { pivotTables: supportsPivots(), textBoxes: supportsTextBoxes() },
    readCells: (sheet, address) => this.#enqueue(() => Excel.run((context) => readCells(context, sheet, address))),
    showRange: (sheet, address) => this.#enqueue(() => Excel.run((context) => showRange(context, sheet, address))),
    evaluate: (formula, sheet, address): Promise<EvaluatedFormula> =>
      this.#enqueue(() => Excel.run((context) => evaluateFormula(context, formula, sheet, address))),
    findFormulas: (query) => this.#enqueue(() => Excel.run((context) => findFormulas(context, query))),
    enterAgain: (cells) => this.#enqueue(() => Excel.run((context) => enterAgain(context, cells))),
    lookAround: (selection) => this.#enqueue(() => Excel.run((context) => lookAround(context, selection))),
    parts: workbookParts((work) => this.#enqueue(() => Excel.run(work))),
  };
  // Office gives null for a workbook that was never saved, against its types.
  readonly documentAddress = (Office.context.document.url as string | null) ?? '';
  readonly displayLanguage = Office.context.displayLanguage;
  readonly #applied = new Map<string, readonly Written[]>();
  #latest: SheetSelection | undefined;
  #queue: Promise<unknown> = Promise.resolve();

  /** `document` reads the cells; the other scopes only look at what is selected, which a person does often. */
  async readContext(scope: CaptureScope, signal?: AbortSignal, onProgress?: ReadProgress): Promise<DocumentContext> {
    return this.#enqueue(async () => {
      signal?.throwIfAborted();
      const captured = await Excel.run((context) =>
        captureSheet(context, this.#facts(), {
          known: this.#latest,
          withCells: scope === 'document',
          signal,
          onProgress,
        }),
      );
      signal?.throwIfAborted();
      this.#latest = captured.sheet;
      return captured;
    });
  }

  async applyEditPlan(plan: EditPlan, options: ApplyOptions = {}): Promise<ApplyOutcome> {
    if (plan.context.readOnly) throw new AssistantError('document-read-only', 'The workbook is open for reading only.');
    const outcome = await this.#enqueue(() =>
      Excel.run((context) => applySheetPlan(context, plan, options.overwrite === true, paceOf(options))),
    );
    if (outcome.status === 'occupied') return outcome;
    if (outcome.status === 'changed') {
      return { status: 'conflict', reason: 'text-changed', current: await this.readContext('document') };
    }
    return { status: 'applied', receipt: this.#receipt(plan, outcome) };
  }

  async prepareToWrite(): Promise<void> {
    // Nothing is fetched on demand.
  }

  async undo(receipt: Receipt, options: WriteOptions = {}): Promise<UndoOutcome> {
    const written = this.#applied.get(receipt.id);
    if (!written) throw new AssistantError('host-failed', 'Made before the pane.', { reason: 'made-before' });
    const status = await this.#enqueue(() => Excel.run((context) => undoWritten(context, written, paceOf(options))));
    if (status === 'undone') this.#applied.delete(receipt.id);
    return { status };
  }

  async showReceipt(receipt: Receipt): Promise<void> {
    const [first] = this.#applied.get(receipt.id) ?? [];
    if (!first) return;
    const address = 'address' in first ? first.address : 'at' in first ? first.at : 'A1';
    await this.cells.showRange(first.sheet, address);
  }

  onSelectionChanged(listener: () => void): () => void {
    return watchSelection(listener);
  }

  #receipt(plan: EditPlan, { written, errorCells }: Extract<SheetOutcome, { status: 'written' }>): Receipt {
    const id = crypto.randomUUID();
    this.#applied.set(id, written);
    return {
      id,
      host: 'excel',
      appliedAt: new Date().toISOString(),
      editCount: plan.edits.length,
      tracked: false,
      charactersInserted: 0,
      charactersDeleted: 0,
      undoable: true,
      places: placesOf(written),
      ...(errorCells > 0 && { errorCells }),
    };
  }

  #facts(): SheetFacts {
    return {
      title: decodeURIComponent(this.documentAddress.split(/[/\\]/).at(-1) ?? '').replace(/\.xlsx?$/i, ''),
      readOnly: Office.context.document.mode === Office.DocumentMode.ReadOnly,
    };
  }

  #enqueue<T>(work: () => Promise<T>): Promise<T> {
    const result = this.#queue.then(work).catch((error: unknown) => {
      throw toAssistantError(error);
    });
    this.#queue = result.catch(() => undefined);
    return result;
  }
}

async function showRange(context: Excel.RequestContext, sheet: string, address: string): Promise<void> {
  const worksheet = context.workbook.worksheets.getItem(sheet);
  worksheet.activate();
  worksheet.getRange(address).select();
  await context.sync();
}

async function readCells(context: Excel.RequestContext, sheet: string, address: string): Promise<Cells> {
  const range = context.workbook.worksheets.getItem(sheet).getRange(address);
  range.load('values,formulas');
  await context.sync();
  return contentOf(range);
}
