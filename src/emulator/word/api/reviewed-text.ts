import { HostError } from '../../richapi/object-model.ts';
import { partsOf, type Span } from '../model/story.ts';
import { reviewedText } from '../model/text-leaves.ts';

/** The text of a span without deletions (`Current`) or without insertions (`Original`). */
export function reviewedSpanText(span: Span, version: unknown): string {
  if (version !== 'Current' && version !== 'Original') {
    throw new HostError('InvalidArgument', "The version must be 'Current' or 'Original'.");
  }
  return partsOf(span)
    .map(({ paragraph, start, end }) =>
      reviewedText(paragraph, version === 'Current' ? 'current' : 'original', start, end),
    )
    .join('\r');
}
