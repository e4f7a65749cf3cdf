/** Sentences as pieces: words, and numbers that know how they are computed. */

import { type Expression, type Place, quoteText, toFormula } from '../expression.ts';
import { type Display, displayOf, formatCode, type Language, showNumber } from '../format-value.ts';
import type { FigureKind } from '../figure.ts';
import type { Unit } from '../notation/unit.ts';

export interface NumberPiece {
  readonly kind: FigureKind;
  readonly value: number;
  readonly unit: Unit;
  readonly how: Expression;
  readonly label: { readonly en: string; readonly zh: string };
  /** The sign is said by a word beside it. */
  readonly absolute?: boolean;
  /** How it is written; chosen by size where it is absent. */
  readonly display?: Display;
}

/** A word that turns with the sign of a number: grew or fell. */
export interface TurningPiece {
  readonly turns: { readonly up: string; readonly down: string };
  readonly value: number;
  readonly how: Expression;
}

/** Words that are true today: left out of a sentence that is to stay true. */
export interface PassingPiece {
  readonly said: string;
  readonly live: string;
}

export type Piece = string | NumberPiece | TurningPiece | PassingPiece;

export function isNumberPiece(piece: Piece): piece is NumberPiece {
  return typeof piece !== 'string' && 'kind' in piece;
}

export function showPiece(piece: Piece, language: Language): string {
  if (typeof piece === 'string') return piece;
  if ('said' in piece) return piece.said;
  if ('turns' in piece) return piece.value < 0 ? piece.turns.down : piece.turns.up;
  const display = piece.display ?? displayOf(piece.value, piece.unit, language);
  return showNumber(piece.absolute === true ? Math.abs(piece.value) : piece.value, display);
}

/** Excel's limits: a text in a formula has at most 255 characters, a formula 8,192. */
const longestText = 255;
const longestFormula = 8192;

/**
 * The pieces as one Excel formula that says the same and stays true when the cells change; undefined when it would be longer
 * than Excel takes.
 */
export function livePieces(
  pieces: readonly Piece[],
  place: Place,
  language: Language,
  withSheet = false,
): string | undefined {
  const parts: string[] = [];
  let words = '';
  const flush = (): void => {
    for (let at = 0; at < words.length; at += longestText) parts.push(quoteText(words.slice(at, at + longestText)));
    words = '';
  };
  for (const piece of pieces) {
    if (typeof piece === 'string') {
      words += piece;
      continue;
    }
    if ('said' in piece) {
      words += piece.live;
      continue;
    }
    const formula = toFormula(piece.how, place, withSheet);
    if ('turns' in piece) {
      flush();
      parts.push(`IF(${formula}>=0,${quoteText(piece.turns.up)},${quoteText(piece.turns.down)})`);
      continue;
    }
    const display = piece.display ?? displayOf(piece.value, piece.unit, language);
    words += display.prefix;
    flush();
    const sized = piece.absolute === true ? `ABS(${formula})` : formula;
    parts.push(`TEXT(${scaled(sized, display.factor)},${quoteText(formatCode(display))})`);
    words += display.suffix;
  }
  flush();
  const formula = `=${parts.join('&')}`;
  return formula.length > longestFormula || parts.length === 0 ? undefined : formula;
}

function scaled(formula: string, factor: number): string {
  if (Math.abs(factor - 1) < 1e-12) return formula;
  const isSimple = /^[\w.$!':]+$|^\w+\([^()]*\)$/u.test(formula);
  const inner = isSimple ? formula : `(${formula})`;
  return factor < 1 ? `${inner}/${tidy(1 / factor)}` : `${inner}*${tidy(factor)}`;
}

function tidy(factor: number): string {
  return String(Number(factor.toPrecision(12)));
}
