import { HostError } from '../../richapi/object-model.ts';
import type { Area } from '../model/address.ts';
import type { Sheet } from '../model/sheet.ts';
import type { ChartState } from '../model/workbook-state.ts';

/** `Excel.ImageFittingMode`. */
export type PictureFit = 'Fit' | 'FitAndCenter' | 'Fill';

/** Draws what a workbook shows, where there is something to draw on: PNG pictures in base64. */
export interface Pictures {
  /** @param size pixels; a side that is left out follows the other, and both the chart's own size. */
  chart(chart: ChartState, size: { readonly width?: number; readonly height?: number }, fit: PictureFit): string;
  /** `null` for cells that are more than a picture can hold. */
  range(sheet: Sheet, area: Area): string | null;
}

/** @throws {HostError} where nothing can be drawn. */
export function requirePictures(pictures: Pictures | null): Pictures {
  if (pictures) return pictures;
  throw new HostError('NotImplemented', 'Pictures are drawn by the page of the workbook, and there is none here.');
}
