import { ns } from '../package/namespaces.ts';
import { positionOfMark, spanWithin } from '../model/marks.ts';
import type { Span } from '../model/story.ts';
import { ancestorW, attributeW, isW, setText, setW } from '../model/xml.ts';

/** Fields: an instruction and the result that stands for it (ECMA-376 part 1 §17.16). */

export interface Field {
  /** `HYPERLINK "https://example.org"`, white space at the ends taken off. */
  readonly code: string;
  /** `HYPERLINK`, `TOC`, `PAGE` … in capitals. */
  readonly kind: string;
  readonly result: string;
  readonly isLocked: boolean;
  /** The field itself, as long as it is there: `w:fldSimple`, or the `w:fldChar` that begins it. */
  readonly start: Element;
  /** `w:fldSimple`, or the runs from `begin` to `end` in order. */
  readonly elements: readonly Element[];
  /** Those of them that hold the result. */
  readonly resultElements: readonly Element[];
}

interface OpenField {
  readonly start: Element;
  code: string;
  readonly isLocked: boolean;
  readonly elements: Element[];
  readonly resultElements: Element[];
  result: string;
  isInResult: boolean;
}

/** The fields below an element in the order of their beginnings; an inner field comes after the one around it. */
export function fieldsOf(container: Element): Field[] {
  const fields = fieldsByEnd(container);
  return fields.sort((one, other) => (follows(one.start, other.start) ? -1 : 1));
}

function fieldsByEnd(container: Element): Field[] {
  const fields: Field[] = [];
  const open: OpenField[] = [];
  for (const element of container.getElementsByTagNameNS(ns.w, '*')) {
    if (element.localName === 'fldSimple') {
      fields.push(
        field({
          start: element,
          code: attributeW(element, 'instr') ?? '',
          isLocked: isOn(attributeW(element, 'fldLock')),
          elements: [element],
          resultElements: [...element.children],
          result: textIn(element),
          isInResult: true,
        }),
      );
    } else if (element.localName === 'r') {
      for (const each of open) {
        each.elements.push(element);
        if (each.isInResult) each.resultElements.push(element);
      }
    } else readLeaf(element, open, fields);
  }
  return fields;
}

function readLeaf(element: Element, open: OpenField[], fields: Field[]): void {
  const current = open.at(-1);
  switch (element.localName) {
    case 'fldChar': {
      const type = attributeW(element, 'fldCharType');
      const run = ancestorW(element, 'r');
      if (type === 'begin') {
        open.push({
          start: element,
          code: '',
          isLocked: isOn(attributeW(element, 'fldLock')),
          elements: run ? [run] : [],
          resultElements: [],
          result: '',
          isInResult: false,
        });
      } else if (type === 'separate' && current) {
        current.isInResult = true;
        if (current.resultElements.at(-1) === run) current.resultElements.pop();
      } else if (type === 'end' && current) {
        open.pop();
        if (current.resultElements.at(-1) === run) current.resultElements.pop();
        fields.push(field(current));
      }
      return;
    }
    case 'instrText':
    case 'delInstrText':
      if (current && !current.isInResult) current.code += element.textContent;
      return;
    case 't':
      for (const each of open) if (each.isInResult) each.result += element.textContent;
      return;
    case 'tab':
      if (isW(element.parentElement, 'r')) for (const each of open) if (each.isInResult) each.result += '\t';
      return;
    case 'p':
      for (const each of open) if (each.isInResult && each.result !== '') each.result += '\r';
  }
}

function field({ start, code, result, isLocked, elements, resultElements }: OpenField): Field {
  const trimmed = code.trim();
  return {
    start,
    code: trimmed,
    kind: (/^\S+/.exec(trimmed)?.[0] ?? '').toUpperCase(),
    result,
    isLocked,
    elements,
    resultElements,
  };
}

function textIn(element: Element): string {
  return [...element.getElementsByTagNameNS(ns.w, 't')].map((text) => text.textContent).join('');
}

function isOn(value: string | null): boolean {
  return value === '1' || value === 'true' || value === 'on';
}

/** Fields that fetch other files or start programs when they are updated. */
const dangerousFields = new Set([
  'DDE',
  'DDEAUTO',
  'INCLUDETEXT',
  'INCLUDEPICTURE',
  'IMPORT',
  'INCLUDE',
  'LINK',
  'RD',
  'DATABASE',
  'MACROBUTTON',
]);

export function isDangerousField(code: string): boolean {
  return dangerousFields.has((/^\S+/.exec(code.trim())?.[0] ?? '').toUpperCase());
}

/** The address of a HYPERLINK field: `\l` gives a place in the document, as `#place`. */
export function hyperlinkOfField(code: string): string | null {
  const match = /^HYPERLINK\b(.*)$/is.exec(code.trim());
  if (!match) return null;
  const words = [...(match[1] ?? '').matchAll(/\\(\w)\s*(?:"([^"]*)"|(\S+))?|"([^"]*)"|(\S+)/g)];
  let address = '';
  let place = '';
  for (const [, option, quoted, bare, plainQuoted, plain] of words) {
    if (option === 'l') place = quoted ?? bare ?? '';
    else if (option === undefined) address = plainQuoted ?? plain ?? '';
  }
  return place === '' ? address : `${address}#${place}`;
}

/** Where a field's result stands; the place of the field when it has none. */
export function fieldSpan({ start, elements, resultElements }: Field): Span | null {
  if (isW(start, 'fldSimple')) return spanWithin(start);
  const [first] = resultElements;
  const last = resultElements.at(-1);
  if (first && last) return spanWithin(first, last);
  const place = positionOfMark(elements.at(-1) ?? start);
  return place && { start: place, end: place };
}

/** Gives a field another instruction; its result stays until it is updated. */
export function setFieldCode({ start, elements }: Field, code: string): void {
  if (isW(start, 'fldSimple')) {
    setW(start, 'instr', ` ${code} `);
    return;
  }
  const texts = instructionsOf(start, elements);
  const [first, ...others] = texts;
  for (const other of others) other.remove();
  if (first) setText(first, ` ${code} `);
}

/** The field's own instruction, without those of fields within it. */
function instructionsOf(start: Element, elements: readonly Element[]): Element[] {
  const own: Element[] = [];
  let depth = 0;
  for (const part of elements.flatMap((run) => [...run.children])) {
    if (part.localName === 'fldChar') {
      const type = attributeW(part, 'fldCharType');
      if (type === 'begin') depth += 1;
      else if (type === 'end') depth -= 1;
      else if (depth === 1) break;
    } else if (depth === 1 && part.localName === 'instrText' && follows(start, part)) own.push(part);
  }
  return own;
}

function follows(one: Node, other: Node): boolean {
  return (one.compareDocumentPosition(other) & Node.DOCUMENT_POSITION_FOLLOWING) !== 0;
}

export function setFieldLocked({ start }: Field, isLocked: boolean): void {
  if (isLocked) setW(start, 'fldLock', '1');
  else start.removeAttributeNS(ns.w, 'fldLock');
}

/** Turns a field into the text it shows. */
export function flattenField({ elements, resultElements }: Field): void {
  const [first] = elements;
  if (isW(first, 'fldSimple')) {
    first?.replaceWith(...resultElements);
    return;
  }
  for (const run of elements) {
    for (const part of [...run.children]) {
      if (['fldChar', 'instrText', 'delInstrText'].includes(part.localName)) part.remove();
    }
    if ([...run.children].every((child) => isW(child, 'rPr'))) run.remove();
  }
}
