import { HostError } from '../richapi/object-model.ts';
import { CommonApiError, type DocumentHost } from '../wire/document-host.ts';
import { writeHtml } from './html/write-html.ts';
import { insertHtmlAt } from './api/html.ts';
import { insertOoxmlAt } from './api/insertion.ts';
import { insertTextAt } from './api/text-object.ts';
import { createWordObjectModel, type WordObjectModelOptions } from './api/word-object-model.ts';
import { currentSpan } from './model/anchors.ts';
import { spanToFlatOpc } from './model/flat-opc.ts';
import { spanOf, spanText, type Span } from './model/story.ts';
import { ListLabels, type ListLabel } from './parts/list-labels.ts';
import type { WordDocument } from './word-document.ts';

export interface WordHostOptions extends WordObjectModelOptions {
  readonly url: string;
  /** Language that new text is written in, BCP 47. */
  readonly contentLanguage?: string;
}

const coercionNotSupported = 1000;
const fileTypeNotSupported = 1009;
const invalidDataFormat = 2006;
const dataDoesNotMatch = 2007;
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
      read: () => document.addInSettings.read(),
      write: (settings) => {
        if (document.readOnly) throw new CommonApiError(readOnly, 'The document is read only.');
        document.addInSettings.write(settings);
      },
    },
    coercions: ['text', 'html', 'ooxml'],
    runBatch: (run) => document.transact('add-in', run),
    getSelectedData(coercion) {
      const { selectedSpan } = document;
      switch (coercion) {
        case 'text':
          return spanText(selectedSpan);
        case 'html':
          return writeHtml(document.package, selectedSpan, labelsOf(document));
        case 'ooxml':
          return spanToFlatOpc(document.package, selectedSpan);
        default:
          throw unsupportedCoercion();
      }
    },
    setSelectedData(coercion, data) {
      if (document.readOnly) throw new CommonApiError(readOnly, 'The document is read only.');
      if (typeof data !== 'string') throw new CommonApiError(dataDoesNotMatch, 'The data is not text.');
      const inserted = insertSelected(document, coercion, data);
      document.select({ anchor: inserted.end, focus: inserted.end });
    },
    getFile(type) {
      if (type === 'compressed') return document.save();
      if (type === 'text') return textOfBody(document);
      throw new CommonApiError(fileTypeNotSupported, 'The file type is not supported.');
    },
    onSelectionChanged: (listener) => document.onSelectionChange(listener),
  };
}

/** Labels are counted anew: the text is as it is now. */
function labelsOf(document: WordDocument): (paragraph: Element) => ListLabel | null {
  const labels = new ListLabels(document.package);
  return (paragraph) => labels.of(paragraph);
}

function textOfBody(document: WordDocument): string {
  const span = spanOf(document.body);
  return span ? spanText(span) : '';
}

/** Puts data in place of the selection and gives where it now is. */
function insertSelected(document: WordDocument, coercion: string, data: string): Span {
  if (coercion === 'text') return currentSpan(insertTextAt(document, document.selectedSpan, data, 'Replace'));
  if (coercion === 'html') return currentSpan(insertHtmlAt(document, document.selectedSpan, data, 'Replace'));
  if (coercion !== 'ooxml') throw unsupportedCoercion();
  try {
    return currentSpan(insertOoxmlAt(document, document.selectedSpan, data, 'Replace'));
  } catch (error) {
    if (error instanceof HostError) throw new CommonApiError(invalidDataFormat, error.message);
    throw error;
  }
}

function unsupportedCoercion(): CommonApiError {
  return new CommonApiError(coercionNotSupported, 'The specified coercion type is not supported.');
}
