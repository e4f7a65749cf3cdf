import { parseValue } from 'numfmt';

const digitsOnly = /^\s*[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?\s*$/i;
/** What does not look like this is no number; reading it as one is what costs. */
const mayBeNumber = /^\s*(?:[-+($€£¥.\d]|[a-z]{3,9}[ .,-])[\s\S]*\d|^\s*\d/i;
/** As many digits of a number does Excel keep; those after them count as 0. */
const longerThanKept = /^(\s*[+-]?0*\d{15})(\d+)/;

/** The number that Excel takes a text for: `12`, `1,234.5`, `$5`, `12%`, `2024-05-01`, `12:30`; `undefined` for any other text. */
export function numberInText(text: string): number | undefined {
  if (digitsOnly.test(text)) {
    const number = Number(
      text.replace(longerThanKept, (_, kept: string, rest: string) => kept + '0'.repeat(rest.length)),
    );
    return Number.isFinite(number) ? number : undefined;
  }
  if (!mayBeNumber.test(text)) return undefined;
  const read = parseValue(text)?.v;
  return typeof read === 'number' ? read : undefined;
}
