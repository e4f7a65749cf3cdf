import type { ChosenPerson, DialogRequest, OpenDialog, TeamsTheme } from '../../teams/app-frame.ts';
import { fetchAppManifest, type AppManifest } from '../../teams/app-manifest.ts';
import { BotConnection } from '../../teams/bot-connection.ts';
import { renderCard } from '../../teams/cards.ts';
import { Conversation, personMessage } from '../../teams/conversation.ts';
import { readDeepLink } from '../../teams/deep-link.ts';
import { el, icon } from '../dom.ts';
import { openModal } from '../modal.ts';
import { ChatView, type ChatEnvironment } from './chat-view.ts';
import { avatar } from './message-view.ts';
import { chooseChat, choosePeople } from './pickers.ts';
import { sampleChat, tenantId, type SampleChat } from './sample-chat.ts';
import { teamsStrings, type TeamsStrings } from './strings.ts';
import { TabView } from './tab-view.ts';

export interface TeamsQuery {
  readonly locale: string;
  readonly theme: TeamsTheme;
  readonly manifestUrl: string;
  /** Capabilities that this Teams lacks. */
  readonly without: readonly string[];
  readonly subPageId: string | null;
  /** What a page gets as the token of the person; `null` where the person would have to consent first. */
  readonly token: string | null;
}

const themes: readonly TeamsTheme[] = ['default', 'dark', 'contrast'];

interface Place {
  readonly name: string;
  readonly view: ChatView | TabView;
  readonly button: HTMLElement;
}

/** The page: a rail, the chats, and what is open of them. */
export class TeamsApp {
  readonly #root: HTMLElement;
  readonly #query: TeamsQuery;
  readonly #strings: TeamsStrings;
  readonly #chat: SampleChat;
  readonly #unknown: string[] = [];
  readonly #main = el('div', { class: 'teams-main' });
  readonly #title = el('h1', {});
  readonly #list = el('ul', { class: 'chat-list' });
  readonly #places: Place[] = [];
  #theme: TeamsTheme;
  #app: AppManifest | null = null;
  #connection: BotConnection | null = null;
  #subPageId: string | null;
  #open: Place | null = null;
  #toastTimer = 0;

  constructor(root: HTMLElement, query: TeamsQuery) {
    this.#root = root;
    this.#query = query;
    this.#theme = query.theme;
    this.#subPageId = query.subPageId;
    this.#strings = teamsStrings(query.locale);
    this.#chat = sampleChat(query.locale);
    document.documentElement.lang = query.locale;
    document.title = this.#strings.title;
    this.#applyTheme();
  }

  /** Names of functions that a page asked for and that are not emulated. */
  get unknownFunctions(): readonly string[] {
    return this.#unknown;
  }

