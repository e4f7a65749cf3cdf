/** A number as a list, page or note shows it (`w:numFmt`, ECMA-376 part 1 §17.18.59). Formats we do not know count in digits. */
export function formatNumber(value: number, format: string): string {
  switch (format) {
    case 'none':
      return '';
    case 'upperRoman':
      return roman(value);
    case 'lowerRoman':
      return roman(value).toLowerCase();
    case 'upperLetter':
      return letters(value);
    case 'lowerLetter':
      return letters(value).toLowerCase();
    case 'decimalZero':
      return value < 10 ? `0${value}` : String(value);
    case 'ordinal':
      return `${value}${ordinalEnding(value)}`;
    case 'chineseCounting':
    case 'chineseCountingThousand':
    case 'japaneseCounting':
    case 'taiwaneseCounting':
    case 'taiwaneseCountingThousand':
    case 'ideographDigital':
    case 'taiwaneseDigital':
      return format.endsWith('Digital')
        ? digits(value, '〇一二三四五六七八九')
        : chinese(value, '零一二三四五六七八九', '十百千');
    case 'chineseLegalSimplified':
      return chinese(value, '零壹贰叁肆伍陆柒捌玖', '拾佰仟');
    case 'decimalFullWidth':
    case 'decimalFullWidth2':
      return digits(value, '０１２３４５６７８９');
    case 'decimalEnclosedCircle':
    case 'decimalEnclosedCircleChinese':
      return value >= 1 && value <= 20 ? String.fromCodePoint(0x2460 + value - 1) : String(value);
    case 'decimalEnclosedParen':
      return value >= 1 && value <= 20 ? String.fromCodePoint(0x2474 + value - 1) : String(value);
    case 'decimalEnclosedFullstop':
      return value >= 1 && value <= 20 ? String.fromCodePoint(0x2488 + value - 1) : String(value);
    case 'ideographEnclosedCircle':
      return value >= 1 && value <= 10 ? String.fromCodePoint(0x3280 + value - 1) : String(value);
    case 'ideographTraditional':
      return cyclic(value, '甲乙丙丁戊己庚辛壬癸');
    case 'ideographZodiac':
      return cyclic(value, '子丑寅卯辰巳午未申酉戌亥');
    default:
      return String(value);
  }
}

function roman(value: number): string {
  if (value < 1 || value > 32_767) return String(value);
  const signs = [
    [1000, 'M'],
    [900, 'CM'],
    [500, 'D'],
    [400, 'CD'],
    [100, 'C'],
    [90, 'XC'],
    [50, 'L'],
    [40, 'XL'],
    [10, 'X'],
    [9, 'IX'],
    [5, 'V'],
    [4, 'IV'],
    [1, 'I'],
  ] as const;
  let rest = value;
  return signs
    .map(([worth, sign]) => {
      const count = Math.floor(rest / worth);
      rest -= count * worth;
      return sign.repeat(count);
    })
    .join('');
}

/** A to Z, then AA, BB … as Word counts: the letter repeats. */
function letters(value: number): string {
  if (value < 1) return String(value);
  const letter = String.fromCharCode(65 + ((value - 1) % 26));
  return letter.repeat(Math.min(30, Math.floor((value - 1) / 26) + 1));
}

function ordinalEnding(value: number): string {
  const tens = value % 100;
  if (tens >= 11 && tens <= 13) return 'th';
  return { 1: 'st', 2: 'nd', 3: 'rd' }[value % 10] ?? 'th';
}

function digits(value: number, signs: string): string {
  return String(value).replace(/\d/g, (digit) => signs[Number(digit)] ?? digit);
}

function cyclic(value: number, signs: string): string {
  return value >= 1 && value <= signs.length ? (signs[value - 1] ?? '') : String(value);
}

/** Counting below ten thousand: 十, 十一, 二十, 一百零五. */
function chinese(value: number, signs: string, units: string): string {
  if (value < 0 || value > 9999) return String(value);
  if (value === 0) return signs[0] ?? '';
  let text = '';
  let pendingZero = false;
  const places = String(value).length;
  Array.from(String(value)).forEach((digit, index) => {
    const place = places - index - 1;
    if (digit === '0') {
      pendingZero = text !== '';
      return;
    }
    if (pendingZero) text += signs[0] ?? '';
    pendingZero = false;
    text += (signs[Number(digit)] ?? '') + (place > 0 ? (units[place - 1] ?? '') : '');
  });
  // Eleven is 十一, not 一十一.
  return value >= 10 && value < 20 ? text.slice(1) : text;
}
