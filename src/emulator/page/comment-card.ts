import './comment-card.css';
import { el, icon } from './dom.ts';
import type { Strings } from './strings.ts';

/** One thing that somebody said, whatever kind of document it stands in. */
export interface CardComment {
  readonly id: string;
  readonly author: string;
  readonly date: string;
  readonly text: string;
}

export interface CardThread extends CardComment {
  readonly isResolved: boolean;
  readonly replies: readonly CardComment[];
}

/** What a person can do with a thread; `null` in a document that cannot be edited. */
export interface CommentActions {
  reply(id: string, text: string): void;
  setResolved(id: string, isResolved: boolean): void;
  remove(id: string): void;
}

export interface CardContext {
  readonly strings: Strings;
  readonly locale: string;
  readonly authorClass: (author: string) => string;
}

/** The card of a comment: author, date, text, replies, and its actions. */
export function commentCard(
  thread: CardThread,
  context: CardContext,
  actions: CommentActions | null,
  onSelect: () => void,
): HTMLElement {
  const { strings } = context;
  const card = el(
    'article',
    {
      class: `card comment-card ${context.authorClass(thread.author)} ${thread.isResolved ? 'done' : ''}`,
      attributes: { tabindex: '0', 'aria-label': strings.commentBy(thread.author), 'data-comment': thread.id },
    },
    ...said(thread, context, thread.isResolved),
    ...thread.replies.map((reply) =>
      el('div', { class: `reply ${context.authorClass(reply.author)}` }, ...said(reply, context)),
    ),
  );
  card.addEventListener('focusin', onSelect);
  card.addEventListener('click', onSelect);
  if (actions) card.append(actionRow(thread, context, actions, card));
  return card;
}

function said(comment: CardComment, { strings, locale }: CardContext, isResolved = false): HTMLElement[] {
  const by = el(
    'div',
    { class: 'by' },
    el('b', {}, comment.author),
    el('span', { class: 'when' }, whenText(comment.date, locale)),
  );
  if (isResolved) by.append(el('span', { class: 'when' }, strings.resolved));
  return [by, el('p', {}, comment.text)];
}

function actionRow(
  thread: CardThread,
  { strings }: CardContext,
  actions: CommentActions,
  card: HTMLElement,
): HTMLElement {
  const button = (label: string, name: 'reply' | 'resolve' | 'close', run: () => void): HTMLButtonElement =>
    el('button', { class: 'control', attributes: { type: 'button' }, on: { click: run } }, icon(name, 14), label);
  const row: HTMLElement = el(
    'div',
    { class: 'actions' },
    thread.isResolved
      ? null
      : button(strings.reply, 'reply', () =>
          askText(card, row, strings, strings.reply, (text) => actions.reply(thread.id, text)),
        ),
    button(thread.isResolved ? strings.reopen : strings.resolve, 'resolve', () =>
      actions.setResolved(thread.id, !thread.isResolved),
    ),
    button(strings.deleteComment, 'close', () => actions.remove(thread.id)),
  );
  return row;
}

/** The card that a new comment is written in; whoever shows it focuses its field. Escape or Cancel gives it up. */
export function newCommentCard(
  context: CardContext,
  author: string,
  onPost: (text: string) => void,
  onCancel: () => void,
): HTMLElement {
  const card = el('article', {
    class: `card ${context.authorClass(author)}`,
    attributes: { 'aria-label': context.strings.newComment },
  });
  card.append(el('div', { class: 'by' }, el('b', {}, author)));
  askText(card, null, context.strings, context.strings.post, onPost, onCancel);
  return card;
}

function askText(
  card: HTMLElement,
  replaced: HTMLElement | null,
  strings: Strings,
  label: string,
  onPost: (text: string) => void,
  onCancel: () => void = () => undefined,
): void {
  const field = el('textarea', { attributes: { 'aria-label': strings.commentText } });
  const close = (): void => {
    form.remove();
    if (replaced) replaced.hidden = false;
  };
  const cancel = (): void => {
    close();
    onCancel();
  };
  const post = (): void => {
    const text = field.value.trim();
    if (text === '') return;
    close();
    onPost(text);
  };
  const form = el(
    'div',
    {},
    field,
    el(
      'div',
      { class: 'actions' },
      el('button', { class: 'control primary', attributes: { type: 'button' }, on: { click: post } }, label),
      el('button', { class: 'control', attributes: { type: 'button' }, on: { click: cancel } }, strings.cancel),
    ),
  );
  field.addEventListener('keydown', (event) => {
    event.stopPropagation();
    if (event.key === 'Escape') cancel();
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) post();
  });
  if (replaced) replaced.hidden = true;
  card.append(form);
  field.focus();
}

/** A date as a person reads it; nothing for a date that cannot be read. */
export function whenText(date: string, locale: string): string {
  const time = new Date(date);
  if (date === '' || Number.isNaN(time.getTime())) return '';
  return new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' }).format(time);
}
