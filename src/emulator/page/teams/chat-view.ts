import type { Attachment, InvokeBody } from '../../teams/activity.ts';
import { adaptiveCardType, fileType } from '../../teams/activity.ts';
import type { AppCommand, AppManifest } from '../../teams/app-manifest.ts';
import { answerLimits, type BotConnection } from '../../teams/bot-connection.ts';
import type { CardAction } from '../../teams/cards.ts';
import { personMessage, type ChatMessage, type Conversation } from '../../teams/conversation.ts';
import type { Command } from '../controls.ts';
import { openMenu } from '../controls.ts';
import { el } from '../dom.ts';
import { ComposeBox } from './compose-box.ts';
import { cardOf, resultRow, runCommand, searchBy, type ExtensionEnvironment } from './extension.ts';
import { askForFeedback } from './feedback.ts';
import { messageView, type MessageActions } from './message-view.ts';
import type { SampleChat } from './sample-chat.ts';

export interface ChatEnvironment extends Pick<
  ExtensionEnvironment,
  'strings' | 'theme' | 'openLink' | 'openPage' | 'toast'
> {
  readonly locale: string;
  readonly chat: SampleChat;
  readonly app: AppManifest | null;
  readonly connection: BotConnection | null;
}

/** One chat: its messages, the app's commands on each, and the box to write in. */
export class ChatView {
  readonly element: HTMLElement;
  readonly compose: ComposeBox;
  readonly conversation: Conversation;
  readonly #environment: ChatEnvironment;
  readonly #list: HTMLElement;
  readonly #status: HTMLElement;
  readonly #shown = new Map<string, { readonly message: ChatMessage; readonly view: HTMLElement }>();

