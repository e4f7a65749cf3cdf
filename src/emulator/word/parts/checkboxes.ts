import { ns } from '../package/namespaces.ts';
import { forgetLeaves } from '../model/text-leaves.ts';
import { ancestorW } from '../model/xml.ts';
import { contentOf, property, propertiesOf } from './content-controls.ts';
import { declareExtension } from './ensure-part.ts';
import { elementOf } from './fragments.ts';
import { placeChild } from './schema-order.ts';

/** Check boxes, `w14:checkbox`: a content control whose text is one of two signs ([MS-DOCX] §2.6.1.2). */

const signs = { checked: '2612', unchecked: '2610' } as const;

/** The text of a new box, not checked. */
export const uncheckedBox = String.fromCodePoint(Number.parseInt(signs.unchecked, 16));

/** Makes a control a check box; its content is to be {@link uncheckedBox}. */
export function makeCheckbox(control: Element): void {
  declareExtension(control.ownerDocument.documentElement, 'w14', ns.w14);
  const state = (name: keyof typeof signs): string =>
    `<w14:${name}State w14:val="${signs[name]}" w14:font="MS Gothic"/>`;
  placeChild(
    propertiesOf(control),
    elementOf(
      control.ownerDocument,
      `<w14:checkbox><w14:checked w14:val="0"/>${state('checked')}${state('unchecked')}</w14:checkbox>`,
    ),
  );
}

function valueIn(control: Element, name: string): string | null {
  const child = [...(property(control, 'checkbox')?.children ?? [])].find((each) => each.localName === name);
  return child?.getAttributeNS(ns.w14, 'val') ?? null;
}

export function isChecked(control: Element): boolean {
  return ['1', 'true', 'on'].includes(valueIn(control, 'checked') ?? '');
}

/** Checks a box or not: the state, and the sign that is seen. */
export function setChecked(control: Element, checked: boolean): void {
  const box = property(control, 'checkbox');
  if (!box || isChecked(control) === checked) return;
  const state = [...box.children].find((each) => each.localName === 'checked');
  const made = state ?? box.ownerDocument.createElementNS(ns.w14, `${box.prefix ?? 'w14'}:checked`);
  if (!state) box.prepend(made);
  made.setAttributeNS(ns.w14, `${box.prefix ?? 'w14'}:val`, checked ? '1' : '0');
  const name = checked ? 'checked' : 'unchecked';
  const code = valueIn(control, `${name}State`) ?? signs[name];
  const [text] = contentOf(control).getElementsByTagNameNS(ns.w, 't');
  if (text) text.textContent = String.fromCodePoint(Number.parseInt(code, 16));
  const paragraph = ancestorW(control, 'p');
  if (paragraph) forgetLeaves(paragraph);
}
