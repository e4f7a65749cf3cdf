import { ns } from '../package/namespaces.ts';
import { ancestorW, attributeW, isW } from '../model/xml.ts';

/** Fields: an instruction and the result that stands for it (ECMA-376 part 1 §17.16). */

export interface Field {
  /** `HYPERLINK "https://example.org"`, white space at the ends taken off. */
  readonly code: string;
  /** `HYPERLINK`, `TOC`, `PAGE` … in capitals. */
  readonly kind: string;
  readonly result: string;
  readonly isLocked: boolean;
  /** `w:fldSimple`, or the runs from `begin` to `end` in order. */
  readonly elements: readonly Element[];
  /** Those of them that hold the result. */
  readonly resultElements: readonly Element[];
}

interface OpenField {
  code: string;
  readonly isLocked: boolean;
  readonly elements: Element[];
  readonly resultElements: Element[];
  result: string;
  isInResult: boolean;
}

/** The fields below an element in the order of their ends; an inner field comes before the one around it. */
export function fieldsOf(container: Element): Field[] {
  const fields: Field[] = [];
  const open: OpenField[] = [];
  for (const element of container.getElementsByTagNameNS(ns.w, '*')) {
    if (element.localName === 'fldSimple') {
      fields.push(field({ code: attributeW(element, 'instr') ?? '', isLocked: isOn(attributeW(element, 'fldLock')), elements: [element], resultElements: [...element.children], result: textIn(element), isInResult: true })); // prettier-ignore
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
        open.push({ code: '', isLocked: isOn(attributeW(element, 'fldLock')), elements: run ? [run] : [], resultElements: [], result: '', isInResult: false }); // prettier-ignore
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

function field({ code, result, isLocked, elements, resultElements }: OpenField): Field {
  const trimmed = code.trim();
  return {
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
