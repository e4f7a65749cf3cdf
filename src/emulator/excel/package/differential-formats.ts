import type { BorderLine, BorderSide } from '../model/cell-format.ts';
import type { ConditionalLook } from '../model/conditional-format.ts';
import { readColor, type ThemeColors } from './colors.ts';
import { childNamed, childrenNamed, escapeXml } from './xml.ts';

/** The looks that conditional formats name by number (`dxfs`, ECMA-376 part 1 §18.8.15). */
export function readLooks(styles: XMLDocument | null, theme: ThemeColors): ConditionalLook[] {
  return childrenNamed(childNamed(styles?.documentElement, 'dxfs'), 'dxf').map((dxf) => readLook(dxf, theme));
}

function readLook(dxf: Element, theme: ThemeColors): ConditionalLook {
  const font = childNamed(dxf, 'font');
  const flag = (name: string): boolean | undefined => {
    const element = childNamed(font, name);
    return element && element.getAttribute('val') !== '0' && element.getAttribute('val') !== 'false';
  };
  const pattern = childNamed(childNamed(dxf, 'fill'), 'patternFill');
  // A solid fill of a difference has its colour as the background, as nowhere else.
  const fillColor =
    readColor(childNamed(pattern, 'bgColor'), theme) ?? readColor(childNamed(pattern, 'fgColor'), theme);
  const underline = childNamed(font, 'u');
  const look = {
    fillColor: fillColor ?? undefined,
    fontColor: readColor(childNamed(font, 'color'), theme) ?? undefined,
    bold: flag('b'),
    italic: flag('i'),
    strikethrough: flag('strike'),
    underline: underline && ((underline.getAttribute('val') ?? 'single') as ConditionalLook['underline']),
    numberFormat: childNamed(dxf, 'numFmt')?.getAttribute('formatCode') ?? undefined,
    borders: readBorders(childNamed(dxf, 'border'), theme),
  };
  return Object.fromEntries(Object.entries(look).filter(([, value]) => value !== undefined));
}

function readBorders(border: Element | undefined, theme: ThemeColors): ConditionalLook['borders'] {
  const lines: Partial<Record<BorderSide, BorderLine>> = {};
  for (const side of ['left', 'right', 'top', 'bottom'] as const) {
    const line = childNamed(border, side);
    const style = line?.getAttribute('style');
    if (style) lines[side] = { style, color: readColor(childNamed(line, 'color'), theme) ?? '#000000' };
  }
  return Object.keys(lines).length === 0 ? undefined : lines;
}

/** The element of a look; empty where it says nothing. `formatId` numbers its number format. */
export function lookXml(look: ConditionalLook, formatId: (code: string) => number): string {
  const color = (name: string, value: string): string => `<${name} rgb="FF${value.slice(1)}"/>`;
  const flag = (name: string, on: boolean | undefined): string =>
    on === undefined ? '' : on ? `<${name}/>` : `<${name} val="0"/>`;
  const font = [
    flag('b', look.bold),
    flag('i', look.italic),
    flag('strike', look.strikethrough),
    look.underline === undefined ? '' : `<u val="${look.underline}"/>`,
    look.fontColor === undefined ? '' : color('color', look.fontColor),
  ].join('');
  const side = (name: 'left' | 'right' | 'top' | 'bottom'): string => {
    const line = look.borders?.[name];
    return line ? `<${name} style="${line.style}">${color('color', line.color)}</${name}>` : '';
  };
  const border = `${side('left')}${side('right')}${side('top')}${side('bottom')}`;
  const parts = [
    font === '' ? '' : `<font>${font}</font>`,
    look.numberFormat === undefined || look.numberFormat === ''
      ? ''
      : `<numFmt numFmtId="${formatId(look.numberFormat)}" formatCode="${escapeXml(look.numberFormat)}"/>`,
    look.fillColor === undefined ? '' : `<fill><patternFill>${color('bgColor', look.fillColor)}</patternFill></fill>`,
    border === '' ? '' : `<border>${border}</border>`,
  ].join('');
  return parts === '' ? '' : `<dxf>${parts}</dxf>`;
}
