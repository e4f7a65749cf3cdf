import { z } from 'zod';
import type { IAdaptiveCard } from '@microsoft/teams.cards';
import { toAssistantError } from '../../base/errors.ts';
import { sendFeedback } from '../../core/model/gateway-records.ts';
import { languageOf, type TeamsActivity } from '../activity.ts';
import { card, execute, field, submit, text, toggle } from '../cards/elements.ts';
import { explainError } from '../explain-error.ts';
import { stringsFor, type Strings } from '../strings.ts';
import type { BotSurroundings, Person } from '../surroundings.ts';
import { gatewayFor } from '../writer.ts';

const reactionSchema = z.enum(['like', 'dislike']);
type Reaction = z.infer<typeof reactionSchema>;

const fetchSchema = z.looseObject({
  data: z.looseObject({ actionValue: z.looseObject({ reaction: reactionSchema }) }),
});

const submitSchema = z.looseObject({
  actionValue: z.looseObject({ reaction: reactionSchema, feedback: z.unknown() }),
});

/** What the form of ours gives back, and what Teams' own does. */
const formSchema = z.looseObject({
  consent: z.union([z.string(), z.boolean()]).optional(),
  remark: z.string().max(4_000).optional(),
  feedbackText: z.string().max(4_000).optional(),
});

/** The form behind the thumbs of an answer: nothing is kept unless the person says so in it. */
export function feedbackForm(activity: TeamsActivity): object {
  const strings = stringsFor(languageOf(activity));
  const reaction = fetchSchema.safeParse(activity.value).data?.data.actionValue.reaction ?? 'like';
  const form = card(
    [field('remark', strings.feedbackWhat, { maxLength: 2_000 }), toggle('consent', strings.feedbackConsent)],
    [submit(strings.feedbackSend, { reaction })],
  );
  return {
    task: {
      type: 'continue',
      value: {
        title: strings.feedbackTitle,
        width: 'small',
        height: 'small',
        card: { contentType: 'application/vnd.microsoft.card.adaptive', content: form },
      },
    },
  };
}

/** What became of a rating: kept, or to be asked about first. */
export type FeedbackOutcome = { readonly say: string } | { readonly ask: IAdaptiveCard };

/**
 * A rating was given. With consent the question and the answer go into the learning loop; Teams' own form asks for none, so
 * there the person is asked by a card.
 */
export async function takeFeedback(
  activity: TeamsActivity,
  person: Person | undefined,
  surroundings: BotSurroundings,
): Promise<FeedbackOutcome> {
  const strings = stringsFor(languageOf(activity));
  const parsed = submitSchema.safeParse(activity.value);
  if (!parsed.success || !person || activity.replyToId === undefined) return { say: strings.feedbackThanks };
  const { reaction, feedback } = parsed.data.actionValue;
  const form = formSchema.safeParse(typeof feedback === 'string' ? parseJson(feedback) : feedback).data ?? {};
  if (form.consent === undefined) return { ask: consentCard(reaction, activity.replyToId, strings) };
  if (form.consent !== true && form.consent !== 'true') return { say: strings.feedbackNotKept };
  const rated = { reaction, message: activity.replyToId, remark: form.remark ?? '' };
  return { say: await keepFeedback(rated, activity, person, surroundings) };
}

function consentCard(reaction: Reaction, message: string, strings: Strings): IAdaptiveCard {
  return card(
    [text(strings.feedbackAsk)],
    [execute(strings.feedbackYes, 'keepFeedback', { reaction, message }), execute(strings.feedbackNo, 'dropFeedback')],
  );
}

/** What a rating is of. */
export const ratedSchema = z.looseObject({
  reaction: reactionSchema,
  message: z.string().max(500),
  remark: z.string().max(4_000).default(''),
});

/** Sends a rating that the person agreed to; resolves with what to say to them. */
export async function keepFeedback(
  { reaction, message, remark }: z.infer<typeof ratedSchema>,
  activity: TeamsActivity,
  person: Person,
  surroundings: BotSurroundings,
): Promise<string> {
  const strings = stringsFor(languageOf(activity));
  const turns = await surroundings.conversations.recall(activity.conversation.id);
  // In a group, only who asked may give away what they asked.
  const turn = turns.find((candidate) => candidate.message === message && candidate.person === person.id);
  if (!turn) return strings.feedbackGone;
  try {
    await sendFeedback(
      {
        consent: true,
        type: 'rating',
        model: turn.model,
        command: turn.command,
        value: reaction === 'like' ? 'up' : 'down',
        prompt: [{ role: 'user', content: turn.asked }],
        answer: turn.answered,
        other: remark === '' ? null : remark,
      },
      gatewayFor(surroundings, person),
    );
    return strings.feedbackKept;
  } catch (thrown) {
    const error = toAssistantError(thrown);
    return error.code === 'capability-unavailable' ? strings.feedbackNotKept : explainError(error, strings);
  }
}

function parseJson(words: string): unknown {
  try {
    return JSON.parse(words) as unknown;
  } catch {
    return { feedbackText: words };
  }
}
