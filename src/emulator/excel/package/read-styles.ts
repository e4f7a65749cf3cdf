import { plainFormat, type BorderLine, type BorderSide, type CellFormat } from '../model/cell-format.ts';
import { readColor, type ThemeColors } from './colors.ts';
import { childNamed, childrenNamed, isOn, numberAttribute } from './xml.ts';

/** Number formats that a file does not spell out (ECMA-376 part 1 §18.8.30). */
export const builtInNumberFormats: Readonly<Record<number, string>> = {
  0: 'General',
  1: '0',
  2: '0.00',
  3: '#,##0',
  4: '#,##0.00',
  9: '0%',
  10: '0.00%',
  11: '0.00E+00',
  12: '# ?/?',
  13: '# ??/??',
  14: 'm/d/yyyy',
  15: 'd-mmm-yy',
  16: 'd-mmm',
  17: 'mmm-yy',
  18: 'h:mm AM/PM',
  19: 'h:mm:ss AM/PM',
  20: 'h:mm',
  21: 'h:mm:ss',
  22: 'm/d/yyyy h:mm',
  37: '#,##0 ;(#,##0)',
  38: '#,##0 ;[Red](#,##0)',
  39: '#,##0.00;(#,##0.00)',
  40: '#,##0.00;[Red](#,##0.00)',
  45: 'mm:ss',
  46: '[h]:mm:ss',
  47: 'mmss.0',
  48: '##0.0E+0',
  49: '@',
};

/** The formats of cells by number, from the styles part. */
export function readFormats(styles: XMLDocument | null, theme: ThemeColors): CellFormat[] {
  const root = styles?.documentElement;
  if (!root) return [plainFormat];
  const numberFormats = new Map(
    childrenNamed(childNamed(root, 'numFmts'), 'numFmt').map((each) => [
      numberAttribute(each, 'numFmtId') ?? -1,
      each.getAttribute('formatCode') ?? 'General',
    ]),
  );
  const fonts = childrenNamed(childNamed(root, 'fonts'), 'font').map((font) => readFont(font, theme));
  const fills = childrenNamed(childNamed(root, 'fills'), 'fill').map((fill) => readFill(fill, theme));
  const borders = childrenNamed(childNamed(root, 'borders'), 'border').map((border) => readBorders(border, theme));
  return childrenNamed(childNamed(root, 'cellXfs'), 'xf').map((xf) => {
    const id = numberAttribute(xf, 'numFmtId') ?? 0;
    return {
      ...plainFormat,
      ...fonts[numberAttribute(xf, 'fontId') ?? 0],
      fillColor: fills[numberAttribute(xf, 'fillId') ?? 0] ?? null,
      borders: borders[numberAttribute(xf, 'borderId') ?? 0] ?? {},
      numberFormat: numberFormats.get(id) ?? builtInNumberFormats[id] ?? 'General',
      ...readAlignment(childNamed(xf, 'alignment')),
      locked: childNamed(xf, 'protection')?.getAttribute('locked') !== '0',
      formulaHidden: isOn(childNamed(xf, 'protection')?.getAttribute('hidden')),
    };
  });
}

function readFont(font: Element, theme: ThemeColors): Partial<CellFormat> {
  const value = (name: string): string | null | undefined => childNamed(font, name)?.getAttribute('val');
  const flag = (name: string): boolean => {
    const element = childNamed(font, name);
    return element !== undefined && element.getAttribute('val') !== '0' && element.getAttribute('val') !== 'false';
  };
  const underline = childNamed(font, 'u');
  return {
    fontName: value('name') ?? plainFormat.fontName,
    fontSize: Number(value('sz') ?? plainFormat.fontSize),
    fontColor: readColor(childNamed(font, 'color'), theme) ?? '#000000',
    bold: flag('b'),
    italic: flag('i'),
    strikethrough: flag('strike'),
    underline: underline ? ((underline.getAttribute('val') ?? 'single') as CellFormat['underline']) : 'none',
    script: scriptOf(value('vertAlign')),
  };
}

function scriptOf(value: string | null | undefined): CellFormat['script'] {
  return value === 'superscript' || value === 'subscript' ? value : 'none';
}

function readFill(fill: Element, theme: ThemeColors): string | null {
  const pattern = childNamed(fill, 'patternFill');
  const type = pattern?.getAttribute('patternType') ?? 'none';
  if (pattern && type !== 'none') {
    const front = readColor(childNamed(pattern, 'fgColor'), theme);
    return type === 'solid' ? (front ?? '#FFFFFF') : (readColor(childNamed(pattern, 'bgColor'), theme) ?? front);
  }
  const stop = childNamed(childNamed(childNamed(fill, 'gradientFill'), 'stop'), 'color');
  return readColor(stop, theme);
}

function readBorders(border: Element, theme: ThemeColors): CellFormat['borders'] {
  const lines: Partial<Record<BorderSide, BorderLine>> = {};
  for (const side of ['top', 'bottom', 'left', 'right'] as const) {
    const line = readLine(childNamed(border, side), theme);
    if (line) lines[side] = line;
  }
  const diagonal = readLine(childNamed(border, 'diagonal'), theme);
  if (diagonal && isOn(border.getAttribute('diagonalDown'))) lines.diagonalDown = diagonal;
  if (diagonal && isOn(border.getAttribute('diagonalUp'))) lines.diagonalUp = diagonal;
  return lines;
}

function readLine(line: Element | undefined, theme: ThemeColors): BorderLine | null {
  const style = line?.getAttribute('style');
  if (!line || !style || style === 'none') return null;
  return { style, color: readColor(childNamed(line, 'color'), theme) ?? '#000000' };
}

function readAlignment(alignment: Element | undefined): Partial<CellFormat> {
  if (!alignment) return {};
  const rotation = numberAttribute(alignment, 'textRotation') ?? 0;
  return {
    horizontal: alignment.getAttribute('horizontal') ?? 'general',
    vertical: alignment.getAttribute('vertical') ?? 'bottom',
    wrapText: isOn(alignment.getAttribute('wrapText')),
    shrinkToFit: isOn(alignment.getAttribute('shrinkToFit')),
    indent: numberAttribute(alignment, 'indent') ?? 0,
    // The file counts downwards from 91; 255 stands upright.
    rotation: rotation === 255 ? 180 : rotation > 90 ? 90 - rotation : rotation,
  };
}
