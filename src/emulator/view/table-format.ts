import { declarationsOf } from './class-registry.ts';
import type { DocumentStyles } from './document-styles.ts';
import {
  parseBorder,
  parseParagraphFormat,
  mergeParagraphFormats,
  type Border,
  type ParagraphFormat,
} from './paragraph-format.ts';
import { parseRunFormat, shadingOf, type RunFormat } from './run-format.ts';
import { twips } from './units.ts';
import { attributeOf, childOf, childrenOf, numberOf, valueOf } from './xml.ts';

/** Where a cell stands in its table: what conditional formats and inner borders depend on. */
export interface CellPlace {
  readonly row: number;
  readonly rows: number;
  readonly column: number;
  /** First column after the cell. */
  readonly endColumn: number;
  readonly columns: number;
}

interface Borders {
  readonly top?: Border;
  readonly bottom?: Border;
  readonly left?: Border;
  readonly right?: Border;
  readonly insideH?: Border;
  readonly insideV?: Border;
}

/** What a cell hands down: its own declarations, and the formats its text starts from. */
export interface CellFormat {
  readonly declarations: string;
  readonly run: RunFormat;
  readonly paragraph: ParagraphFormat;
  readonly borderless: boolean;
}

/** The formats of one table: style with its conditions, then the table's own properties, then a cell's. */
export class TableFormat {
  readonly #styles: DocumentStyles;
  readonly #chain: readonly Element[];
  readonly #properties: Element | null;
  readonly #look: Readonly<Record<string, boolean>>;
  readonly #bands: { readonly rows: number; readonly columns: number };
  readonly #paragraph: ParagraphFormat;
  readonly #run: RunFormat;

