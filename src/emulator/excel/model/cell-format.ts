/** One edge of a cell. */
export interface BorderLine {
  /** `thin`, `medium`, `double` … as SpreadsheetML names them. */
  readonly style: string;
  /** `#RRGGBB`. */
  readonly color: string;
}

export type BorderSide = 'top' | 'bottom' | 'left' | 'right' | 'diagonalDown' | 'diagonalUp';

/** How a cell looks, with every property resolved. Colours are `#RRGGBB`. */
export interface CellFormat {
  readonly numberFormat: string;
  readonly fontName: string;
  /** Points. */
  readonly fontSize: number;
  readonly fontColor: string;
  readonly bold: boolean;
  readonly italic: boolean;
  readonly strikethrough: boolean;
  readonly underline: 'none' | 'single' | 'double' | 'singleAccounting' | 'doubleAccounting';
  readonly script: 'none' | 'superscript' | 'subscript';
  /** `null`: no fill. */
  readonly fillColor: string | null;
  readonly borders: Readonly<Partial<Record<BorderSide, BorderLine>>>;
  readonly horizontal: string;
  readonly vertical: string;
  readonly wrapText: boolean;
  readonly shrinkToFit: boolean;
  readonly indent: number;
  /** Degrees from -90 to 90; 180 for text that stands. */
  readonly rotation: number;
  readonly locked: boolean;
  readonly formulaHidden: boolean;
}

export type FormatPatch = Partial<CellFormat>;

export const plainFormat: CellFormat = {
  numberFormat: 'General',
  fontName: 'Calibri',
  fontSize: 11,
  fontColor: '#000000',
  bold: false,
  italic: false,
  strikethrough: false,
  underline: 'none',
  script: 'none',
  fillColor: null,
  borders: {},
  horizontal: 'general',
  vertical: 'bottom',
  wrapText: false,
  shrinkToFit: false,
  indent: 0,
  rotation: 0,
  locked: true,
  formulaHidden: false,
};

/**
 * The formats that cells have by number. It only grows: a number once given means the same format for ever, so undo need
 * not know of it. The first ones are those of the file, in its order.
 */
export class FormatTable {
  readonly #formats: CellFormat[];
  readonly #numbers = new Map<string, number>();
  /** How many came with the file. */
  readonly given: number;

  constructor(formats: readonly CellFormat[] = [plainFormat]) {
    this.#formats = [...(formats.length > 0 ? formats : [plainFormat])];
    this.given = formats.length;
    for (const [number, format] of this.#formats.entries()) {
      const key = keyOf(format);
      if (!this.#numbers.has(key)) this.#numbers.set(key, number);
    }
  }

  get count(): number {
    return this.#formats.length;
  }

  get(number: number | undefined): CellFormat {
    return this.#formats[number ?? 0] ?? this.#formats[0] ?? plainFormat;
  }

  /** The number of the format that a format becomes by a patch. */
  patched(number: number | undefined, patch: FormatPatch): number {
    const before = this.get(number);
    const after = { ...before, ...patch };
    return this.intern(after);
  }

  intern(format: CellFormat): number {
    const key = keyOf(format);
    const known = this.#numbers.get(key);
    if (known !== undefined) return known;
    this.#formats.push(format);
    this.#numbers.set(key, this.#formats.length - 1);
    return this.#formats.length - 1;
  }
}

const names = Object.keys(plainFormat).sort() as (keyof CellFormat)[];
const sides: readonly BorderSide[] = ['top', 'bottom', 'left', 'right', 'diagonalDown', 'diagonalUp'];

function keyOf(format: CellFormat): string {
  const { borders } = format;
  const lines = sides.map((side) => `${borders[side]?.style ?? ''}${borders[side]?.color ?? ''}`);
  return names.map((name) => (name === 'borders' ? lines.join('/') : String(format[name]))).join('|');
}
