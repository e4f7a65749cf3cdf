import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { AssistantError } from '../../src/base/errors.ts';
import type { LanguageModel, ModelRequest } from '../../src/core/model/language-model.ts';
import { readFunctionMetadata } from '../../src/emulator/excel/function-metadata.ts';
import { CellFunctions } from '../../src/functions/cell-functions.ts';
import type { CellHost, FormulaCell } from '../../src/host/host.ts';

const metadata = join(__dirname, '../../src/functions/public/functions.json');

/** Our functions as Excel reads them from their metadata. */
export const ownFunctions = readFunctionMetadata(JSON.parse(readFileSync(metadata, 'utf8')), 'INKSTONE');

/** A model that answers each question by a function of the user's message; an error is a failure. */
export class AnsweringModel implements LanguageModel {
  readonly id: string;
  readonly requests: ModelRequest[] = [];
  answer: (user: string) => string | AssistantError = () => 'answer';
  finishReason: 'stop' | 'length' = 'stop';
  /** How many requests ran at a time, at most. */
  mostAtOnce = 0;
  #running = 0;

  constructor(id = 'small') {
    this.id = id;
  }

  async *stream(request: ModelRequest): ReturnType<LanguageModel['stream']> {
    this.requests.push(request);
    this.#running += 1;
    this.mostAtOnce = Math.max(this.mostAtOnce, this.#running);
    await Promise.resolve();
    this.#running -= 1;
    const answer = this.answer(request.messages.at(-1)?.content ?? '');
    if (answer instanceof AssistantError) {
      yield { type: 'error', error: answer };
      return;
    }
    yield { type: 'generation-start', model: this.id, requestId: undefined };
    yield { type: 'text-delta', text: answer };
    const cost = { cost: 0.002, currency: 'EUR' };
    yield {
      type: 'generation-end',
      finishReason: this.finishReason,
      usage: { promptTokens: 10, completionTokens: 2, cost },
    };
  }
}

/** Functions over a model, without the pauses that people need. */
export function openFunctions(cells: CellHost, model: { current: LanguageModel }, language: 'en' | 'zh' = 'en') {
  const shown = { times: 0 };
  const functions = new CellFunctions({
    cells,
    openModel: () =>
      Promise.resolve({ model: model.current, tokenBudget: 4000, customInstructions: '', replyLanguage: 'auto' }),
    language: () => language,
    showPane: () => void (shown.times += 1),
    after: (_, callback) => setTimeout(callback, 0),
    nextFrame: (callback) => setTimeout(callback, 0),
  });
  return { functions, shown };
}

/** A workbook that keeps parts and enters nothing. */
export class MemoryCells implements CellHost {
  readonly kept = new Map<string, string>();
  readonly entered: FormulaCell[] = [];
  formulas: readonly FormulaCell[] = [];
  /** Those that show an error; all of them where it is not said. */
  failing: readonly FormulaCell[] | undefined;
  isReadOnly = false;
  #lastId = 0;
  readonly parts: CellHost['parts'] = {
    read: () => Promise.resolve([...this.kept].map(([id, xml]) => ({ id, xml }))),
    write: (parts) => {
      if (this.isReadOnly) return Promise.reject(new AssistantError('document-read-only', 'Read only.'));
      const ids = parts.map(({ id, xml }) => {
        const own = id ?? `{${(this.#lastId += 1)}}`;
        this.kept.set(own, xml);
        return own;
      });
      return Promise.resolve(ids);
    },
    remove: (ids) => {
      for (const id of ids) this.kept.delete(id);
      return Promise.resolve();
    },
  };

  readonly supports = { pivotTables: false, textBoxes: false };

  readCells(): Promise<never> {
    return Promise.reject(new Error('No cell is read here.'));
  }

  lookAround(): Promise<never> {
    return Promise.reject(new Error('Nothing stands here.'));
  }

  showRange(): Promise<void> {
    return Promise.resolve();
  }

  evaluate(): Promise<never> {
    return Promise.reject(new Error('Nothing is tried here.'));
  }

  findFormulas: CellHost['findFormulas'] = ({ matches, onlyErrors }) => {
    const cells = (onlyErrors ? this.failing : undefined) ?? this.formulas;
    return Promise.resolve(cells.filter(({ formula }) => matches(formula)));
  };

  enterAgain: CellHost['enterAgain'] = (cells) => {
    this.entered.push(...cells);
    return Promise.resolve();
  };
}
