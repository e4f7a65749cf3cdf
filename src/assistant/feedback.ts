import type { Feedback } from '../protocol/records.ts';
import { answerOf, type Turn } from './turn.ts';

/** What a person thinks of an answer, or did with it, as it is sent where they have agreed to that. */
export function feedbackOn(turn: Turn, type: 'rating' | 'insertion', value: Feedback['value']): Feedback {
  return { ...about(turn), type, value, answer: answerOf(turn), other: null };
}

/** That the draft which stands now was taken, and not the other one of the same request. */
export function choiceBetweenDrafts(turn: Turn): Feedback | undefined {
  if (!turn.otherDraft) return undefined;
  const other = answerOf({ ...turn, generation: turn.otherDraft });
  const answer = answerOf(turn);
  return other === answer ? undefined : { ...about(turn), type: 'choice', value: 'chosen', answer, other };
}

/** What the person then made of the answer, beside what was put into the document: both as the document has them. */
export function editOf(turn: Turn, applied: string, now: string): Feedback {
  return { ...about(turn), type: 'insertion', value: 'edited', answer: applied, other: now };
}

function about(turn: Turn): Pick<Feedback, 'consent' | 'model' | 'command' | 'prompt' | 'requestId'> {
  const { model, requestId, asked } = turn;
  return {
    consent: true,
    model,
    command: turn.command.id,
    prompt: asked && [...asked],
    ...(requestId !== undefined && { requestId }),
  };
}
