import { storyParagraphs } from '../word/model/story.ts';
import { textOf } from '../word/model/text-leaves.ts';
import { relationshipTypes } from '../word/package/namespaces.ts';
import { attributeOf, childOf, descendantOf } from '../view/xml.ts';
import type { WordDocument } from '../word/word-document.ts';

const inspectedParagraphs = 200;

/**
 * The language that most of a document is written in, BCP 47: the one its styles name for East Asian text when that is
 * what the text mostly is, else the one they name for Latin text.
 */
export function textLanguage(document: WordDocument): string {
  const text = storyParagraphs(document.body).slice(0, inspectedParagraphs).map(textOf).join('');
  const letters = text.match(/\p{L}/gu)?.length ?? 0;
  const ideographs =
    text.match(/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/gu)?.length ?? 0;
  const part = document.package.related(document.package.documentPart, relationshipTypes.styles);
  const styles = part !== undefined && document.package.has(part) ? document.package.xml(part).documentElement : null;
  const named = descendantOf(childOf(styles, 'docDefaults'), 'lang');
  if (letters > 0 && ideographs / letters > 0.3) return attributeOf(named, 'eastAsia') ?? 'zh-CN';
  return attributeOf(named, 'val') ?? 'en-US';
}
