import remarkGfm from 'remark-gfm';
import remarkParse from 'remark-parse';
import { unified, type Processor } from 'unified';
import { convertMarkdown } from './markdown-convert.ts';
import { closeOpenMarks } from './markdown-tail.ts';
import { prepareMarkdown } from './markdown-prepare.ts';
import type { Block } from './blocks.ts';

/** HTML is no part of the language: a tag is text like any other, and Markdown inside it still counts. */
function textForHtml(this: Processor): void {
  const data = this.data();
  (data.micromarkExtensions ??= []).push({ disable: { null: ['htmlFlow', 'htmlText'] } });
}

const processor = unified().use(remarkParse).use(remarkGfm, { singleTilde: false }).use(textForHtml).freeze();

/**
 * What a model's Markdown means: CommonMark with GitHub's extensions (tables, task lists, strike-through, footnotes,
 * bare addresses) and formulas between `$…$`, `$$…$$`, `\(…\)` or `\[…\]`. Raw HTML is text. Links keep only `http`,
 * `https` and `mailto`, pictures only `https` and embedded PNG, JPEG, GIF or WebP; others leave their text. Tables
 * come out with equally long rows. Never throws.
 */
export function parseMarkdown(source: string): Block[] {
  const prepared = prepareMarkdown(source);
  return convertMarkdown(processor.parse(prepared.text), prepared.formulas);
}

/** As `parseMarkdown`, for a text that may break off anywhere: what is still open at its end counts as closed there. */
export function parseOpenMarkdown(source: string): Block[] {
  const prepared = prepareMarkdown(source, true);
  return convertMarkdown(processor.parse(closeOpenMarks(prepared.text)), prepared.formulas);
}