  async start(): Promise<void> {
    const { locale, manifestUrl } = this.#query;
    this.#app = await fetchAppManifest(manifestUrl, locale);
    this.#build();
    const app = this.#app;
    const bot = { id: `28:${app?.botId ?? ''}`, name: app?.name ?? this.#strings.bot };
    const group = new Conversation('19:launch@thread.v2', 'groupChat', bot, this.#chat.group.messages);
    const personal = new Conversation('a:personal', 'personal', bot);
    if (app?.botId) {
      const facts = { person: this.#chat.me, people: this.#chat.people, bot, tenantId, locale };
      this.#connection = await BotConnection.open(facts, (event) => {
        for (const conversation of [group, personal])
          if (conversation.id === event.conversationId) conversation.take(event);
      });
    }
    this.#addChat(this.#chat.group.name, group, false);
    if (app?.botId) void this.#addChat(app.name, personal, true).install();
    for (const tab of app?.tabs ?? []) {
      this.#add(
        tab.name,
        new TabView(tab, this.#strings, this.#theme, this.#services()),
        el('img', { attributes: { src: app?.color ?? '', alt: '', width: '28', height: '28' } }),
      );
    }
    const first = this.#places.find(({ view }) => view instanceof TabView) ?? this.#places[0];
    if (first) this.#show(first);
    if (!app) this.toast(this.#strings.noApp(manifestUrl));
  }

  toast(message: string): void {
    this.#root.querySelector('.toast')?.remove();
    const toast = el('div', { class: 'toast', attributes: { role: 'status' } }, message);
    this.#root.append(toast);
    clearTimeout(this.#toastTimer);
    this.#toastTimer = window.setTimeout(() => toast.remove(), 6000);
  }

  setTheme(theme: TeamsTheme): void {
    this.#theme = theme;
    this.#applyTheme();
    for (const { view } of this.#places) if (view instanceof TabView) view.setTheme(theme);
  }

  /** What this Teams' own links lead to; `false` for any other. */
  openLink(url: string): boolean {
    const link = readDeepLink(url);
    if (link?.type === 'chat') {
      this.#openChat(link.users, link.message);
      return true;
    }
    if (link?.type === 'tab') {
      const place = this.#places.find(({ view }) => view instanceof TabView);
      if (!place || (link.appId !== this.#app?.id && link.appId !== '')) return false;
      this.#subPageId = link.subPageId;
      if (place.view instanceof TabView) place.view.load();
      this.#show(place);
      return true;
    }
    if (!/^https?:\/\//.test(url)) return false;
    window.open(url, '_blank', 'noopener,noreferrer');
    return true;
  }

  #build(): void {
    const { theme, themeNames, language, about, title, chats } = this.#strings;
    const select = el(
      'select',
      { class: 'field', attributes: { 'aria-label': theme } },
      ...themes.map((name) => el('option', { attributes: { value: name } }, themeNames[name])),
    );
    select.value = this.#theme;
    select.addEventListener('change', () => this.setTheme(select.value as TeamsTheme));
    const other = new URL(location.href);
    other.searchParams.set('locale', this.#query.locale.startsWith('zh') ? 'en-US' : 'zh-CN');
    const link = el('a', { class: 'control', attributes: { href: other.href } }, language);
    const info = el(
      'button',
      {
        class: 'control icon',
        attributes: { type: 'button', 'aria-label': about, title: about },
        on: { click: () => this.#showAbout() },
      },
      icon('info'),
    );
    this.#root.replaceChildren(
      el(
        'div',
        { class: 'teams' },
        el('header', { class: 'teams-bar' }, el('span', { class: 'teams-name' }, title), select, link, info),
        el('nav', { class: 'teams-side', attributes: { 'aria-label': chats } }, this.#list),
        el('main', { class: 'teams-content' }, el('div', { class: 'teams-title' }, this.#title), this.#main),
      ),
    );
  }

  #addChat(name: string, conversation: Conversation, isBot: boolean): ChatView {
    const { locale } = this.#query;
    const environment: ChatEnvironment = {
      strings: this.#strings,
      locale,
      chat: this.#chat,
      app: this.#app,
      connection: this.#connection,
      theme: () => this.#theme,
      openLink: (url) => {
        if (!this.openLink(url)) this.toast(this.#strings.notEmulated);
      },
      openPage: ({ title, url }, onResult) => void this.#openDialog({ title, url }, onResult),
      toast: (message) => this.toast(message),
    };
    const view = new ChatView(conversation, name, environment);
    this.#add(name, view, avatar(name, isBot));
    return view;
  }

  #add(name: string, view: ChatView | TabView, picture: HTMLElement): void {
    const button = el('button', { class: 'place', attributes: { type: 'button' } }, picture, el('span', {}, name));
    const place: Place = { name, view, button };
    button.addEventListener('click', () => this.#show(place));
    this.#list.append(el('li', {}, button));
    this.#places.push(place);
    // All stay in the page, so that a draft in one outlives a look at another.
    view.element.hidden = true;
    this.#main.append(view.element);
  }

  #show(place: Place): void {
    this.#open = place;
    for (const one of this.#places) {
      one.view.element.hidden = one !== place;
      if (one === place) one.button.setAttribute('aria-current', 'page');
      else one.button.removeAttribute('aria-current');
    }
    this.#title.textContent = place.name;
  }

  #applyTheme(): void {
    document.documentElement.dataset['theme'] = this.#theme === 'default' ? 'light' : 'dark';
    document.documentElement.dataset['teams'] = this.#theme;
  }

  #services(): ConstructorParameters<typeof TabView>[3] {
    const { me } = this.#chat;
    return {
      without: this.#query.without,
      context: () => ({
        appId: this.#app?.id ?? '',
        entityId: this.#app?.tabs[0]?.entityId ?? '',
        subEntityId: this.#subPageId ?? undefined,
        locale: this.#query.locale.toLowerCase(),
        hostName: 'Teams',
        hostClientType: 'web',
        sessionId: crypto.randomUUID(),
        appSessionId: crypto.randomUUID(),
        userObjectId: me.aadObjectId,
        userDisplayName: me.name,
        userPrincipalName: 'alex@example.com',
        loginHint: 'alex@example.com',
        tid: tenantId,
      }),
      openDialog: (request, onResult) => this.#openDialog(request, onResult),
      share: async (content) => {
        const chats = this.#places.filter(({ view }) => view instanceof ChatView);
        const chosen = await chooseChat(
          chats.map(({ name }) => name),
          content,
          this.#strings,
        );
        const place = chosen === null ? undefined : chats[chosen];
        if (!(place?.view instanceof ChatView)) return false;
        const text = content.flatMap(({ message, url }) => (message ? [message, url] : [url])).join('\n');
        place.view.conversation.add(personMessage(me, text));
        return true;
      },
      choosePeople: (): Promise<readonly ChosenPerson[] | null> => choosePeople(this.#chat, this.#strings),
      openChat: (members, message) => this.#openChat(members, message),
      openLink: (url) => this.openLink(url),
      // There is no directory here that could vouch for anybody: a token comes by the address, or not at all.
      token: () => Promise.resolve(this.#query.token),
      onUnknown: (name) => this.#unknown.push(name),
    };
  }

  #openChat(members: readonly string[], message: string): void {
    const people = this.#chat.people.filter(
      ({ email, aadObjectId = '' }) => members.includes(email) || members.includes(aadObjectId),
    );
    const names = (people.length > 0 ? people.map(({ name }) => name) : [...members]).join(', ');
    const known = this.#places.find(({ name }) => name === names);
    if (!known)
      this.#addChat(
        names,
        new Conversation(`19:${crypto.randomUUID()}@thread.v2`, 'groupChat', { id: '', name: '' }),
        false,
      );
    const place = known ?? this.#places.at(-1);
    if (!(place?.view instanceof ChatView)) return;
    this.#show(place);
    place.view.compose.setText(message);
  }

  /** A dialog of a page: another page, or a card. */
  #openDialog(request: DialogRequest, onResult: (result: unknown) => void): OpenDialog {
    const frame =
      request.url === undefined ? null : el('iframe', { attributes: { title: request.title, src: request.url } });
    const card =
      frame ??
      renderCard(typeof request.card === 'string' ? JSON.parse(request.card) : request.card, (action) => {
        if (action.type === 'open') this.openLink(action.url);
        else {
          modal.close();
          onResult(action.data);
        }
      });
    const modal = openModal({
      title: request.title,
      closeLabel: this.#strings.close,
      content: card ? [card] : [],
      ...(frame && { size: { width: 60, height: 70 } }),
      onDismiss: () => onResult(undefined),
    });
    return { frame, close: () => modal.close() };
  }

  #showAbout(): void {
    const { about, close, version, emulated } = this.#strings;
    const app = this.#app;
    const lines = [emulated, ...(app ? [`${app.name}: ${app.description}`, version(app.version, app.developer)] : [])];
    openModal({ title: about, closeLabel: close, content: lines.map((line) => el('p', {}, line)) });
  }

  /** For tests: shows a chat or the tab by its name. */
  show(name: string): void {
    const place = this.#places.find((one) => one.name === name);
    if (place && place !== this.#open) this.#show(place);
  }
}
