/** Changes a text that comes in pieces. Held-back signs come out later, at the latest with `end`. */
export interface TextTransform {
  push(text: string): string;
  end(): string;
}

/** One after the other. */
export function chainTransforms(transforms: readonly TextTransform[]): TextTransform {
  const through = (text: string, from: number): string =>
    transforms.slice(from).reduce((current, transform) => transform.push(current), text);
  return {
    push: (text) => through(text, 0),
    end: () => transforms.reduce((rest, transform, index) => rest + through(transform.end(), index + 1), ''),
  };
}
