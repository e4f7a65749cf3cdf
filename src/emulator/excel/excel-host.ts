import { CommonApiError, type DocumentHost, type RichApiMessage } from '../wire/document-host.ts';
import { messagesFor } from './api/event-messages.ts';
import { createExcelObjectModel } from './api/excel-object-model.ts';
import type { Pictures } from './api/pictures.ts';
import { readValues } from './api/range-values.ts';
import { EditRefused } from './edit/edit-refused.ts';
import { setInputs } from './edit/set-cells.ts';
import type { CustomFunctionInfo } from './calculation/custom-calls.ts';
import type { ExcelDocument } from './excel-document.ts';
import { columnsOf, isInSheet, rowsOf, type Area } from './model/address.ts';

export interface ExcelHostOptions {
  readonly url: string;
  /** Language that new text is written in, BCP 47. */
  readonly contentLanguage?: string;
  /** Functions that the add-in brings for cells, from its metadata; they run in its own runtime. */
  readonly customFunctions?: readonly CustomFunctionInfo[];
  /** Called when a cell calls one and the add-in's runtime is not there. */
  readonly onRuntimeNeeded?: () => void;
  readonly beforeWriting?: NonNullable<DocumentHost['beforeWriting']>;
  /** Draws charts and ranges; without it a picture of one is refused. */
  readonly pictures?: Pictures;
}

const coercionNotSupported = 1000;
const fileTypeNotSupported = 1009;
const cannotWriteToSelection = 2001;
const dataDoesNotFit = 2002;
const dataDoesNotMatch = 2007;
const readOnly = 5002;
/** What Excel on the web takes in a request and gives in an answer. */
const maxPayloadBytes = 5 * 1024 * 1024;

/** An opened workbook as the wire serves it: the object model, the common API, events and the settings. */
export function createExcelHost(document: ExcelDocument, options: ExcelHostOptions): DocumentHost {
  const fileName = decodeURIComponent(options.url.split('/').at(-1) ?? '');
  const { objectModel, events, customFunctions } = createExcelObjectModel(document, fileName, options);
  if (options.customFunctions) document.registerFunctions(options.customFunctions, customFunctions);
  const selectedArea = (): Area => {
    const [area] = document.selection.areas;
    if (!area || document.selection.areas.length > 1)
      throw new CommonApiError(cannotWriteToSelection, 'The selection has several areas.');
    return area;
  };
  return {
    application: 'Excel',
    objectModel,
    url: options.url,
    readOnly: document.readOnly,
    contentLanguage: options.contentLanguage ?? 'en-US',
    maxPayloadBytes,
    settings: {
      read: () => document.settings,
      write: (settings) => {
        if (document.readOnly) throw new CommonApiError(readOnly, 'The document is read only.');
        document.settings = settings;
      },
    },
    coercions: ['text'],
    runBatch: (run) => document.transact('add-in', () => document.heldMoves.during(run)),
    ...(options.beforeWriting && { beforeWriting: options.beforeWriting }),
    getSelectedData(coercion) {
      const area = selectedArea();
      const sheet = document.activeSheet;
      const used = document.usedArea(sheet);
      // A whole column or row is given as far as it is used.
      const inside = used
        ? {
            ...area,
            bottom: Math.min(area.bottom, Math.max(used.bottom, area.top)),
            right: Math.min(area.right, Math.max(used.right, area.left)),
          }
        : { ...area, bottom: area.top, right: area.left };
      if (coercion === 'matrix') return readValues(document, sheet, used ? inside : area) as unknown[][];
      if (coercion !== 'text') throw new CommonApiError(coercionNotSupported, 'The coercion type is not supported.');
      const rows: string[] = [];
      for (let row = inside.top; row <= inside.bottom; row += 1) {
        const cells: string[] = [];
        for (let column = inside.left; column <= inside.right; column += 1)
          cells.push(document.textAt(sheet, row, column));
        rows.push(cells.join('\t'));
      }
      return rows.join('\n');
    },
    setSelectedData(coercion, data) {
      if (document.readOnly) throw new CommonApiError(readOnly, 'The document is read only.');
      const rows = rowsOfData(coercion, data);
      const area = selectedArea();
      const target = { ...area, bottom: area.top + rows.length - 1, right: area.left + (rows[0]?.length ?? 1) - 1 };
      const isOneCell = rowsOf(area) === 1 && columnsOf(area) === 1;
      const fits = rowsOf(area) >= rows.length && columnsOf(area) >= (rows[0]?.length ?? 1);
      if (!isInSheet(target) || (!isOneCell && !fits))
        throw new CommonApiError(dataDoesNotFit, 'The data does not fit the selection.');
      if (document.activeSheet.state.protection)
        throw new CommonApiError(cannotWriteToSelection, 'The worksheet is protected.');
      try {
        document.transact('add-in', () => setInputs(document, document.activeSheet, target, rows));
      } catch (error) {
        if (error instanceof EditRefused) throw new CommonApiError(dataDoesNotMatch, error.message);
        throw error;
      }
    },
    getFile(type) {
      if (type === 'compressed') return document.save();
      throw new CommonApiError(fileTypeNotSupported, 'The workbook cannot be had in this form.');
    },
    onSelectionChanged: (listener) =>
      document.onEvents((happened) => {
        if (happened.some(({ type }) => type === 'selected')) listener();
      }),
    onSettingsChanged: (listener) =>
      document.onEvents((happened) => {
        if (happened.some(({ type }) => type === 'settings-changed')) listener();
      }),
    onRichApiMessages(listener) {
      const stopEvents = document.onEvents((happened) => {
        const messages: RichApiMessage[] = messagesFor(document, events, happened);
        if (messages.length > 0) listener(messages);
      });
      const stopCalls = customFunctions.onMessages(listener);
      return () => {
        stopEvents();
        stopCalls();
      };
    },
  };
}

function rowsOfData(coercion: string, data: unknown): unknown[][] {
  if (coercion === 'text') {
    if (typeof data !== 'string' && typeof data !== 'number' && typeof data !== 'boolean')
      throw new CommonApiError(dataDoesNotMatch, 'The data does not match the coercion type.');
    return String(data)
      .split(/\r\n?|\n/)
      .map((line) => line.split('\t'));
  }
  if (coercion !== 'matrix') throw new CommonApiError(coercionNotSupported, 'The coercion type is not supported.');
  const rows = Array.isArray(data)
    ? (data as unknown[]).map((row) => (Array.isArray(row) ? (row as unknown[]) : [row]))
    : [];
  if (rows.length === 0 || rows.some((row) => row.length !== rows[0]?.length))
    throw new CommonApiError(dataDoesNotMatch, 'The rows of the data differ in length.');
  return rows;
}
