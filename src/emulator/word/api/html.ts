import { HostError, type ApiMember, type RequirementSet } from '../../richapi/object-model.ts';
import type { LiveSpan } from '../model/anchors.ts';
import { deleteSpan } from '../model/delete-span.ts';
import { placeBlocks, type InlineRule } from '../model/place-blocks.ts';
import { isEmpty, type Span } from '../model/story.ts';
import { childW } from '../model/xml.ts';
import { readHtml, type HtmlContent } from '../html/read-html.ts';
import { writeHtml } from '../html/write-html.ts';
import { roomAt } from '../parts/table-widths.ts';
import type { WordDocument } from '../word-document.ts';
import { requirePlace, requireText, requireWritable, type Place, type TextObject } from './text-object.ts';

/** Above this an input is refused, so that an add-in cannot fill the memory. */
const maxCharacters = 32 * 1024 * 1024;

/** `getHtml`, and `insertHtml` at the places that an object takes. */
export function htmlMembers<T extends TextObject>(
  places: readonly Place[],
  { isBody = false }: { readonly isBody?: boolean } = {},
): Record<'getHtml' | 'insertHtml', ApiMember<T>> {
  return {
    getHtml: {
      kind: 'method',
      since: 'WordApi 1.1',
      call: ({ model, span }) => writeHtml(model.document.package, span, (paragraph) => model.labelOf(paragraph)),
    },
    ...insertHtmlMember<T>(places, 'WordApi 1.1', { isBody }),
  };
}

export function insertHtmlMember<T extends TextObject>(
  places: readonly Place[],
  since: RequirementSet,
  { isBody = false }: { readonly isBody?: boolean } = {},
): Record<'insertHtml', ApiMember<T>> {
  return {
    insertHtml: {
      kind: 'method',
      since,
      writes: true,
      call: ({ model, document, span }, html: unknown, place: unknown) => {
        const at = requirePlace(place, places);
        return model.range(insertHtmlAt(document, span, requireText(html, 'The HTML'), at, { isBody }));
      },
    },
  };
}

/** Puts HTML at a place of a span, as one step of undo, and gives where it now stands. Nothing of it runs or is fetched. */
export function insertHtmlAt(
  document: WordDocument,
  span: Span,
  html: string,
  place: Place,
  { isBody = false }: { readonly isBody?: boolean } = {},
): LiveSpan {
  requireWritable(document);
  return document.transact('insertHtml', () => {
    const { paragraph } = place === 'Start' || place === 'Before' ? span.start : span.end;
    const content = readHtmlFor(document, html, paragraph);
    if (content.blocks.length > 0)
      return document.anchors.track(
        placeBlocks(document, span, content.blocks, place, ruleFor(content, isBody && place !== 'Replace')),
      );
    const live = document.anchors.track(span);
    if (place === 'Replace' && !isEmpty(span)) deleteSpan(span, document.editContext());
    return live;
  });
}

/** HTML as blocks for the place of a paragraph. Within an edit. */
export function readHtmlFor(document: WordDocument, html: string, paragraph: Element): HtmlContent {
  if (html.length > maxCharacters) throw new HostError('InvalidArgument', 'The HTML is too large.');
  const pkg = document.package;
  return readHtml(html, { pkg, part: document.partOf(paragraph), room: roomAt(pkg, paragraph), into: paragraph });
}

/** Running text joins the paragraph; a plain paragraph does so in text, and stands for itself at the ends of a body. */
function ruleFor({ blocks, isPhrasing }: HtmlContent, isBodyEnd: boolean): InlineRule {
  if (isPhrasing) return 'always';
  return isBodyEnd || blocks.some((block) => childW(block, 'pPr')) ? 'never' : 'inText';
}
