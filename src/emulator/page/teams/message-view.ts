import { adaptiveCardType, fileType, type Attachment } from '../../teams/activity.ts';
import { renderCard, summaryOf, type CardAction } from '../../teams/cards.ts';
import type { ChatMessage } from '../../teams/conversation.ts';
import { markdownToHtml } from '../../teams/markdown.ts';
import { el, icon } from '../dom.ts';
import type { TeamsStrings } from './strings.ts';

export interface MessageActions {
  /** The app's commands on this message, and the page's own. */
  openMenu(message: ChatMessage, opener: HTMLElement): void;
  onCard(message: ChatMessage, action: CardAction): void;
  onSuggestion(value: unknown): void;
  onFeedback(message: ChatMessage, reaction: 'like' | 'dislike'): void;
}

/** One message of a chat. */
export function messageView(
  message: ChatMessage,
  {
    strings,
    locale,
    isMine,
    actions,
  }: {
    readonly strings: TeamsStrings;
    readonly locale: string;
    readonly isMine: boolean;
    readonly actions: MessageActions;
  },
): HTMLElement {
  const time = message.at.toLocaleTimeString(locale, { hour: '2-digit', minute: '2-digit' });
  const menu = el(
    'button',
    {
      class: 'control icon message-menu',
      attributes: {
        type: 'button',
        'aria-haspopup': 'menu',
        'aria-expanded': 'false',
        'aria-label': strings.moreOf(message.from.name),
      },
    },
    el('span', { attributes: { 'aria-hidden': 'true' } }, '⋯'),
  );
  menu.addEventListener('click', () => actions.openMenu(message, menu));
  const body = el('div', { class: 'message-body' });
  if (message.progress !== '' && message.text === '')
    body.append(el('p', { class: 'progress' }, el('span', { class: 'spinner small' }), message.progress));
  if (message.text !== '') body.append(textOf(message));
  for (const attachment of message.attachments) {
    const card = attachmentView(attachment, (action) => actions.onCard(message, action));
    if (card) body.append(card);
  }
  return el(
    'article',
    {
      class: `message${isMine ? ' mine' : ''}${message.isStreaming ? ' streaming' : ''}`,
      attributes: {
        'aria-label': `${message.from.name}, ${time}`,
        'data-id': message.id,
        'aria-busy': message.isStreaming ? 'true' : null,
      },
    },
    isMine ? null : avatar(message.from.name, message.isBot),
    el(
      'div',
      { class: 'bubble' },
      el(
        'header',
        {},
        el('span', { class: 'name' }, message.from.name),
        el('time', { attributes: { datetime: message.at.toISOString() } }, time),
        message.isGenerated
          ? el('span', { class: 'label', attributes: { title: strings.generatedHint } }, strings.generated)
          : null,
        menu,
      ),
      body,
      message.citations.length > 0 ? citations(message) : null,
      message.suggestions.length > 0
        ? el(
            'div',
            { class: 'suggestions' },
            ...message.suggestions.map(({ title, value }) =>
              el(
                'button',
                { class: 'control', attributes: { type: 'button' }, on: { click: () => actions.onSuggestion(value) } },
                title,
              ),
            ),
          )
        : null,
      message.takesFeedback && !message.isStreaming ? feedback(message, strings, actions) : null,
    ),
  );
}

/** Text of a person as it is, a bot's as the Markdown or the tagged text that it says it is. */
function textOf(message: ChatMessage): HTMLElement {
  const element = el('div', { class: 'text' });
  if (message.format === 'markdown') element.innerHTML = markdownToHtml(message.text);
  else element.textContent = message.format === 'xml' ? withoutTags(message.text) : message.text;
  return element;
}

function withoutTags(text: string): string {
  return new DOMParser().parseFromString(text, 'text/html').body.textContent;
}

export function attachmentView(attachment: Attachment, onAction: (action: CardAction) => void): HTMLElement | null {
  if (attachment.contentType === adaptiveCardType) {
    const card = renderCard(attachment.content, onAction);
    return card && el('div', { class: 'app-card' }, card);
  }
  if (attachment.contentType === fileType) return el('div', { class: 'app-card file' }, attachment.name ?? '');
  const { title, text } = summaryOf(attachment);
  if (title === '' && text === '') return null;
  return el('div', { class: 'app-card' }, el('strong', {}, title), el('div', {}, text));
}

export function avatar(name: string, isBot: boolean): HTMLElement {
  const initials = /\p{sc=Han}/u.test(name)
    ? name.slice(0, 1)
    : name
        .split(' ')
        .map((word) => word.slice(0, 1))
        .join('')
        .slice(0, 2);
  return el('span', { class: `avatar${isBot ? ' bot' : ''}`, attributes: { 'aria-hidden': 'true' } }, initials);
}

function citations(message: ChatMessage): HTMLElement {
  const items = message.citations.map(({ position, name, url, abstract }) => {
    const label = `${position} · ${name}`;
    const isLink = /^https?:\/\//.test(url);
    return el(
      'li',
      { attributes: { title: abstract } },
      isLink ? el('a', { attributes: { href: url, target: '_blank', rel: 'noopener noreferrer' } }, label) : label,
    );
  });
  return el('ol', { class: 'citations' }, ...items);
}

function feedback(message: ChatMessage, strings: TeamsStrings, actions: MessageActions): HTMLElement {
  const button = (reaction: 'like' | 'dislike'): HTMLElement => {
    const label = strings[reaction];
    const attributes = { type: 'button', 'aria-label': label, title: label };
    return el(
      'button',
      { class: 'control icon', attributes, on: { click: () => actions.onFeedback(message, reaction) } },
      icon(reaction, 16),
    );
  };
  return el('div', { class: 'feedback' }, button('like'), button('dislike'));
}
