import type { OoxmlPackage } from '../../package/ooxml-package.ts';
import { relationship } from './part-names.ts';
import { childrenNamed } from './xml.ts';

/** Threaded comments and the people who wrote them (MS-XLSX 2.6.204). */
export const threadNamespace = 'http://schemas.microsoft.com/office/spreadsheetml/2018/threadedcomments';

/** What stands before the id of its thread in the author of a comment that older programs show in a thread's place. */
export const threadAuthor = 'tc=';

export interface Person {
  readonly id: string;
  readonly name: string;
  /** As the directory knows them; an address among it where there is one. */
  readonly userId: string;
}

export function personsPartOf(file: OoxmlPackage): string | undefined {
  const part = file.related(file.documentPart, relationship.person);
  return part !== undefined && file.has(part) ? part : undefined;
}

export function readPersons(file: OoxmlPackage): readonly Person[] {
  const part = personsPartOf(file);
  if (part === undefined) return [];
  return childrenNamed(file.xml(part).documentElement, 'person').map((element) => ({
    id: element.getAttribute('id') ?? '',
    name: element.getAttribute('displayName') ?? '',
    userId: element.getAttribute('userId') ?? '',
  }));
}

/** The shapes of a legacy drawing that are notes, as the text that they are: the format is no XML that all of them keep to. */
export interface NoteShape {
  readonly start: number;
  readonly end: number;
  readonly text: string;
  readonly row: number;
  readonly column: number;
  readonly visible: boolean;
}

export function noteShapesIn(vml: string): NoteShape[] {
  return [...vml.matchAll(/<v:shape\s[\s\S]*?<\/v:shape>/g)].flatMap((match) => {
    const [text] = match;
    if (!/ObjectType="Note"/.test(text)) return [];
    const number = (name: string): number => Number(new RegExp(`<x:${name}>\\s*(\\d+)`).exec(text)?.[1] ?? -1);
    const visible = /<x:Visible\s*(?:\/|>\s*(?:True|t)?\s*<)/i.test(text);
    return [
      {
        start: match.index,
        end: match.index + text.length,
        text,
        row: number('Row'),
        column: number('Column'),
        visible,
      },
    ];
  });
}
