/** The outlines that can be drawn anew, by `Excel.GeometricShapeType`, as files name them (ECMA-376 part 1 §20.1.10.56). */
export const outlineNames: Readonly<Record<string, string>> = {
  Rectangle: 'rect',
  RoundRectangle: 'roundRect',
  Ellipse: 'ellipse',
  Triangle: 'triangle',
  RightTriangle: 'rtTriangle',
  Diamond: 'diamond',
  Parallelogram: 'parallelogram',
  Trapezoid: 'trapezoid',
  Pentagon: 'pentagon',
  Hexagon: 'hexagon',
  Octagon: 'octagon',
  Star5: 'star5',
  Plus: 'plus',
  Chevron: 'chevron',
  HomePlate: 'homePlate',
  RightArrow: 'rightArrow',
  LeftArrow: 'leftArrow',
  UpArrow: 'upArrow',
  DownArrow: 'downArrow',
};

const typeNames = new Map(Object.entries(outlineNames).map(([type, outline]) => [outline, type]));

/** `Excel.GeometricShapeType` of an outline; most of the others differ from their name in files by the first letter. */
export function outlineType(outline: string): string {
  const name = outline.charAt(0).toUpperCase() + outline.slice(1).replace(/Rect$/, 'Rectangle');
  return typeNames.get(outline) ?? name;
}
