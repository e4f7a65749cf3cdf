import { guessLanguage } from '../base/languages.ts';
import type { DocumentContext, Passage } from '../core/document/context.ts';

function toPassages(text: string): Passage[] {
  return text
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => {
      const heading = /^(#{1,6}) (.+)$/.exec(line);
      return heading
        ? {
            text: heading[2] ?? '',
            style: '',
            styleBuiltIn: `Heading${heading[1]?.length ?? 1}`,
            outlineLevel: heading[1]?.length ?? 1,
          }
        : { text: line, style: '', styleBuiltIn: 'Normal', outlineLevel: 0 };
    });
}

function emptyContext(text: string, title: string, fallback: string): DocumentContext {
  return {
    host: 'teams',
    title,
    selection: [],
    isCaret: true,
    headingPath: [],
    before: [],
    after: [],
    outline: [],
    size: { characters: text.length, paragraphs: 0 },
    language: guessLanguage(text, fallback),
    trackingChanges: false,
    readOnly: true,
  };
}

/** A message as what the writing commands work on: all of it is selected. `fallback` is the language of a text without words. */
export function contextOfMessage(text: string, fallback: string): DocumentContext {
  const selection = toPassages(text);
  return { ...emptyContext(text, '', fallback), selection, isCaret: selection.length === 0 };
}

/** A file as what they work on: a document with nothing selected. */
export function contextOfFile(name: string, text: string, fallback: string): DocumentContext {
  const whole = toPassages(text);
  return {
    ...emptyContext(text, name, fallback),
    whole,
    size: { characters: text.length, paragraphs: whole.length },
    outline: whole
      .filter(({ outlineLevel }) => outlineLevel > 0)
      .map(({ text, outlineLevel }) => ({ level: outlineLevel, text })),
  };
}
