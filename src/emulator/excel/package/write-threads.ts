import type { OoxmlPackage } from '../../package/ooxml-package.ts';
import { cellName } from '../model/address.ts';
import type { CommentMention, CommentReplyState, CommentState } from '../model/workbook-state.ts';
import { personsPartOf, readPersons, threadNamespace } from './comment-parts.ts';
import { contentType, relationship } from './part-names.ts';
import { unrelate } from './relations.ts';
import { childNamed, childrenNamed } from './xml.ts';

const declaration = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';

/** Writes the threads of a sheet; an element that still says the same stays as it is. */
export function writeThreads(
  file: OoxmlPackage,
  sheetPart: string,
  threads: readonly CommentState[],
  before: readonly CommentState[],
): void {
  const known = file.related(sheetPart, relationship.threadedComment);
  const part =
    known !== undefined && file.has(known) ? known : file.freshPartName('xl/threadedComments/threadedComment#.xml');
  if (threads.length === 0) {
    if (!file.has(part)) return;
    unrelate(file, sheetPart, ({ target }) => target === part);
    file.removePart(part);
    return;
  }
  if (!file.has(part)) {
    file.setPart(part, `${declaration}<ThreadedComments xmlns="${threadNamespace}"/>`, contentType.threadedComments);
    file.relate(sheetPart, relationship.threadedComment, part);
  }
  const root = file.edit(part).documentElement;
  const elements = new Map(childrenNamed(root, 'threadedComment').map((each) => [each.getAttribute('id') ?? '', each]));
  const old = new Map(before.flatMap((thread) => [thread, ...thread.replies]).map((said) => [said.id, said]));
  const others = [...root.children].filter(({ localName }) => localName !== 'threadedComment');
  const made = threads.flatMap((thread) =>
    [thread, ...thread.replies].map((said) => {
      const element = elements.get(said.id) ?? newThread(file, root, said);
      const ref = cellName(thread.row, thread.column);
      if (element.getAttribute('ref') !== ref) element.setAttribute('ref', ref);
      if (said !== thread) element.setAttribute('parentId', thread.id);
      else if (thread.resolved) element.setAttribute('done', '1');
      else if (element.hasAttribute('done')) element.setAttribute('done', '0');
      if (old.get(said.id)?.content !== said.content) writeText(file, element, said);
      return element;
    }),
  );
  root.replaceChildren(...made, ...others);
}

function newThread(file: OoxmlPackage, root: Element, said: CommentReplyState): Element {
  const element = root.ownerDocument.createElementNS(threadNamespace, 'threadedComment');
  element.setAttribute('ref', 'A1');
  // The file's times are the world's and do not say so.
  element.setAttribute('dT', said.created.replace(/Z$/, ''));
  element.setAttribute('personId', personId(file, said.author, said.author, 'None'));
  element.setAttribute('id', said.id);
  return element;
}

function writeText(file: OoxmlPackage, element: Element, { content, mentions }: CommentReplyState): void {
  const { ownerDocument } = element;
  const text = childNamed(element, 'text') ?? ownerDocument.createElementNS(threadNamespace, 'text');
  text.textContent = content;
  childNamed(element, 'mentions')?.remove();
  element.prepend(text);
  if (mentions.length === 0) return;
  const list = ownerDocument.createElementNS(threadNamespace, 'mentions');
  list.append(...mentions.flatMap((mention) => mentionElement(file, list, content, mention) ?? []));
  text.after(list);
}

function mentionElement(file: OoxmlPackage, near: Element, content: string, mention: CommentMention): Element | null {
  const start = content.indexOf(`@${mention.name}`);
  if (start < 0) return null;
  const element = near.ownerDocument.createElementNS(threadNamespace, 'mention');
  element.setAttribute('mentionpersonId', personId(file, mention.name, mention.email, 'AD'));
  element.setAttribute('mentionId', `{${crypto.randomUUID().toUpperCase()}}`);
  element.setAttribute('startIndex', String(start));
  element.setAttribute('length', String(mention.name.length + 1));
  return element;
}

/** The id of a person in the workbook's list, put there when nobody of the name is. */
function personId(file: OoxmlPackage, name: string, userId: string, provider: 'None' | 'AD'): string {
  const known = readPersons(file).find((person) => person.name === name && person.userId.includes(userId));
  if (known) return known.id;
  let part = personsPartOf(file);
  if (part === undefined) {
    part = 'xl/persons/person.xml';
    file.setPart(part, `${declaration}<personList xmlns="${threadNamespace}"/>`, contentType.person);
    file.relate(file.documentPart, relationship.person, part);
  }
  const root = file.edit(part).documentElement;
  const element = root.ownerDocument.createElementNS(threadNamespace, 'person');
  const id = `{${crypto.randomUUID().toUpperCase()}}`;
  element.setAttribute('displayName', name);
  element.setAttribute('id', id);
  element.setAttribute('userId', userId);
  element.setAttribute('providerId', provider);
  root.append(element);
  return id;
}
