import { createStore, type StoreApi } from 'zustand/vanilla';
import { toAssistantError, type AssistantError } from '../base/errors.ts';
import { convertCopilot, hasCopilot } from '../core/cells/copilot-formula.ts';
import type { CellsEdit, EditPlan, Receipt } from '../core/edits/edit-plan.ts';
import { runsOf } from '../core/sheet/cell-runs.ts';
import type { FormulaCell, Host } from '../host/host.ts';

export interface ConversionState {
  readonly status: 'idle' | 'searching' | 'found' | 'converting' | 'converted' | 'undoing';
  /** Every cell with its formula as it is and as it will be; `null` before a search. */
  readonly plan: EditPlan | null;
  readonly cellCount: number;
  /** Set where a cell was edited since: then nothing was written, or nothing taken back. */
  readonly hasChanged: boolean;
  readonly error: AssistantError | null;
}

const idle: ConversionState = { status: 'idle', plan: null, cellCount: 0, hasChanged: false, error: null };
/** Cells that one request reads, writes and reads back. */
const cellsAtOnce = 4000;

/** Makes `INKSTONE.ASK` of the workbook's `COPILOT` formulas: found, shown, converted, and taken back. */
export class CopilotConversion {
  readonly store: StoreApi<ConversionState>;
  readonly #host: Host;
  #receipts: Receipt[] = [];

  constructor(host: Host) {
    this.#host = host;
    this.store = createStore<ConversionState>(() => idle);
  }

  get state(): ConversionState {
    return this.store.getState();
  }

  /** Looks through the whole workbook. */
  async find(): Promise<void> {
    await this.#during('searching', async () => {
      const cells = (await this.#host.cells?.findFormulas({ where: 'workbook', matches: hasCopilot })) ?? [];
      const context = await this.#host.readContext('selection');
      const edits = runsOf(cells).map(({ sheet, address, cells: own }) => toEdit(sheet, address, own));
      return { ...idle, status: 'found', plan: { context, edits, tracked: false }, cellCount: cells.length };
    });
  }

  async convert(): Promise<void> {
    const { plan } = this.state;
    if (!plan) return;
    await this.#during('converting', async () => {
      this.#receipts = [];
      for (const edits of batchesOf(plan.edits.filter((edit) => edit.type === 'cells'))) {
        const outcome = await this.#host.applyEditPlan({ ...plan, edits });
        if (outcome.status === 'applied') this.#receipts.push(outcome.receipt);
        else {
          // All or nothing: what an earlier part wrote is taken back.
          await this.#takeBack();
          return { ...this.state, status: 'found', hasChanged: true };
        }
      }
      return { ...this.state, status: 'converted', hasChanged: false };
    });
  }

  async undo(): Promise<void> {
    await this.#during('undoing', async () => {
      const isBack = await this.#takeBack();
      return isBack ? idle : { ...this.state, status: 'converted', hasChanged: true };
    });
  }

  close(): void {
    this.store.setState(idle);
  }

  async #takeBack(): Promise<boolean> {
    for (let receipt = this.#receipts.at(-1); receipt; receipt = this.#receipts.at(-1)) {
      const { status } = await this.#host.undo(receipt);
      if (status === 'changed') return false;
      this.#receipts.pop();
    }
    return true;
  }

  async #during(status: 'searching' | 'converting' | 'undoing', work: () => Promise<ConversionState>): Promise<void> {
    const before = this.state;
    if (before.status === 'searching' || before.status === 'converting' || before.status === 'undoing') return;
    this.store.setState({ status, error: null, hasChanged: false });
    try {
      this.store.setState(await work());
    } catch (thrown) {
      this.store.setState({ ...before, error: toAssistantError(thrown) });
    }
  }
}

function toEdit(sheet: string, address: string, cells: readonly FormulaCell[]): CellsEdit {
  return {
    type: 'cells',
    sheet,
    address,
    cells: cells.map(({ formula }) => [{ formula: convertCopilot(formula) }]),
    before: cells.map(({ formula }) => [formula]),
  };
}

function batchesOf(edits: readonly CellsEdit[]): CellsEdit[][] {
  const batches: { edits: CellsEdit[]; cellCount: number }[] = [];
  for (const edit of edits) {
    const last = batches.at(-1);
    if (last && last.cellCount + edit.cells.length <= cellsAtOnce) {
      last.edits.push(edit);
      last.cellCount += edit.cells.length;
    } else batches.push({ edits: [edit], cellCount: edit.cells.length });
  }
  return batches.map(({ edits: own }) => own);
}
