/** Lengths of OOXML in CSS pixels. */

/** Twentieths of a point (`w:ind`, `w:tblW` …). */
export function twips(value: number): number {
  return round(value / 15);
}

/** English metric units of drawings. */
export function emu(value: number): number {
  return round(value / 9525);
}

/** Half points of `w:sz`. */
export function halfPoints(value: number): number {
  return round((value * 2) / 3);
}

/** Eighths of a point of border widths; never thinner than what a screen can draw. */
export function eighthPoints(value: number): number {
  return Math.max(0.75, round(value / 6));
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
