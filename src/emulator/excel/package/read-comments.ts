import type { OoxmlPackage } from '../../package/ooxml-package.ts';
import { parseArea } from '../model/address.ts';
import type { Sheet } from '../model/sheet.ts';
import type { CommentMention, CommentReplyState, CommentState, NoteState } from '../model/workbook-state.ts';
import { noteShapesIn, readPersons, threadAuthor, type Person } from './comment-parts.ts';
import { relationship } from './part-names.ts';
import { childNamed, childrenNamed, isOn, numberAttribute } from './xml.ts';

const decoder = new TextDecoder();

/** The threads of a sheet. */
export function readComments(file: OoxmlPackage, sheet: Sheet): CommentState[] {
  const part = file.related(sheet.part ?? '', relationship.threadedComment);
  if (part === undefined || !file.has(part)) return [];
  const persons = new Map(readPersons(file).map((person) => [person.id, person]));
  const elements = childrenNamed(file.xml(part).documentElement, 'threadedComment');
  return elements.flatMap((element) => {
    const area = parseArea(element.getAttribute('ref') ?? '');
    if (!area || element.hasAttribute('parentId')) return [];
    const said = readSaid(element, persons);
    const replies = elements
      .filter((each) => each.getAttribute('parentId') === said.id)
      .map((each) => readSaid(each, persons));
    const resolved = isOn(element.getAttribute('done'));
    return [{ ...said, sheetId: sheet.id, row: area.top, column: area.left, resolved, replies }];
  });
}

function readSaid(element: Element, persons: ReadonlyMap<string, Person>): CommentReplyState {
  const created = element.getAttribute('dT') ?? '';
  return {
    id: element.getAttribute('id') ?? '',
    author: persons.get(element.getAttribute('personId') ?? '')?.name ?? '',
    content: childNamed(element, 'text')?.textContent ?? '',
    // Excel writes the time of the world without saying so.
    created: created === '' || /[zZ]|[+-]\d\d:\d\d$/.test(created) ? created : `${created}Z`,
    mentions: childrenNamed(childNamed(element, 'mentions'), 'mention').map((each, index) =>
      readMention(each, index, persons),
    ),
  };
}

function readMention(element: Element, id: number, persons: ReadonlyMap<string, Person>): CommentMention {
  const person = persons.get(element.getAttribute('mentionpersonId') ?? '');
  return { id, name: person?.name ?? '', email: /[^:\s]+@[^:\s]+/.exec(person?.userId ?? '')?.[0] ?? '' };
}

/** The notes of a sheet: its comments of the older kind, but for those that stand in the place of a thread. */
export function readNotes(file: OoxmlPackage, sheet: Sheet): NoteState[] {
  const part = file.related(sheet.part ?? '', relationship.comments);
  if (part === undefined || !file.has(part)) return [];
  const drawing = file.related(sheet.part ?? '', relationship.vmlDrawing);
  const shapes = drawing !== undefined && file.has(drawing) ? noteShapesIn(decoder.decode(file.bytes(drawing))) : [];
  const root = file.xml(part).documentElement;
  const authors = childrenNamed(childNamed(root, 'authors'), 'author').map((each) => each.textContent);
  return childrenNamed(childNamed(root, 'commentList'), 'comment').flatMap((element) => {
    const ref = element.getAttribute('ref') ?? '';
    const area = parseArea(ref);
    const author = authors[numberAttribute(element, 'authorId') ?? 0] ?? '';
    if (!area || author.startsWith(threadAuthor)) return [];
    const { top: row, left: column } = area;
    const shape = shapes.find((each) => each.row === row && each.column === column);
    const content = textOfNote(childNamed(element, 'text'));
    return [
      { id: noteId(part, ref), sheetId: sheet.id, row, column, author, content, visible: shape?.visible ?? false },
    ];
  });
}

/** A note has no id in the file; while it is open it is known by where it came from. */
export function noteId(part: string, ref: string): string {
  return `${part}#${ref}`;
}

function textOfNote(text: Element | undefined): string {
  const runs = [...(text?.getElementsByTagNameNS('*', 't') ?? [])];
  const spoken = runs.filter(({ parentElement }) => parentElement?.localName !== 'rPh');
  return spoken.map(({ textContent }) => textContent).join('');
}
