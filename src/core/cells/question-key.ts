import { sha256 } from '../../base/sha256.ts';
import type { CellQuestion } from './cell-question.ts';

/**
 * The name under which a question's answer is kept: the same for the same function, words and values wherever the formula stands.
 * A hash, so that the workbook keeps no second copy of what its cells say.
 */
export function keyOf(question: CellQuestion): string {
  const { instruction, inputs, labels = [], places = [] } = question;
  return sha256(JSON.stringify([1, question.function, instruction, inputs, labels, places])).slice(0, 32);
}
