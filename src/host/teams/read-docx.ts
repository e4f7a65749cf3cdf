import mammoth from 'mammoth';
import type { Passage } from '../../core/document/context.ts';
import { headingPassage, listPassage } from './block-passages.ts';
import { plain } from './material.ts';

/** The paragraphs of a Word document, headings, lists and rows of tables as such; pictures are left out. */
export async function readDocx(bytes: Uint8Array): Promise<Passage[]> {
  const arrayBuffer = bytes.slice().buffer;
  const convertImage = mammoth.images.imgElement(() => Promise.resolve({ src: '' }));
  const { value } = await mammoth.convertToHtml({ arrayBuffer }, { convertImage });
  // Parsed and not put into a page: nothing in it is fetched or run.
  const { body } = new DOMParser().parseFromString(value, 'text/html');
  return [...body.children].flatMap((element) => read(element, 0));
}

function read(element: Element, level: number): Passage[] {
  const heading = /^H([1-6])$/.exec(element.tagName)?.[1];
  if (heading) return lines(element).map((text) => headingPassage(Number(heading), text));
  switch (element.tagName) {
    case 'UL':
    case 'OL':
      return [...element.children].flatMap((item, at) => readItem(item, element.tagName === 'OL', at + 1, level));
    case 'TABLE':
      return [...element.querySelectorAll('tr')].map((row) =>
        plain([...row.children].map((cell) => lines(cell).join(' ')).join('\t')),
      );
    default:
      return lines(element).map((text) => plain(text));
  }
}

function readItem(item: Element, ordered: boolean, number: number, level: number): Passage[] {
  const inner = [...item.children].filter(({ tagName }) => tagName === 'UL' || tagName === 'OL');
  for (const list of inner) list.remove();
  const own = listPassage(lines(item).join(' '), ordered, number, level);
  return [own, ...inner.flatMap((list) => read(list, level + 1))];
}

/** The text of an element, a line for each line break in it. */
function lines(element: Element): string[] {
  for (const lineBreak of element.querySelectorAll('br')) lineBreak.replaceWith('\n');
  return element.textContent.split('\n').map((line) => line.replace(/[ \t\u00a0]+/g, ' ').trim());
}
