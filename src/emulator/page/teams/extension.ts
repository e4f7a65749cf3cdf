import { adaptiveCardType, type Attachment, type InvokeBody } from '../../teams/activity.ts';
import type { AppCommand } from '../../teams/app-manifest.ts';
import { answerLimits, type BotAnswer, type BotConnection } from '../../teams/bot-connection.ts';
import { renderCard, summaryOf, type CardAction } from '../../teams/cards.ts';
import type { ChatMessage, Conversation } from '../../teams/conversation.ts';
import { markdownToHtml } from '../../teams/markdown.ts';
import { el } from '../dom.ts';
import { openModal, type Modal } from '../modal.ts';
import type { TeamsStrings } from './strings.ts';

export interface ExtensionEnvironment {
  readonly strings: TeamsStrings;
  readonly theme: () => string;
  readonly connection: BotConnection;
  readonly conversation: Conversation;
  readonly insert: (attachment: Attachment) => void;
  /** Opens a page in a dialog; `onResult` gets what it hands in. */
  readonly openPage: (
    request: { readonly title: string; readonly url: string },
    onResult: (result: unknown) => void,
  ) => void;
  readonly openLink: (url: string) => void;
  readonly toast: (message: string) => void;
}

interface Invocation {
  readonly command: AppCommand;
  readonly context: 'message' | 'compose' | 'commandBox';
  readonly message?: ChatMessage;
  /** What stands in the compose box: Teams does not hand it over, the person pastes it. */
  readonly environment: ExtensionEnvironment;
}

interface TaskValue {
  readonly title?: string;
  readonly card?: Attachment;
  readonly url?: string;
}

/** Runs an action command of a message extension: asks the bot for its dialog, shows it, and hands in what the person does there. */
export async function runCommand(invocation: Invocation): Promise<void> {
  const { command, environment } = invocation;
  const { strings } = environment;
  const dialog = new TaskDialog(command.title, strings);
  dialog.showWorking();
  await follow(invocation, dialog, await invoke(invocation, 'composeExtension/fetchTask', {}));
}

async function invoke(
  { command, context, message, environment }: Invocation,
  name: string,
  more: object,
): Promise<BotAnswer | null> {
  const value = {
    commandId: command.id,
    commandContext: context,
    context: { theme: environment.theme() },
    ...(message && { messagePayload: payloadOf(message) }),
    ...more,
  };
  const activity = {
    type: 'invoke',
    name,
    value,
    channelData: { source: { name: context === 'message' ? 'message' : 'compose' } },
  };
  return environment.connection.send(environment.conversation, activity, answerLimits.extensionMs);
}

/** A message as Teams hands it to an extension: its text is HTML. */
function payloadOf(message: ChatMessage): object {
  const content = message.format === 'markdown' ? markdownToHtml(message.text) : textToHtml(message.text);
  return {
    id: message.id,
    createdDateTime: message.at.toISOString(),
    lastModifiedDateTime: null,
    deleted: false,
    importance: 'normal',
    locale: document.documentElement.lang,
    linkToMessage: `https://teams.microsoft.com/l/message/${message.id}`,
    from: message.isBot
      ? { application: { id: message.from.id, displayName: message.from.name, applicationIdentityType: 'bot' } }
      : { user: { userIdentityType: 'aadUser', id: message.from.aadObjectId, displayName: message.from.name } },
    body: { contentType: 'html', content },
    attachments: message.attachments.map(({ contentType, content: card }, at) => ({
      id: String(at),
      contentType,
      content: JSON.stringify(card),
    })),
    mentions: [],
    reactions: [],
  };
}

function textToHtml(text: string): string {
  const holder = document.createElement('p');
  holder.textContent = text;
  return holder.outerHTML.replaceAll('\n', '<br>');
}

async function follow(invocation: Invocation, dialog: TaskDialog, answer: BotAnswer | null): Promise<void> {
  const { environment } = invocation;
  const { strings } = environment;
  if (!answer || answer.status >= 400) {
    dialog.showText(answer && answer.status !== 504 ? strings.noBot(answer.status) : strings.unreachable);
    return;
  }
  const { task, composeExtension } = answer.body ?? {};
  const submit = async (more: object): Promise<void> => {
    dialog.showWorking();
    await follow(invocation, dialog, await invoke(invocation, 'composeExtension/submitAction', more));
  };
  if (task?.type === 'message') {
    dialog.showText(typeof task.value === 'string' ? task.value : '');
    return;
  }
  if (task?.type === 'continue') {
    const { title, card, url } = (task.value ?? {}) as TaskValue;
    if (title) dialog.setTitle(title);
    if (card) {
      dialog.showCard(card.content, (action) => {
        if (action.type === 'open') environment.openLink(action.url);
        else void submit({ data: action.data });
      });
      return;
    }
    if (url) {
      dialog.close();
      environment.openPage({ title: title ?? invocation.command.title, url }, (data) => {
        if (data !== undefined) void submit({ data });
      });
      return;
    }
  }
  if (composeExtension) showResult(composeExtension, environment, dialog, submit);
  // Without anything to show, Teams closes the dialog.
  else dialog.close();
}