  constructor(conversation: Conversation, name: string, environment: ChatEnvironment) {
    this.conversation = conversation;
    this.#environment = environment;
    const { strings, app, connection } = environment;
    this.#list = el('div', {
      class: 'messages',
      attributes: { role: 'log', 'aria-label': strings.messages, tabindex: '0' },
    });
    this.#status = el('div', { class: 'status-line', attributes: { role: 'status' } });
    const offered = app && connection ? { icon: app.color, name: app.name } : null;
    this.compose = new ComposeBox(strings.writeTo(name), strings, offered, {
      send: (text, attachments) => void this.send(text, attachments),
      openApp: (opener) => this.#openApp(opener),
      // Bots get files in their own chat alone.
      attach:
        connection && conversation.conversationType === 'personal' ? (file) => void this.#attach(file) : undefined,
    });
    this.element = el(
      'section',
      { class: 'chat', attributes: { 'aria-label': name } },
      this.#list,
      this.#status,
      this.compose.element,
    );
    conversation.onChanged(() => this.#draw());
    this.#draw();
  }

  /** Posts what the person wrote; the bot gets it in its own chat, and in a group where it is named. */
  async send(text: string, attachments: readonly Attachment[] = []): Promise<void> {
    const { chat, connection, strings, app } = this.#environment;
    this.conversation.add(personMessage(chat.me, text, { attachments }));
    const mention = app ? `@${app.name}` : null;
    const isNamed = mention !== null && text.includes(mention);
    if (this.conversation.conversationType === 'groupChat' && !isNamed) return;
    const files = attachments.filter(({ contentType }) => contentType === fileType);
    if (text === '' && files.length === 0) return;
    if (!connection) {
      this.#say(strings.noConnector);
      return;
    }
    const marked =
      isNamed && this.conversation.conversationType === 'groupChat'
        ? text.replace(mention, `<at>${app?.name}</at>`)
        : text;
    const mentioned =
      marked === text
        ? {}
        : {
            entities: [
              {
                type: 'mention',
                text: `<at>${app?.name}</at>`,
                mentioned: { id: `28:${app?.botId}`, name: app?.name },
              },
            ],
          };
    await this.#post({
      type: 'message',
      text: marked,
      textFormat: 'plain',
      ...mentioned,
      ...(files.length > 0 && { attachments: files }),
    });
  }

  /** Tells the bot that the person has added it, which it greets. */
  async install(): Promise<void> {
    await this.#post({ type: 'installationUpdate', action: 'add' });
  }

  async #post(activity: Readonly<Record<string, unknown>>): Promise<InvokeBody | null> {
    const { connection, strings } = this.#environment;
    if (!connection) return null;
    this.#say('');
    const answer = await connection.send(this.conversation, activity, answerLimits.otherMs);
    if (!answer || answer.status === 504) this.#say(strings.unreachable);
    else if (answer.status >= 400) this.#say(strings.noBot(answer.status));
    return answer?.body ?? null;
  }

  async #attach(file: File): Promise<void> {
    const { connection, strings } = this.#environment;
    const attachment = (await connection?.upload(file)) ?? null;
    if (attachment) this.compose.addCard(attachment);
    else this.#say(strings.fileNotTaken);
  }

  #say(text: string): void {
    this.#status.textContent = text;
  }

  /** Draws what has changed: a card that somebody fills in stays as it is while others come. */
  #draw(): void {
    const list = this.#list;
    const isAtEnd = list.scrollHeight - list.scrollTop - list.clientHeight < 80;
    const { messages } = this.conversation;
    for (const [id, { view }] of this.#shown) {
      if (messages.some((message) => message.id === id)) continue;
      view.remove();
      this.#shown.delete(id);
    }
    for (const message of messages) {
      const shown = this.#shown.get(message.id);
      if (shown?.message === message) continue;
      const { strings, locale, chat } = this.#environment;
      const view = messageView(message, {
        strings,
        locale,
        isMine: message.from.id === chat.me.id,
        actions: this.#actions,
      });
      if (shown) shown.view.replaceWith(view);
      else list.append(view);
      this.#shown.set(message.id, { message, view });
    }
    const { isTyping } = this.conversation;
    if (isTyping)
      this.#say(this.#environment.strings.typing(this.#environment.app?.name ?? this.#environment.strings.bot));
    else if (this.#status.textContent.endsWith('…') || this.#status.textContent.endsWith('……')) this.#say('');
    if (isAtEnd) list.scrollTop = list.scrollHeight;
  }

  readonly #actions: MessageActions = {
    openMenu: (message, opener) => {
      const { strings, app, connection } = this.#environment;
      const own: Command = {
        label: strings.copyText,
        run: () => void navigator.clipboard.writeText(message.text).catch(() => undefined),
      };
      const offered = connection
        ? (app?.commands ?? []).filter(({ contexts, type }) => type === 'action' && contexts.includes('message'))
        : [];
      const commands = offered.map((command): Command => ({
        label: command.title,
        hint: command.description,
        run: () => this.#run(command, 'message', message),
      }));
      const { left, top, bottom } = opener.getBoundingClientRect();
      openMenu(opener, strings.more, commands.length > 0 ? [...commands, 'separator', own] : [own], {
        left,
        top,
        bottom,
      });
    },
    onCard: (message, action) => void this.#onCard(message, action),
    onSuggestion: (value) => void this.send(String(value)),
    onFeedback: (message, reaction) => {
      const { strings, toast } = this.#environment;
      const post = (activity: Readonly<Record<string, unknown>>): Promise<InvokeBody | null> => this.#post(activity);
      void askForFeedback(message, reaction, { strings, toast, post });
    },
  };

  async #onCard(message: ChatMessage, action: CardAction): Promise<void> {
    if (action.type === 'open') {
      this.#environment.openLink(action.url);
      return;
    }
    if (action.type === 'execute') {
      const value = { action: { type: 'Action.Execute', verb: action.verb, data: action.data }, trigger: 'manual' };
      const body = await this.#post({ type: 'invoke', name: 'adaptiveCard/action', replyToId: message.id, value });
      if (body?.type === adaptiveCardType) {
        this.conversation.replaceCard(message.id, { contentType: adaptiveCardType, content: body.value });
      } else if (typeof body?.value === 'string') this.#environment.toast(body.value);
      return;
    }
    const { msteams, ...data } = action.data as {
      readonly msteams?: { readonly type?: string; readonly value?: unknown; readonly text?: string };
    };
    if (msteams?.type === 'imBack') await this.send(typeof msteams.value === 'string' ? msteams.value : '');
    else if (msteams?.type === 'messageBack')
      await this.#post({
        type: 'message',
        text: msteams.text ?? '',
        value: msteams.value ?? data,
        replyToId: message.id,
      });
    else await this.#post({ type: 'message', value: data, replyToId: message.id });
  }

  #extension(): ExtensionEnvironment | null {
    const { connection, strings, theme, openLink, openPage, toast } = this.#environment;
    if (!connection) return null;
    const insert = (attachment: Attachment): void => this.compose.addCard(attachment);
    return { connection, strings, theme, openLink, openPage, toast, conversation: this.conversation, insert };
  }

  #run(command: AppCommand, context: 'message' | 'compose', message?: ChatMessage): void {
    const environment = this.#extension();
    if (environment) void runCommand({ command, context, environment, ...(message && { message }) });
  }

  /** The app's panel at the box: its actions, and its search. */
  #openApp(opener: HTMLElement): void {
    const { strings, app } = this.#environment;
    const environment = this.#extension();
    const open = document.querySelector('.app-panel');
    open?.remove();
    if (open || !app || !environment) return;
    const offered = app.commands.filter(({ contexts }) => contexts.includes('compose'));
    const panel = el('div', { class: 'app-panel', attributes: { role: 'dialog', 'aria-label': app.name } });
    const close = (): void => {
      panel.remove();
      opener.focus();
    };
    panel.addEventListener('keydown', ({ key }) => {
      if (key === 'Escape') close();
    });
    const query = offered.find(({ type }) => type === 'query');
    if (query) panel.append(this.#search(query, environment, close));
    for (const command of offered.filter(({ type }) => type === 'action')) {
      const button = el(
        'button',
        { class: 'result', attributes: { type: 'button' } },
        el('strong', {}, command.title),
        el('span', {}, command.description),
      );
      button.addEventListener('click', () => {
        close();
        this.#run(command, 'compose');
      });
      panel.append(button);
    }
    this.compose.element.append(panel);
    panel.querySelector<HTMLElement>('input, button')?.focus();
    panel.setAttribute('aria-description', strings.appOptions);
  }

  #search(command: AppCommand, environment: ExtensionEnvironment, close: () => void): HTMLElement {
    const { strings } = environment;
    const label = command.parameters[0]?.title ?? strings.search;
    const box = el('input', {
      class: 'field',
      attributes: { type: 'search', 'aria-label': label, placeholder: `${command.title}: ${label}` },
    });
    const found = el('div', { class: 'found', attributes: { role: 'status' } });
    let asked = 0;
    const search = async (): Promise<void> => {
      asked += 1;
      const mine = asked;
      found.textContent = strings.searching;
      const results = await searchBy(command, box.value.trim(), environment);
      if (mine !== asked) return;
      if (!results) found.textContent = strings.unreachable;
      else if (results.length === 0) found.textContent = strings.noResults;
      else {
        const rows = results.map((result) =>
          resultRow(result, () => {
            close();
            environment.insert(cardOf(result));
          }),
        );
        found.replaceChildren(...rows);
      }
    };
    let timer = 0;
    box.addEventListener('input', () => {
      clearTimeout(timer);
      timer = window.setTimeout(() => void search(), 300);
    });
    if (command.initialRun) void search();
    return el('div', { class: 'search' }, box, found);
  }
}
