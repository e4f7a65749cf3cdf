/** The three ways of writing numbers in Chinese that formats name: `[DBNum1]` 一二三, `[DBNum2]` 壹贰叁, `[DBNum3]` １２３. */
export type ChineseStyle = 1 | 2 | 3;

const digits: Readonly<Record<ChineseStyle, string>> = {
  1: '〇一二三四五六七八九',
  2: '零壹贰叁肆伍陆柒捌玖',
  3: '０１２３４５６７８９',
};
const units: Readonly<Record<ChineseStyle, readonly string[]>> = {
  1: ['', '十', '百', '千'],
  2: ['', '拾', '佰', '仟'],
  3: ['', '十', '百', '千'],
};
const groups = ['', '万', '亿', '万亿'];

/** Each digit of a text by itself: 二〇二四. */
export function withChineseDigits(text: string, style: ChineseStyle): string {
  return text.replace(/\d/g, (digit) => digits[style][Number(digit)] ?? digit);
}

/** The numbers in a text as they are read: 一千〇二; the digits after a point stand for themselves. */
export function withChineseNumbers(text: string, style: ChineseStyle): string {
  return text.replace(
    /(\d+)(\.\d+)?/g,
    (_, whole: string, rest = '') => numeral(whole, style) + withChineseDigits(String(rest), style),
  );
}

/** The numbers of a date: the year by its digits, all others as they are read, ten without a one before it. */
export function withChineseDate(text: string, style: ChineseStyle): string {
  return text.replace(/\d+/g, (number) => {
    if (number.length > 2) return withChineseDigits(number, style);
    const read = numeral(String(Number(number)), style);
    return Number(number) < 20 && Number(number) > 9 ? read.slice(1) : read;
  });
}

function numeral(whole: string, style: ChineseStyle): string {
  const zero = digits[style][0] ?? '';
  const size = whole.length;
  if (size > 4 * groups.length) return withChineseDigits(whole, style);
  let [read, isZeroDue, isGroupEmpty] = ['', false, true];
  for (let place = size - 1; place >= 0; place -= 1) {
    const digit = whole.charAt(size - 1 - place);
    if (digit === '0') isZeroDue = read !== '';
    else {
      read += (isZeroDue ? zero : '') + withChineseDigits(digit, style) + (units[style][place % 4] ?? '');
      [isZeroDue, isGroupEmpty] = [false, false];
    }
    if (place % 4 > 0) continue;
    if (!isGroupEmpty) [read, isZeroDue] = [read + (groups[place / 4] ?? ''), false];
    isGroupEmpty = true;
  }
  return read || zero;
}
