import type { Place } from './placement.ts';

/** `Excel.ShapeType`. */
export type ShapeKind = 'GeometricShape' | 'Image' | 'Line' | 'Group' | 'Unsupported';

export interface ShapeFontState {
  readonly name: string;
  /** Points. */
  readonly size: number;
  readonly color: string;
  readonly bold: boolean;
  readonly italic: boolean;
  readonly underline: boolean;
}

/** The text of a shape, with one look: a text of several looks shows that of its first letters until its font is set. */
export interface ShapeTextState {
  /** Paragraphs apart by line feeds. */
  readonly text: string;
  readonly font: ShapeFontState;
  readonly horizontal: 'Left' | 'Center' | 'Right' | 'Justify';
  readonly vertical: 'Top' | 'Middle' | 'Bottom';
  /** Points between the text and the edges. */
  readonly margins: { readonly left: number; readonly top: number; readonly right: number; readonly bottom: number };
  readonly autoSize: 'AutoSizeNone' | 'AutoSizeTextToFitShape' | 'AutoSizeShapeToFitText';
}

export interface ShapeLineState {
  readonly color: string;
  /** Points. */
  readonly weight: number;
  /** `Excel.ShapeLineDashStyle`. */
  readonly dash: string;
  /** 0 for opaque, 1 for what cannot be seen. */
  readonly transparency: number;
}

/** What floats over the cells of a sheet, charts apart; those of a sheet lie above each other in the order of the workbook's list. */
export interface ShapeState {
  readonly id: string;
  readonly name: string;
  readonly sheetId: string;
  readonly kind: ShapeKind;
  readonly isTextBox: boolean;
  /** The name of its outline in files (`rect`, `roundRect` …); empty for what has none. */
  readonly outline: string;
  readonly place: Place;
  /** Degrees clockwise. */
  readonly rotation: number;
  readonly flipX: boolean;
  readonly flipY: boolean;
  readonly lockAspectRatio: boolean;
  readonly visible: boolean;
  readonly title: string;
  readonly description: string;
  /** `null` for what holds no text. */
  readonly text: ShapeTextState | null;
  /** `null` without a fill. */
  readonly fill: { readonly color: string; readonly transparency: number } | null;
  /** `null` without a line around it. */
  readonly line: ShapeLineState | null;
  /** The part with the picture of an image. */
  readonly picture: string | null;
  /** Its number among the anchors of its sheet's drawing; `null` for a new one. */
  readonly anchor: number | null;
}
