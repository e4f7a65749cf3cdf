import type { AnswerFilter } from '../../chat-stage.ts';

/** Changes a text that comes in pieces. Held-back signs come out later, at the latest with `end`. */
export interface TextTransform {
  push(text: string): string;
  end(): string;
}

/**
 * The texts of an answer: what is said, what is thought aloud, a refusal, the arguments of a tool call (JSON), what a tool gets
 * that takes free text, and whatever else there is.
 */
export type AnswerPart = 'content' | 'reasoning' | 'refusal' | 'arguments' | 'input' | 'other';

/** A transform for one text of the answer, asked for once when its first piece comes. */
export type TransformOf = (part: AnswerPart) => TextTransform;

/** Passes the texts of an answer in some form through transforms, whether it comes as events or whole. */
export type TextFilterOf = (transformOf: TransformOf) => AnswerFilter;

/** One after the other. */
export function chainTransforms(transforms: readonly TextTransform[]): TextTransform {
  const through = (text: string, from: number): string =>
    transforms.slice(from).reduce((current, transform) => transform.push(current), text);
  return {
    push: (text) => through(text, 0),
    end: () => transforms.reduce((rest, transform, index) => rest + through(transform.end(), index + 1), ''),
  };
}
