/** Numbers as they are said in a sentence, and the number formats that make Excel say them so. */

import type { Unit } from './notation/unit.ts';

export type Language = 'en' | 'zh';

/** How a value is shown: the cell's number times `factor`, with so many decimals, between prefix and suffix. */
export interface Display {
  readonly factor: number;
  readonly decimals: number;
  readonly grouped: boolean;
  readonly prefix: string;
  readonly suffix: string;
}

const signs: Readonly<Record<string, string>> = { HKD: 'HK$', JPY: 'JP¥', CHF: 'CHF ' };
const hanNames: Readonly<Record<string, string>> = {
  $: '美元',
  '€': '欧元',
  '£': '英镑',
  '¥': '元',
  '￥': '元',
  HKD: '港元',
  JPY: '日元',
  CHF: '瑞士法郎',
};

/** Chooses decimals and the scale word for a number of a cell under its unit. */
export function displayOf(value: number, unit: Unit, language: Language): Display {
  if (unit.kind === 'percent') {
    return { factor: unit.scale * 100, decimals: 1, grouped: false, prefix: '', suffix: '%' };
  }
  const size = Math.abs(value * unit.scale);
  const steps =
    language === 'zh'
      ? ([
          [1e8, '亿'],
          [1e4, '万'],
        ] as const)
      : ([
          [1e9, ' billion'],
          [1e6, ' million'],
        ] as const);
  const step = size >= (language === 'zh' ? 1e5 : 1e6) ? steps.find(([least]) => size >= least) : undefined;
  const shown = size / (step?.[0] ?? 1);
  const isWhole = Math.abs(shown - Math.round(shown)) < 1e-9;
  const decimals = isWhole ? 0 : step ? (shown < 100 ? 2 : 1) : shown >= 1000 ? 0 : shown >= 10 ? 1 : 2;
  const currency = unit.kind === 'currency' ? (unit.currency ?? '') : '';
  const name = unit.name === undefined ? '' : language === 'zh' ? unit.name : ` ${unit.name}`;
  const after = language === 'zh' && currency !== '' ? (hanNames[currency] ?? currency) : name;
  return {
    factor: unit.scale / (step?.[0] ?? 1),
    decimals,
    grouped: shown >= 1000,
    prefix: language === 'en' ? (signs[currency] ?? currency) : '',
    suffix: `${step?.[1] ?? ''}${after}`,
  };
}

export function showNumber(value: number, { factor, decimals, grouped, prefix, suffix }: Display): string {
  const rounded = roundTo(value * factor, decimals);
  const text = Math.abs(rounded).toFixed(decimals);
  const digits = grouped ? text.replace(/\B(?=(?:\d{3})+(?!\d))/gu, ',') : text;
  return `${rounded < 0 ? '-' : ''}${prefix}${digits}${suffix}`;
}

/** Rounds half away from zero, as Excel's TEXT does, on the decimal digits that people see (1.005 is 1.01). */
export function roundTo(value: number, decimals: number): number {
  const scaled = Math.abs(value) * 10 ** decimals;
  const rounded = Math.round(scaled * (1 + Number.EPSILON * 4));
  return (Math.sign(value) * rounded) / 10 ** decimals;
}

export function showValue(value: number, unit: Unit, language: Language): string {
  return showNumber(value, displayOf(value, unit, language));
}

/** The number format that shows a display's digits in TEXT. */
export function formatCode({ decimals, grouped }: Pick<Display, 'decimals' | 'grouped'>): string {
  return (grouped ? '#,##0' : '0') + (decimals > 0 ? `.${'0'.repeat(decimals)}` : '');
}
