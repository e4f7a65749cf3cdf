import type {
  IAdaptiveCard,
  IChoiceSetInput,
  IExecuteAction,
  ISubmitAction,
  ITextBlock,
  ITextInput,
  IToggleInput,
} from '@microsoft/teams.cards';

/** Version 1.5 is what all clients of Teams show. */
export function card(
  body: NonNullable<IAdaptiveCard['body']>,
  actions: NonNullable<IAdaptiveCard['actions']> = [],
): IAdaptiveCard {
  return {
    type: 'AdaptiveCard',
    $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
    version: '1.5',
    body,
    ...(actions.length > 0 && { actions }),
  };
}

export function text(words: string, more: Partial<ITextBlock> = {}): ITextBlock {
  return { type: 'TextBlock', text: words, wrap: true, ...more };
}

export function title(words: string): ITextBlock {
  return text(words, { weight: 'Bolder', size: 'Medium' });
}

export function note(words: string): ITextBlock {
  return text(words, { isSubtle: true, size: 'Small' });
}

export function field(id: string, label: string, more: Partial<ITextInput> = {}): ITextInput {
  return { type: 'Input.Text', id, label, isMultiline: true, ...more };
}

export function choice(
  id: string,
  label: string,
  choices: readonly { readonly id: string; readonly title: string }[],
  value: string,
): IChoiceSetInput {
  return {
    type: 'Input.ChoiceSet',
    id,
    label,
    value,
    choices: choices.map((option) => ({ title: option.title, value: option.id })),
  };
}

export function toggle(id: string, label: string): IToggleInput {
  return { type: 'Input.Toggle', id, title: label, value: 'false', wrap: true };
}

/** A button of a dialog: what it carries comes back beside what was typed. */
export function submit(words: string, data: object, more: Partial<ISubmitAction> = {}): ISubmitAction {
  return { type: 'Action.Submit', title: words, data: { ...data }, ...more };
}

/** A button of a card in the chat, whose answer may take the card's place. */
export function execute(words: string, verb: string, data: object = {}): IExecuteAction {
  return { type: 'Action.Execute', title: words, verb, data: { ...data } };
}

/** Words that somebody else wrote, for a place where Markdown counts: shown as they are. */
export function literal(words: string): string {
  return words.replace(/[\\`*_[\]()#<>~|!-]/g, '\\$&');
}
