import { AdaptiveCard, ExecuteAction, HostConfig, OpenUrlAction, SubmitAction, type Action } from 'adaptivecards';
import { adaptiveCardType, type Attachment } from './activity.ts';
import { markdownToHtml } from './markdown.ts';

/** What a person does on a card. */
export type CardAction =
  | { readonly type: 'submit'; readonly data: unknown }
  | { readonly type: 'execute'; readonly verb: string; readonly data: unknown }
  | { readonly type: 'open'; readonly url: string };

/** Colours come from the page's own theme, by variables that follow it. */
const shade = (name: string): { readonly default: string; readonly subtle: string } => ({
  default: `var(--card-${name})`,
  subtle: `var(--card-${name}-subtle)`,
});
const foregroundColors = {
  default: shade('text'),
  accent: shade('accent'),
  good: shade('good'),
  warning: shade('warning'),
  attention: shade('attention'),
  dark: shade('text'),
  light: shade('text'),
};

const hostConfig = new HostConfig({
  fontFamily: 'inherit',
  spacing: { small: 4, default: 8, medium: 12, large: 16, extraLarge: 24, padding: 12 },
  containerStyles: {
    default: { backgroundColor: 'transparent', foregroundColors },
    emphasis: { backgroundColor: 'var(--card-emphasis)', foregroundColors },
  },
  actions: {
    maxActions: 6,
    spacing: 'default',
    buttonSpacing: 8,
    actionsOrientation: 'horizontal',
    actionAlignment: 'left',
    showCard: { actionMode: 'inline' },
  },
  supportsInteractivity: true,
});

AdaptiveCard.onProcessMarkdown = (text, result) => {
  result.outputHtml = markdownToHtml(text);
  result.didProcess = true;
};

/** An Adaptive Card as Microsoft's own renderer draws it; `null` where it is none. */
export function renderCard(json: unknown, onAction: (action: CardAction) => void): HTMLElement | null {
  const card = new AdaptiveCard();
  card.hostConfig = hostConfig;
  card.onExecuteAction = (action: Action) => {
    if (action instanceof SubmitAction) onAction({ type: 'submit', data: action.data ?? {} });
    else if (action instanceof ExecuteAction) onAction({ type: 'execute', verb: action.verb, data: action.data ?? {} });
    else if (action instanceof OpenUrlAction) onAction({ type: 'open', url: action.url ?? '' });
  };
  try {
    card.parse(json);
    return card.render() ?? null;
  } catch {
    // Teams shows a message without a card that it cannot draw.
    return null;
  }
}

/** The title and text of a hero or thumbnail card, or of an Adaptive Card that stands in a list. */
export function summaryOf(attachment: Attachment): { readonly title: string; readonly text: string } {
  const content = (attachment.content ?? {}) as {
    readonly title?: string;
    readonly text?: string;
    readonly subtitle?: string;
    readonly body?: readonly { readonly text?: string }[];
  };
  if (attachment.contentType === adaptiveCardType) {
    const [first, second] = (content.body ?? []).map(({ text }) => text ?? '').filter((text) => text !== '');
    return { title: first ?? '', text: second ?? '' };
  }
  return { title: content.title ?? '', text: content.subtitle ?? content.text ?? '' };
}
