import type { Detail } from './detail.ts';

/** A text in the signs that details are looked for in, and where those stand in the text itself. */
export interface PlainSigns {
  readonly plain: string;
  /** A detail of `plain` as one of the text. */
  readonly place: (detail: Detail) => Detail;
}

/** Full-width signs and wide spaces, of which each has one plain one. */
const wide = /[\uFF01-\uFF5E\u3000\u00A0]/g;
const digit = /\p{Nd}/u;
const space = /\p{Zs}/u;
/** Hyphens and what stands for them in numbers; a longer one parts words. */
const dash = /[\u2010-\u2013\u2212\uFE58\uFE63]/;
/** Those, but for the plain ones, and signs that nobody sees. */
const odd = new RegExp(
  '[[\\p{Nd}\\p{Zs}\\p{Cf}\\p{Default_Ignorable_Code_Point}\\u2010-\\u2013\\u2212\\uFE58\\uFE63]--[0-9 ]]',
  'gv',
);

/**
 * Full-width forms, digits of every script, dashes and spaces as the plain ones, and nothing of signs that nobody sees: a number is
 * the same with a soft hyphen in it, or with the marks that an address book puts around it.
 */
export function toPlainSigns(text: string): PlainSigns {
  const plain = text.replace(wide, (sign) =>
    sign === '\u3000' || sign === '\u00A0' ? ' ' : String.fromCharCode(sign.charCodeAt(0) - 0xfee0),
  );
  const found = Array.from(plain.matchAll(odd));
  // Nearly always, and each sign then stands where it stood.
  if (found.length === 0) return { plain, place: (detail) => detail };

  /** Where plain pieces begin in the plain text, and where the same stands in the given one. */
  const starts: number[] = [];
  const offsets: number[] = [];
  let result = '';
  let at = 0;
  function add(piece: string, from: number): void {
    if (piece === '') return;
    starts.push(result.length);
    offsets.push(from);
    result += piece;
  }
  for (const { 0: sign, index } of found) {
    add(plain.slice(at, index), at);
    add(plainFormOf(sign), index);
    at = index + sign.length;
  }
  add(plain.slice(at), at);

  const offsetOf = (place: number): number => {
    let [low, high] = [0, starts.length];
    while (low + 1 < high) {
      const middle = (low + high) >> 1;
      if ((starts[middle] ?? 0) <= place) low = middle;
      else high = middle;
    }
    return (offsets[low] ?? 0) + place - (starts[low] ?? 0);
  };
  const widthAt = (offset: number): number => ((text.codePointAt(offset) ?? 0) > 0xffff ? 2 : 1);
  return {
    plain: result,
    place({ kind, start, end }) {
      const last = offsetOf(end - 1);
      return { kind, start: offsetOf(start), end: last + widthAt(last) };
    },
  };
}

function plainFormOf(sign: string): string {
  if (digit.test(sign)) return digitOf(sign);
  if (dash.test(sign)) return '-';
  return space.test(sign) ? ' ' : '';
}

/** The ten digits of a script stand in order; mathematical ones, five tens in a row, have compatibility forms. */
function digitOf(sign: string): string {
  const form = sign.normalize('NFKC');
  if (/^[0-9]$/.test(form)) return form;
  const code = sign.codePointAt(0) ?? 0;
  let zero = code;
  while (code - zero < 9 && digit.test(String.fromCodePoint(zero - 1))) zero -= 1;
  return String(code - zero);
}
