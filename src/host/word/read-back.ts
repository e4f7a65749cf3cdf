import type { ReadBack } from '../../core/edits/read-back.ts';
import type { Applied } from './apply-plan.ts';

/** What stands now where an apply wrote. */
export async function readBack(
  context: Word.RequestContext,
  { range, accepted }: Applied,
  tracksChanges: boolean,
): Promise<ReadBack> {
  // Paragraphs as a whole: what is typed at either end of a range may be in it or not.
  const { paragraphs } = range;
  const whole = paragraphs.getFirst().getRange('Whole').expandTo(paragraphs.getLast().getRange('Whole'));
  whole.load('text');
  // Accepting or showing tracked changes is no edit of the person's.
  const reviewed = tracksChanges ? whole.getReviewedText(Word.ChangeTrackingVersion.current) : undefined;
  await context.sync();
  return { applied: accepted, now: reviewed?.value ?? whole.text };
}