  constructor(styles: DocumentStyles, table: Element) {
    this.#styles = styles;
    this.#properties = childOf(table, 'tblPr');
    const style = styles.resolve(valueOf(this.#properties, 'tblStyle'), 'table');
    this.#chain = style.chain;
    this.#paragraph = style.paragraph;
    this.#run = style.run;
    this.#look = readLook(childOf(this.#properties, 'tblLook'));
    const bandSize = (name: string): number =>
      [...this.#chain]
        .reverse()
        .map((element) => numberOf(childOf(childOf(element, 'tblPr'), name), 'val'))
        .find((size) => size !== undefined) ?? 1;
    this.#bands = { rows: bandSize('tblStyleRowBandSize'), columns: bandSize('tblStyleColBandSize') };
  }

  /** A property of `w:tblPr` from the table itself or, failing that, its style. */
  property(name: string): Element | null {
    const own = childOf(this.#properties, name);
    if (own) return own;
    for (const element of [...this.#chain].reverse()) {
      const found = childOf(childOf(element, 'tblPr'), name);
      if (found) return found;
    }
    return null;
  }

  /** @param properties the cell's `w:tcPr`, or `null` */
  cell(properties: Element | null, place: CellPlace): CellFormat {
    const conditions = this.#conditions(place);
    const layers = this.#chain.flatMap((style) => [style, ...matching(style, conditions)]);
    const table = this.#tableBorders(layers);
    const own = readBorders(childOf(properties, 'tcBorders'));
    const fromStyle: Borders = Object.assign(
      {},
      ...layers.map((layer) => readBorders(childOf(childOf(layer, 'tcPr'), 'tcBorders'))),
    ) as Borders;
    const side = (outer: keyof Borders, inner: keyof Borders, isEdge: boolean): Border | undefined =>
      own[outer] ?? fromStyle[outer] ?? (isEdge ? table[outer] : (fromStyle[inner] ?? table[inner]));
    const edges = {
      top: side('top', 'insideH', place.row === 0),
      bottom: side('bottom', 'insideH', place.row === place.rows - 1),
      left: side('left', 'insideV', place.column === 0),
      right: side('right', 'insideV', place.endColumn >= place.columns),
    };
    const shading =
      shadingOf(properties) ??
      layers.reduce<string | undefined>((found, layer) => shadingOf(childOf(layer, 'tcPr')) ?? found, undefined);
    const vertical =
      valueOf(properties, 'vAlign') ??
      layers.map((layer) => valueOf(childOf(layer, 'tcPr'), 'vAlign')).findLast((value) => value !== null);
    const direction = valueOf(properties, 'textDirection');
    return {
      declarations: declarationsOf({
        'border-top': edges.top,
        'border-bottom': edges.bottom,
        'border-left': edges.left,
        'border-right': edges.right,
        'background-color': shading,
        padding: this.#margins(properties),
        'vertical-align': vertical === 'center' ? 'middle' : vertical === 'bottom' ? 'bottom' : undefined,
        'writing-mode':
          direction === 'tbRl' || direction === 'tbRlV'
            ? 'vertical-rl'
            : direction === 'btLr'
              ? 'sideways-lr'
              : undefined,
      }),
      run: {
        ...this.#run,
        ...layers.reduce<RunFormat>(
          (run, layer) => ({ ...run, ...parseRunFormat(childOf(layer, 'rPr'), this.#styles.theme) }),
          {},
        ),
      },
      paragraph: mergeParagraphFormats(
        this.#paragraph,
        ...layers.map((layer) => parseParagraphFormat(childOf(layer, 'pPr'))),
      ),
      borderless: Object.values(edges).every((edge) => edge === undefined || edge === 'none'),
    };
  }

  #tableBorders(layers: readonly Element[]): Borders {
    const all = [...layers.map((layer) => childOf(layer, 'tblPr')), this.#properties];
    return Object.assign({}, ...all.map((properties) => readBorders(childOf(properties, 'tblBorders')))) as Borders;
  }

  #margins(properties: Element | null): string {
    const own = childOf(properties, 'tcMar');
    const table = this.property('tblCellMar');
    const width = (name: string, other: string, fallback: number): number =>
      numberOf(childOf(own, name) ?? childOf(own, other), 'w') ??
      numberOf(childOf(table, name) ?? childOf(table, other), 'w') ??
      fallback;
    const sides = [
      width('top', 'top', 0),
      width('right', 'end', 108),
      width('bottom', 'bottom', 0),
      width('left', 'start', 108),
    ];
    return sides.map((side) => `${twips(side)}px`).join(' ');
  }

  /** Names of `w:tblStylePr` that hold for a cell, from the weakest to the strongest (ISO 29500-1 §17.7.6). */
  #conditions({ row, rows, column, endColumn, columns }: CellPlace): readonly string[] {
    const look = this.#look;
    const isFirstRow = look['firstRow'] === true && row === 0;
    const isLastRow = look['lastRow'] === true && row === rows - 1;
    const isFirstColumn = look['firstColumn'] === true && column === 0;
    const isLastColumn = look['lastColumn'] === true && endColumn >= columns;
    const band = (index: number, offset: boolean, size: number): boolean =>
      Math.floor((index - (offset ? 1 : 0)) / size) % 2 === 0;
    return [
      'wholeTable',
      !look['noVBand'] &&
        !isFirstColumn &&
        !isLastColumn &&
        (band(column, look['firstColumn'] === true, this.#bands.columns) ? 'band1Vert' : 'band2Vert'),
      !look['noHBand'] &&
        !isFirstRow &&
        !isLastRow &&
        (band(row, look['firstRow'] === true, this.#bands.rows) ? 'band1Horz' : 'band2Horz'),
      isFirstColumn && 'firstCol',
      isLastColumn && 'lastCol',
      isFirstRow && 'firstRow',
      isLastRow && 'lastRow',
      isFirstRow && isFirstColumn && 'nwCell',
      isFirstRow && isLastColumn && 'neCell',
      isLastRow && isFirstColumn && 'swCell',
      isLastRow && isLastColumn && 'seCell',
    ].filter((name) => name !== false);
  }
}

function matching(style: Element, conditions: readonly string[]): Element[] {
  const conditional = childrenOf(style, 'tblStylePr');
  return conditions.flatMap((name) => conditional.filter((element) => attributeOf(element, 'type') === name));
}

function readLook(look: Element | null): Readonly<Record<string, boolean>> {
  if (!look) return { firstRow: true, firstColumn: true, noVBand: true };
  const bits = Number.parseInt(attributeOf(look, 'val') ?? '0', 16);
  const flag = (name: string, bit: number): boolean => {
    const value = attributeOf(look, name);
    return value === null ? (bits & bit) !== 0 : value === '1' || value === 'true';
  };
  return {
    firstRow: flag('firstRow', 0x20),
    lastRow: flag('lastRow', 0x40),
    firstColumn: flag('firstColumn', 0x80),
    lastColumn: flag('lastColumn', 0x100),
    noHBand: flag('noHBand', 0x200),
    noVBand: flag('noVBand', 0x400),
  };
}

function readBorders(element: Element | null): Borders {
  const borders: Record<string, Border> = {};
  for (const child of childrenOf(element)) {
    const name = child.localName === 'start' ? 'left' : child.localName === 'end' ? 'right' : child.localName;
    const border = parseBorder(child);
    if (border !== undefined) borders[name] = border;
  }
  return borders;
}

/** Widths of the grid's columns in pixels; empty when the table has no grid. */
export function gridColumns(table: Element): number[] {
  return childrenOf(childOf(table, 'tblGrid'), 'gridCol').map((column) => twips(numberOf(column, 'w') ?? 0));
}

/** A width element (`w:tblW`, `w:tcW`) as CSS; `undefined` for automatic. */
export function cssWidth(element: Element | null): string | undefined {
  const width = numberOf(element, 'w');
  const text = attributeOf(element, 'w') ?? '';
  if (width === undefined || width === 0) return undefined;
  if (attributeOf(element, 'type') === 'pct') return text.endsWith('%') ? text : `${width / 50}%`;
  return attributeOf(element, 'type') === 'dxa' ? `${twips(width)}px` : undefined;
}
