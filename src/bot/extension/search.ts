import type { IAdaptiveCard } from '@microsoft/teams.cards';
import { z } from 'zod';
import { toAssistantError } from '../../base/errors.ts';
import { createPromptLibrary } from '../../core/model/gateway-records.ts';
import type { LibraryEntry } from '../../protocol/records.ts';
import { languageOf, type TeamsActivity } from '../activity.ts';
import { extensionCommands } from '../commands.ts';
import { explainError } from '../explain-error.ts';
import { card, text } from '../cards/elements.ts';
import { stringsFor } from '../strings.ts';
import type { BotSurroundings, Person } from '../surroundings.ts';
import { gatewayFor } from '../writer.ts';

const querySchema = z.looseObject({
  commandId: z.string().max(100),
  parameters: z
    .array(z.looseObject({ name: z.string(), value: z.unknown() }))
    .max(10)
    .optional(),
  queryOptions: z.looseObject({ skip: z.number().int().min(0), count: z.number().int().min(1).max(100) }).optional(),
});

export interface SearchAnswer {
  readonly composeExtension:
    | { readonly type: 'message'; readonly text: string }
    | { readonly type: 'result'; readonly attachmentLayout: 'list'; readonly attachments: readonly FoundPrompt[] };
}

interface FoundPrompt {
  readonly contentType: 'application/vnd.microsoft.card.adaptive';
  readonly content: IAdaptiveCard;
  readonly preview: {
    readonly contentType: 'application/vnd.microsoft.card.thumbnail';
    readonly content: { readonly title: string; readonly subtitle: string; readonly text: string };
  };
}

/** The prompts and templates that a person may use, found by words of their title or text. */
export async function searchPrompts(
  surroundings: BotSurroundings,
  activity: TeamsActivity,
  person: Person | undefined,
): Promise<SearchAnswer> {
  const strings = stringsFor(languageOf(activity));
  const say = (words: string): SearchAnswer => ({ composeExtension: { type: 'message', text: words } });
  const query = querySchema.safeParse(activity.value);
  if (!query.success || query.data.commandId !== 'prompts') return say(strings.unknownCommand);
  if (!person) return say(strings.noPerson);
  try {
    const { data } = await createPromptLibrary(gatewayFor(surroundings, person)).list();
    if (data.length === 0) return say(strings.noPrompts);
    const found = data.filter(matcherFor(wordsOf(query.data)));
    const { skip, count } = query.data.queryOptions ?? { skip: 0, count: 25 };
    const page = found.slice(skip, skip + count);
    if (found.length === 0) return say(strings.noPromptsFound);
    const scopes = { organisation: strings.organisation, personal: strings.own };
    return {
      composeExtension: {
        type: 'result',
        attachmentLayout: 'list',
        attachments: page.map((entry) => toFound(entry, scopes[entry.scope])),
      },
    };
  } catch (thrown) {
    const error = toAssistantError(thrown);
    // Where nothing is kept there is nothing to find.
    return say(error.code === 'capability-unavailable' ? strings.noPrompts : explainError(error, strings));
  }
}

const { parameter } = extensionCommands.find(({ id }) => id === 'prompts') ?? {};

function wordsOf({ parameters = [] }: z.infer<typeof querySchema>): readonly string[] {
  const value = parameters.find(({ name }) => name === parameter?.name)?.value;
  return typeof value === 'string'
    ? value
        .toLowerCase()
        .split(/\s+/)
        .filter((word) => word !== '')
        .slice(0, 20)
    : [];
}

function matcherFor(words: readonly string[]): (entry: LibraryEntry) => boolean {
  return ({ title, body }) => {
    const all = `${title}\n${body}`.toLowerCase();
    return words.every((word) => all.includes(word));
  };
}

function toFound({ title, body }: LibraryEntry, subtitle: string): FoundPrompt {
  return {
    contentType: 'application/vnd.microsoft.card.adaptive',
    content: card([
      text(title, { weight: 'Bolder' }),
      ...body.split(/\n{2,}/).map((part) => text(part.replaceAll('![', '['))),
    ]),
    preview: {
      contentType: 'application/vnd.microsoft.card.thumbnail',
      content: { title: escapeHtml(title), subtitle, text: escapeHtml(body.slice(0, 120)) },
    },
  };
}

/** Thumbnail cards take HTML. */
function escapeHtml(words: string): string {
  return words.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
}
