import type { OoxmlPackage } from '../../package/ooxml-package.ts';
import { contentType, relationship, sheetNamespace } from './part-names.ts';
import { childNamed, childrenNamed, numberAttribute } from './xml.ts';

const dynamicArrays = 'http://schemas.microsoft.com/office/spreadsheetml/2017/dynamicarray';
const property = `<ext uri="{bdbb8cdc-fa1e-496e-a857-3c3f30c029c3}"><xda:dynamicArrayProperties xmlns:xda="${dynamicArrays}" fDynamic="1" fCollapsed="0"/></ext>`;

/** The part that tells Excel which formulas are dynamic arrays, as Excel itself writes it. */
const part = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<metadata xmlns="${sheetNamespace}" xmlns:xda="${dynamicArrays}"><metadataTypes count="1"><metadataType name="XLDAPR" minSupportedVersion="120000" copy="1" pasteAll="1" pasteValues="1" merge="1" splitFirst="1" rowColShift="1" clearFormats="1" clearComments="1" assign="1" coerce="1" cellMeta="1"/></metadataTypes><futureMetadata name="XLDAPR" count="1"><bk><extLst>${property}</extLst></bk></futureMetadata><cellMetadata count="1"><bk><rc t="1" v="0"/></bk></cellMetadata></metadata>`;

/** The number, for a cell's `cm`, of the metadata that marks a dynamic array; the part is made when there is none. */
export function dynamicMarkIn(file: OoxmlPackage): number {
  const main = file.documentPart;
  const known = file.related(main, relationship.sheetMetadata);
  if (known === undefined || !file.has(known)) {
    const name = file.freshPartName('xl/metadata#.xml').replace('metadata1.xml', 'metadata.xml');
    file.setPart(name, part, contentType.sheetMetadata);
    file.relate(main, relationship.sheetMetadata, name);
    return 1;
  }
  const root = file.xml(known).documentElement;
  const types = childrenNamed(childNamed(root, 'metadataTypes'), 'metadataType');
  const type = types.findIndex((each) => each.getAttribute('name') === 'XLDAPR') + 1;
  const marks = childrenNamed(childNamed(root, 'cellMetadata'), 'bk');
  const index = marks.findIndex((mark) => numberAttribute(childNamed(mark, 'rc'), 't') === type);
  return type > 0 && index >= 0 ? index + 1 : addMark(file, known, type);
}

function addMark(file: OoxmlPackage, name: string, type: number): number {
  const root = file.edit(name).documentElement;
  const own = new DOMParser().parseFromString(part, 'application/xml').documentElement;
  const into = (list: string): Element => {
    const known = childNamed(root, list);
    const made = known ?? root.ownerDocument.createElementNS(sheetNamespace, list);
    if (!known) root.append(made);
    return made;
  };
  const take = (list: string): void => {
    const container = into(list);
    for (const child of [...(childNamed(own, list)?.children ?? [])])
      container.append(root.ownerDocument.importNode(child, true));
    container.setAttribute('count', String(container.children.length));
  };
  if (type === 0) {
    take('metadataTypes');
    const future = childNamed(own, 'futureMetadata');
    const before = childNamed(root, 'cellMetadata') ?? childNamed(root, 'valueMetadata') ?? null;
    if (future) root.insertBefore(root.ownerDocument.importNode(future, true), before);
  }
  const marks = into('cellMetadata');
  const mark = root.ownerDocument.createElementNS(sheetNamespace, 'bk');
  const record = root.ownerDocument.createElementNS(sheetNamespace, 'rc');
  const number = type > 0 ? type : childrenNamed(childNamed(root, 'metadataTypes'), 'metadataType').length;
  record.setAttribute('t', String(number));
  record.setAttribute('v', '0');
  mark.append(record);
  marks.append(mark);
  const count = childrenNamed(marks, 'bk').length;
  marks.setAttribute('count', String(count));
  return count;
}
