import { parseXml } from '../../package/ooxml-package.ts';
import type { ShapeState, ShapeTextState } from '../model/shape-state.ts';
import type { Sheet } from '../model/sheet.ts';
import { drawingNamespace, mainNamespace } from './drawing-part.ts';
import {
  bodyPropertiesXml,
  fillXml,
  horizontalNames,
  lineXml,
  paragraphsXml,
  runPropertiesXml,
  textXml,
  transformXml,
} from './shape-xml.ts';
import { childNamed, childrenNamed } from './xml.ts';

/** Changes in a shape of the file what differs between two states of it, and nothing else. */
export function patchShapeLook(anchor: Element, sheet: Sheet, before: ShapeState, after: ShapeState): void {
  const properties = anchor.getElementsByTagNameNS('*', 'cNvPr')[0];
  const set = (name: string, value: string): void =>
    value === '' ? properties?.removeAttribute(name) : properties?.setAttribute(name, value);
  if (after.name !== before.name) properties?.setAttribute('name', after.name);
  if (after.title !== before.title) set('title', after.title);
  if (after.description !== before.description) set('descr', after.description);
  if (after.visible !== before.visible) set('hidden', after.visible ? '' : '1');
  const object = properties?.parentElement?.parentElement;
  const look = childNamed(object, 'spPr');
  if (!object || !look) return;
  if (after.lockAspectRatio !== before.lockAspectRatio) patchLock(object, after.lockAspectRatio);
  if (after.place !== before.place || after.rotation !== before.rotation) {
    const known = childNamed(look, 'xfrm');
    const transform = elementOf(look, transformXml(after, sheet));
    if (known) known.replaceWith(transform);
  }
  if (after.outline !== before.outline) childNamed(look, 'prstGeom')?.setAttribute('prst', after.outline);
  if (after.fill !== before.fill) {
    for (const name of ['noFill', 'solidFill', 'gradFill', 'blipFill', 'pattFill', 'grpFill'])
      childNamed(look, name)?.remove();
    const fill = elementOf(look, fillXml(after.fill));
    const outline = childNamed(look, 'prstGeom') ?? childNamed(look, 'custGeom') ?? childNamed(look, 'xfrm');
    if (outline) outline.after(fill);
    else look.prepend(fill);
  }
  if (after.line !== before.line) {
    const known = childNamed(look, 'ln');
    const line = elementOf(look, lineXml(after.line));
    if (known) known.replaceWith(line);
    else {
      const behind = ['effectLst', 'effectDag', 'scene3d', 'sp3d', 'extLst'].map((name) => childNamed(look, name));
      look.insertBefore(line, behind.find((each) => each !== undefined) ?? null);
    }
  }
  if (after.text && after.text !== before.text) patchText(object, before.text, after.text);
}

function patchText(object: Element, before: ShapeTextState | null, after: ShapeTextState): void {
  const body = childNamed(object, 'txBody');
  if (!body || !before) {
    const made = elementOf(object, textXml(after));
    if (body) body.replaceWith(made);
    else (childNamed(object, 'style') ?? childNamed(object, 'spPr'))?.after(made);
    return;
  }
  const isSettingChanged =
    after.margins !== before.margins || after.vertical !== before.vertical || after.autoSize !== before.autoSize;
  if (isSettingChanged) childNamed(body, 'bodyPr')?.replaceWith(elementOf(body, bodyPropertiesXml(after)));
  if (after.text === before.text && after.font === before.font) {
    if (after.horizontal === before.horizontal) return;
    for (const paragraph of childrenNamed(body, 'p')) {
      const format = childNamed(paragraph, 'pPr') ?? elementOf(body, '<a:pPr/>');
      format.setAttribute('algn', horizontalNames[after.horizontal]);
      paragraph.prepend(format);
    }
    return;
  }
  const first = childNamed(childNamed(childrenNamed(body, 'p')[0], 'r'), 'rPr');
  for (const paragraph of childrenNamed(body, 'p')) paragraph.remove();
  const made = elementOf(body, `<a:holder>${paragraphsXml(after, runPropertiesXml(after.font))}</a:holder>`);
  // A text that is put in place of another looks as its first letters did.
  if (after.font === before.font && first) {
    for (const own of made.querySelectorAll('*')) {
      if (own.localName !== 'rPr' && own.localName !== 'endParaRPr') continue;
      own.replaceChildren(...[...first.childNodes].map((child) => child.cloneNode(true)));
      for (const { name } of [...own.attributes]) own.removeAttribute(name);
      for (const { name, value } of first.attributes) own.setAttribute(name, value);
    }
  }
  body.append(...made.children);
}

function patchLock(object: Element, isLocked: boolean): void {
  const holder = object.firstElementChild?.children[1];
  if (!holder) return;
  const known = [...holder.children].find(({ localName }) => localName.endsWith('Locks'));
  if (known) known.setAttribute('noChangeAspect', isLocked ? '1' : '0');
  else {
    const name = { pic: 'picLocks', cxnSp: 'cxnSpLocks', grpSp: 'grpSpLocks' }[object.localName] ?? 'spLocks';
    holder.prepend(elementOf(holder, `<a:${name} noChangeAspect="${isLocked ? '1' : '0'}"/>`));
  }
}

function elementOf(near: Element, markup: string): Element {
  const declared = `<x xmlns:a="${mainNamespace}" xmlns:xdr="${drawingNamespace}">${markup}</x>`;
  const element = parseXml(declared).documentElement.firstElementChild;
  if (!element) throw new Error('The markup holds no element.');
  return near.ownerDocument.importNode(element, true);
}
