import type { FigureKind } from '../../figure.ts';
import type { Claim } from '../claim.ts';
import type { Amount } from './operands.ts';

export function claim(kind: FigureKind, amount: Amount | undefined, en = '%', zh = '%', sign?: Claim['sign']): Claim[] {
  if (!amount || !Number.isFinite(amount.value)) return [];
  const { value, unit, how, label } = amount;
  const own = sign ?? (amount.isOutflow && amount.value < 0 ? 'free' : undefined);
  return [
    {
      kind,
      value,
      unit,
      how,
      label: { en: en.replace('%', label), zh: zh.replace('%', label) },
      ...(own && { sign: own }),
    },
  ];
}
