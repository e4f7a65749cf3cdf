import { CommonApiError, type DocumentHost } from '../wire/document-host.ts';
import { insertTextAt } from './api/text-object.ts';
import { createWordObjectModel, type WordObjectModelOptions } from './api/word-object-model.ts';
import { spanText } from './model/story.ts';
import { readAddInSettings, writeAddInSettings } from './model/add-in-settings.ts';
import type { WordDocument } from './word-document.ts';

export interface WordHostOptions extends WordObjectModelOptions {
  readonly url: string;
  /** Language that new text is written in, BCP 47. */
  readonly contentLanguage?: string;
}

const coercionNotSupported = 1000;
const readOnly = 5002;

/** An opened Word document as the wire serves it: the object model, the common API and the settings. */
export function createWordHost(document: WordDocument, options: WordHostOptions): DocumentHost {
  return {
    application: 'Word',
    objectModel: createWordObjectModel(document, options),
    url: options.url,
    readOnly: document.readOnly,
    contentLanguage: options.contentLanguage ?? 'en-US',
    settings: {
      read: () => readAddInSettings(document),
      write: (settings) => {
        if (document.readOnly) throw new CommonApiError(readOnly, 'The document is read only.');
        writeAddInSettings(document, settings);
      },
    },
    runBatch: (run) => document.transact('add-in', run),
    getSelectedData(coercion) {
      if (coercion === 'text') return spanText(document.selectedSpan);
      throw new CommonApiError(coercionNotSupported, 'The specified coercion type is not supported.');
    },
    setSelectedData(coercion, data) {
      if (document.readOnly) throw new CommonApiError(readOnly, 'The document is read only.');
      if (coercion !== 'text')
        throw new CommonApiError(coercionNotSupported, 'The specified coercion type is not supported.');
      const inserted = insertTextAt(document, document.selectedSpan, String(data), 'Replace');
      const { position } = inserted.end;
      document.select({ anchor: position, focus: position });
    },
    onSelectionChanged: (listener) => document.onSelectionChange(listener),
  };
}
