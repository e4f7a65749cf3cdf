import type { Precedent, SheetSelection } from '../../document/context.ts';
import { readNumber } from '../../figures/notation/number-text.ts';

type Language = 'en' | 'zh';

/** Why the active cell shows an error, as far as its formula and the cells that it reads tell; empty where they do not. */
export function whyItFails({ active }: SheetSelection, language: Language): string {
  const { error, precedents } = active;
  const isChinese = language === 'zh';
  const source = precedents.find((each) => each.error !== null);
  if (source?.error) {
    const { address, text } = source.error;
    return isChinese
      ? `原因：它引用的 ${address} 已经是 ${text}，请先修复那里。`
      : `Why: ${address}, which it reads, shows ${text} already. Repair that one first.`;
  }
  switch (error) {
    case '#DIV/0!': {
      const zero = precedents.find(isZero);
      if (isChinese) return `原因：除数为零${zero ? `（${zero.address} 为空或为 0）` : ''}。`;
      return `Why: it divides by zero${zero ? `: ${zero.address} is empty or 0` : ''}.`;
    }
    case '#VALUE!': {
      const text = precedents.find(({ cellCount, texts, isText }) => cellCount === 1 && isText && texts[0] !== '');
      if (!text) return isChinese ? '原因：某个参数的类型不对。' : 'Why: an argument is of the wrong kind.';
      return isChinese
        ? `原因：${text.address} 中的“${text.texts[0] ?? ''}”是文本，不能参与计算。`
        : `Why: “${text.texts[0] ?? ''}” in ${text.address} is text, and cannot be counted with.`;
    }
    case '#N/A':
      return isChinese ? '原因：没有找到要查找的值。' : 'Why: what it looks up is not there.';
    case '#NAME?':
      return isChinese
        ? '原因：有一个名称或函数 Excel 不认识。'
        : 'Why: Excel does not know one of its names or functions.';
    case '#REF!':
      return isChinese
        ? '原因：它引用的单元格已被删除；Excel 没有留下那是哪里。'
        : 'Why: cells that it read were deleted, and Excel keeps no trace of which.';
    case '#SPILL!':
      return isChinese
        ? '原因：结果要占用的单元格不为空，请清空它们。'
        : 'Why: cells that the result needs are not empty. Clear them.';
    case '#NUM!':
      return isChinese ? '原因：计算结果不是有效的数字。' : 'Why: the result is no number that Excel can hold.';
    default:
      return '';
  }
}

export function isZero({ cellCount, texts, isText }: Precedent): boolean {
  const [text = ''] = texts;
  return cellCount === 1 && (text === '' || (!isText && readNumber(text)?.value === 0));
}
