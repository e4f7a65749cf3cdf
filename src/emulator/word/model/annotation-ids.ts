import { ns } from '../package/namespaces.ts';

/** Elements that bear a number of the kind that is unique among the annotations of a document (`w:id` of CT_Markup). */
const annotations = [
  'ins',
  'del',
  'moveFrom',
  'moveTo',
  'rPrChange',
  'pPrChange',
  'commentRangeStart',
  'bookmarkStart',
];

/** The highest number that an annotation in these stories bears; 0 where there is none. */
export function highestAnnotationId(stories: readonly Element[]): number {
  let highest = 0;
  for (const name of annotations) {
    for (const story of stories) {
      for (const element of story.getElementsByTagNameNS(ns.w, name)) {
        highest = Math.max(highest, Number(element.getAttributeNS(ns.w, 'id')) || 0);
      }
    }
  }
  return highest;
}
