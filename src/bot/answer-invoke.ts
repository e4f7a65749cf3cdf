import { MessageActivityInput, type ActivityLike } from '@microsoft/teams.api';
import { z } from 'zod';
import type { IAdaptiveCard } from '@microsoft/teams.cards';
import { languageOf, type TeamsActivity } from './activity.ts';
import { card, text } from './cards/elements.ts';
import { feedbackForm, keepFeedback, ratedSchema, takeFeedback } from './chat/feedback.ts';
import type { Extension } from './extension/extension.ts';
import { searchPrompts } from './extension/search.ts';
import { stringsFor } from './strings.ts';
import type { BotSurroundings, Person } from './surroundings.ts';

/** A request of Teams that waits for its answer. */
export interface Invoked {
  readonly activity: TeamsActivity;
  readonly person: Person | undefined;
  readonly send: (activity: ActivityLike) => Promise<unknown>;
}

export interface InvokeTools {
  readonly surroundings: BotSurroundings;
  readonly extension: Extension;
  /** Answers a message once more. */
  readonly again: (activity: TeamsActivity, person: Person, said: string) => void;
}

interface InvokeAnswer {
  readonly status: number;
  readonly body?: unknown;
}

const actionSchema = z.looseObject({
  action: z.looseObject({ verb: z.string().max(100), data: z.unknown().optional() }),
});

/** The answer to an invoke. One that the bot does not know gets 501, as the Bot Framework has it. */
export async function answerInvoke({ activity, person, send }: Invoked, tools: InvokeTools): Promise<InvokeAnswer> {
  const { surroundings, extension } = tools;
  switch (activity.name) {
    case 'composeExtension/fetchTask':
      return { status: 200, body: await extension.open(activity, person) };
    case 'composeExtension/submitAction':
      return { status: 200, body: await extension.press(activity, person) };
    case 'composeExtension/query':
      return { status: 200, body: await searchPrompts(surroundings, activity, person) };
    case 'message/fetchTask':
      return { status: 200, body: feedbackForm(activity) };
    case 'message/submitAction': {
      const outcome = await takeFeedback(activity, person, surroundings);
      if ('ask' in outcome) await send(new MessageActivityInput().addCard('adaptive', outcome.ask));
      return { status: 200, body: {} };
    }
    case 'adaptiveCard/action':
      return { status: 200, body: toCardAnswer(await press(activity, person, tools)) };
    default:
      return { status: 501 };
  }
}

/** A button of a card in the chat; the answer takes the card's place. */
async function press(activity: TeamsActivity, person: Person | undefined, tools: InvokeTools): Promise<IAdaptiveCard> {
  const strings = stringsFor(languageOf(activity));
  const parsed = actionSchema.safeParse(activity.value);
  if (!person || !parsed.success) return card([text(person ? strings.unknownCommand : strings.noPerson)]);
  const { verb, data } = parsed.data.action;
  const again = verb === 'again' ? z.looseObject({ said: z.string().max(10_000) }).safeParse(data) : undefined;
  if (again?.success === true) {
    tools.again(activity, person, again.data.said);
    return card([text(strings.thinking)]);
  }
  if (verb === 'dropFeedback') return card([text(strings.feedbackNotKept)]);
  const rated = verb === 'keepFeedback' ? ratedSchema.safeParse(data) : undefined;
  if (rated?.success === true) {
    return card([text(await keepFeedback(rated.data, activity, person, tools.surroundings))]);
  }
  return card([text(strings.unknownCommand)]);
}

function toCardAnswer(content: IAdaptiveCard): object {
  return { statusCode: 200, type: 'application/vnd.microsoft.card.adaptive', value: content };
}
