import type { NumberMention } from './find-numbers.ts';

/** The place value of the last digit that is not zero: 100 for 1,200. */
function trailingStep(value: number): number {
  let step = 1;
  const whole = Math.round(Math.abs(value));
  while (whole > 0 && whole % (step * 10) === 0) step *= 10;
  return step;
}

/**
 * Whether a true value rounds to what is written: within half a unit of the last digit shown. "About" takes closing zeros for
 * rounding too, but no more than a twentieth of the number; "over" and "nearly" also bind the side.
 */
export function isWithinRounding(
  mention: Pick<NumberMention, 'value' | 'step' | 'bound'>,
  truth: number,
  claimed = mention.value,
): boolean {
  const half = (mention.step / 2) * (1 + 1e-9) + Math.abs(truth) * 1e-11;
  const difference = truth - claimed;
  if (mention.bound === undefined) return Math.abs(difference) <= half;
  const factor = mention.step === 0 ? 1 : mention.step;
  const coarse = Math.max(mention.step, Math.min(trailingStep(claimed / factor) * factor, Math.abs(claimed) * 0.1));
  if (mention.bound === 'about') return Math.abs(difference) <= Math.max(half, coarse / 2);
  // "Over −5 %" said of a fall: the size is over.
  const beyond = claimed < 0 ? -difference : difference;
  return mention.bound === 'over'
    ? beyond >= -half && beyond <= coarse * 1.2
    : beyond <= half && beyond >= -coarse * 1.2;
}
