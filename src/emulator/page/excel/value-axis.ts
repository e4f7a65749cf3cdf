import { cellText } from '../../excel/model/cell-text.ts';

/** The lines across a chart that its values are read from: round numbers, with zero among them, ascending. */
export interface ValueAxis {
  readonly low: number;
  readonly high: number;
  readonly lines: readonly { readonly value: number; readonly label: string }[];
}

/**
 * The axis of some values. As in Excel, all its numbers are written in one format: that of the first cell that is drawn (`the axis
 * is linked to its source`).
 */
export function valueAxis(
  values: readonly number[],
  numberFormat: string,
  workbook: { readonly date1904?: boolean } = {},
): ValueAxis {
  const least = values.reduce((low, value) => Math.min(low, value), 0);
  // Where all is zero there is a scale too.
  const most = values.reduce((high, value) => Math.max(high, value), 0) || (least === 0 ? 1 : 0);
  const rough = (most - least) / 5;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = ([1, 2, 5, 10].find((each) => each * power >= rough) ?? 10) * power;
  const [first, last] = [Math.floor(least / step), Math.ceil(most / step)];
  const lines = Array.from({ length: last - first + 1 }, (_, index) => {
    // Three steps of 0.1 are 0.3 and not what adding them gives.
    const value = Number(((first + index) * step).toPrecision(12));
    return { value, label: cellText(value, numberFormat, workbook) };
  });
  return { low: first * step, high: last * step, lines };
}
