import type { InvokeBody } from '../../teams/activity.ts';
import type { ChatMessage } from '../../teams/conversation.ts';
import { TaskDialog } from './extension.ts';
import type { TeamsStrings } from './strings.ts';

interface FeedbackEnvironment {
  readonly strings: TeamsStrings;
  readonly toast: (message: string) => void;
  readonly post: (activity: Readonly<Record<string, unknown>>) => Promise<InvokeBody | null>;
}

/** What follows a thumb: the bot's own form where it has one, and then the news of it to the bot. */
export async function askForFeedback(
  message: ChatMessage,
  reaction: 'like' | 'dislike',
  { strings, toast, post }: FeedbackEnvironment,
): Promise<void> {
  const invoke = (name: string, value: object): Promise<InvokeBody | null> =>
    post({ type: 'invoke', name, replyToId: message.id, value });
  const hand = async (feedback: unknown): Promise<void> => {
    const actionValue = { reaction, feedback: JSON.stringify(feedback) };
    await invoke('message/submitAction', { actionName: 'feedback', actionValue });
    toast(strings.thanks);
  };
  if (!message.hasFeedbackForm) return hand({ feedbackText: '' });
  const dialog = new TaskDialog(strings.feedbackQuestion, strings);
  dialog.showWorking();
  const answer = await invoke('message/fetchTask', { data: { actionName: 'feedback', actionValue: { reaction } } });
  const { title, card } = (answer?.task?.value ?? {}) as {
    readonly title?: string;
    readonly card?: { readonly content: unknown };
  };
  if (!card) {
    dialog.showText(strings.unreachable);
    return;
  }
  if (title !== undefined) dialog.setTitle(title);
  dialog.showCard(card.content, (action) => {
    if (action.type === 'open') return;
    dialog.close();
    void hand(action.data);
  });
}
