import type { OoxmlPackage } from '../../package/ooxml-package.ts';
import { attributeW, childrenW, childW, toggleW } from '../model/xml.ts';
import { storyOf, storyParagraphs } from '../model/story.ts';
import { formatNumber } from './number-formats.ts';
import { levelIn, numberingReader, overrideOf, type Numbering } from './numbering.ts';

/** What stands before a list item, and how. */
export interface ListLabel {
  /** `2.1.`, `(a)`, or the bullet's character, which may lie in the private use area of its font. */
  readonly text: string;
  readonly suffix: 'tab' | 'space' | 'nothing';
  /** The level's `w:rPr` and `w:pPr`. */
  readonly runProperties: Element | null;
  readonly paragraphProperties: Element | null;
  readonly numbering: Numbering;
  /** The item's place among those of its level since the last item of a higher one, from 0. */
  readonly siblingIndex: number;
}

/**
 * The labels of a document's list items. A story is counted through when one of its items is first asked for; call
 * {@link ListLabels.forget} when the document changed.
 */
export class ListLabels {
  readonly #package: OoxmlPackage;
  #stories = new Map<Element, ReadonlyMap<Element, ListLabel>>();

  constructor(pkg: OoxmlPackage) {
    this.#package = pkg;
  }

  forget(): void {
    this.#stories = new Map();
  }

  of(paragraph: Element): ListLabel | null {
    const story = storyOf(paragraph);
    let labels = this.#stories.get(story);
    if (!labels) {
      labels = countLabels(this.#package, storyParagraphs(story));
      this.#stories.set(story, labels);
    }
    return labels.get(paragraph) ?? null;
  }

  /** The items of a list in a story, in reading order. */
  itemsOf(story: Element, numId: string): Element[] {
    return storyParagraphs(story).filter((paragraph) => this.of(paragraph)?.numbering.numId === numId);
  }
}

interface Counter {
  /** By level; `undefined` until the level is used since it was last restarted. */
  readonly values: (number | undefined)[];
  readonly siblings: (number | undefined)[];
}

/**
 * Counts through paragraphs in order. Lists of one definition share a counter, which is how Word carries a numbering on;
 * a list that overrides a start sets the counter when it is first met (ECMA-376 part 1 §17.9.26).
 */
export function countLabels(pkg: OoxmlPackage, paragraphs: readonly Element[]): Map<Element, ListLabel> {
  const labels = new Map<Element, ListLabel>();
  const counters = new Map<Element, Counter>();
  const met = new Set<Element>();
  const read = numberingReader(pkg);
  for (const paragraph of paragraphs) {
    const numbering = read(paragraph);
    if (!numbering) continue;
    const { num, abstract, level, levelIndex } = numbering;
    const counter = counters.get(abstract) ?? { values: [], siblings: [] };
    counters.set(abstract, counter);
    if (!met.has(num)) {
      met.add(num);
      for (const override of childrenW(num, 'lvlOverride')) {
        if (childW(override, 'startOverride')) counter.values[Number(attributeW(override, 'ilvl'))] = undefined;
      }
    }
    count(counter, numbering);
    labels.set(paragraph, {
      text: labelText(counter, numbering),
      suffix: suffixOf(level),
      runProperties: childW(level, 'rPr'),
      paragraphProperties: childW(level, 'pPr'),
      numbering,
      siblingIndex: counter.siblings[levelIndex] ?? 0,
    });
  }
  return labels;
}

function count(counter: Counter, { num, abstract, levelIndex }: Numbering): void {
  const { values, siblings } = counter;
  // A level that was skipped counts as begun: 1. then (at level 2) 1.1.1.
  for (let above = 0; above < levelIndex; above += 1) values[above] ??= startOf(num, abstract, above);
  const before = values[levelIndex];
  values[levelIndex] = before === undefined ? startOf(num, abstract, levelIndex) : before + 1;
  siblings[levelIndex] = (siblings[levelIndex] ?? -1) + 1;
  for (let below = levelIndex + 1; below < 9; below += 1) {
    siblings[below] = undefined;
    const level = levelIn(num, abstract, below);
    const restart = level && attributeW(childW(level, 'lvlRestart'));
    // 0 never restarts; n restarts only after a level up to n was used (§17.9.10).
    if (restart === null || (restart !== '0' && levelIndex < Number(restart))) values[below] = undefined;
  }
}

function startOf(num: Element, abstract: Element, levelIndex: number): number {
  const override = overrideOf(num, levelIndex);
  const overridden = override && attributeW(childW(override, 'startOverride'));
  const level = levelIn(num, abstract, levelIndex);
  return Number(overridden ?? (level && attributeW(childW(level, 'start'))) ?? 0);
}

function labelText({ values }: Counter, { num, abstract, level }: Numbering): string {
  const pattern = attributeW(childW(level, 'lvlText')) ?? '';
  if (attributeW(childW(level, 'numFmt')) === 'bullet') return pattern;
  const legal = toggleW(level, 'isLgl') === true;
  return pattern.replace(/%([1-9])/g, (_, digit: string) => {
    const index = Number(digit) - 1;
    const shown = levelIn(num, abstract, index);
    const format = formatName(shown);
    return formatNumber(
      values[index] ?? startOf(num, abstract, index),
      legal && format !== 'none' ? 'decimal' : format,
    );
  });
}

/** Newer formats stand in `mc:AlternateContent` with `w:numFmt w:val="custom"`; they count in digits here. */
function formatName(level: Element | null): string {
  return (level && attributeW(childW(level, 'numFmt'))) ?? 'decimal';
}

function suffixOf(level: Element): ListLabel['suffix'] {
  const value = attributeW(childW(level, 'suff'));
  return value === 'space' || value === 'nothing' ? value : 'tab';
}