function showResult(
  result: NonNullable<InvokeBody['composeExtension']>,
  { insert, toast, strings }: ExtensionEnvironment,
  dialog: TaskDialog,
  submit: (more: object) => Promise<void>,
): void {
  switch (result.type) {
    case 'result':
      dialog.close();
      for (const attachment of result.attachments ?? []) insert(attachment);
      return;
    case 'message':
      return dialog.showText(result.text ?? '');
    case 'botMessagePreview': {
      const preview = result.activityPreview;
      const answer = (action: 'edit' | 'send') => () =>
        void submit({ botMessagePreviewAction: action, botActivityPreview: [preview] });
      return dialog.showPreview(preview?.attachments?.[0]?.content, answer('edit'), answer('send'));
    }
    case 'auth':
    case 'config':
      dialog.close();
      toast(strings.notEmulated);
  }
}

/** Searches by a query command and gives what was found; `null` where the app cannot be reached. */
export async function searchBy(
  command: AppCommand,
  text: string,
  environment: ExtensionEnvironment,
): Promise<readonly Attachment[] | null> {
  const [parameter] = command.parameters;
  // At first Teams asks without words, by a parameter of its own.
  const parameters =
    text === '' && command.initialRun
      ? [{ name: 'initialRun', value: 'true' }]
      : [{ name: parameter?.name ?? '', value: text }];
  const value = { commandId: command.id, parameters, queryOptions: { skip: 0, count: 25 } };
  const activity = { type: 'invoke', name: 'composeExtension/query', value };
  const answer = await environment.connection.send(environment.conversation, activity, answerLimits.extensionMs);
  if (!answer || answer.status >= 400) return null;
  return answer.body?.composeExtension?.attachments ?? [];
}

/** One row of what was found. */
export function resultRow(attachment: Attachment, onPick: () => void): HTMLElement {
  const { title, text } = summaryOf(attachment.preview ?? attachment);
  const row = el(
    'button',
    { class: 'result', attributes: { type: 'button' } },
    el('strong', {}, title),
    el('span', {}, text),
  );
  row.addEventListener('click', onPick);
  return row;
}

/** What of a result goes into the message: the card without what stands for it in the list. */
export function cardOf({ contentType, content }: Attachment): Attachment {
  return { contentType: contentType === '' ? adaptiveCardType : contentType, content };
}

/** The dialog of a bot: what it shows, one after the other. */
export class TaskDialog {
  readonly #modal: Modal;
  readonly #content = el('div', { class: 'task' });
  readonly #strings: TeamsStrings;

  constructor(title: string, strings: TeamsStrings) {
    this.#strings = strings;
    this.#modal = openModal({ title, closeLabel: strings.close, content: [this.#content] });
    this.#modal.element.classList.add('task-dialog');
  }

  close(): void {
    this.#modal.close();
  }

  setTitle(title: string): void {
    const heading = this.#modal.element.querySelector('h2');
    if (heading) heading.textContent = title;
  }

  showWorking(): void {
    const label = el('p', { attributes: { role: 'status' } }, this.#strings.working);
    this.#content.replaceChildren(el('div', { class: 'spinner' }), label);
  }

  showText(text: string): void {
    const element = el('div', { class: 'text', attributes: { role: 'status' } });
    element.innerHTML = markdownToHtml(text);
    this.#content.replaceChildren(element);
  }

  showCard(card: unknown, onAction: (action: CardAction) => void): void {
    const rendered = renderCard(card, onAction);
    if (!rendered) return this.showText(this.#strings.unreachable);
    this.#content.replaceChildren(el('div', { class: 'app-card bare' }, rendered));
    this.#content.querySelector<HTMLElement>('textarea, input, select, button')?.focus();
  }

  showPreview(card: unknown, onEdit: () => void, onSend: () => void): void {
    this.showCard(card, () => undefined);
    const button = (label: string, name: string, run: () => void): HTMLElement =>
      el('button', { class: `control ${name}`, attributes: { type: 'button' }, on: { click: run } }, label);
    const { edit, send } = this.#strings;
    this.#content.append(el('div', { class: 'actions' }, button(edit, '', onEdit), button(send, 'primary', onSend)));
  }
}
