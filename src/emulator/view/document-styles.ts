import { mergeParagraphFormats, parseParagraphFormat, type ParagraphFormat } from './paragraph-format.ts';
import { parseRunFormat, toggles, type RunFormat } from './run-format.ts';
import type { ThemeFonts } from './theme-fonts.ts';
import { attributeOf, childOf, childrenOf, valueOf } from './xml.ts';

/** A style with everything it is based on folded in. */
export interface ResolvedStyle {
  readonly id: string;
  readonly name: string;
  readonly run: RunFormat;
  readonly paragraph: ParagraphFormat;
  /** The `w:style` elements from the most basic one to this. */
  readonly chain: readonly Element[];
}

const nothing: ResolvedStyle = { id: '', name: '', run: {}, paragraph: {}, chain: [] };

/** The styles part, resolved style by style as they are asked for. */
export class DocumentStyles {
  readonly theme: ThemeFonts;
  readonly defaultRun: RunFormat;
  readonly defaultParagraph: ParagraphFormat;
  readonly #elements = new Map<string, Element>();
  readonly #resolved = new Map<string, ResolvedStyle>();
  readonly #defaults = new Map<string, string>();

  /** @param styles the root of styles.xml, or `null` for a document without one */
  constructor(styles: Element | null, theme: ThemeFonts) {
    this.theme = theme;
    const defaults = childOf(styles, 'docDefaults');
    this.defaultRun = { size: 20, ...parseRunFormat(childOf(childOf(defaults, 'rPrDefault'), 'rPr'), theme) };
    this.defaultParagraph = parseParagraphFormat(childOf(childOf(defaults, 'pPrDefault'), 'pPr'));
    for (const style of childrenOf(styles, 'style')) {
      const id = attributeOf(style, 'styleId');
      if (id === null) continue;
      this.#elements.set(id, style);
      const isDefault = attributeOf(style, 'default');
      if (isDefault === '1' || isDefault === 'true') this.#defaults.set(attributeOf(style, 'type') ?? '', id);
    }
  }

  /** The style with this id, or the default of its type when the document has no such style. */
  resolve(id: string | null, type: 'paragraph' | 'character' | 'table'): ResolvedStyle {
    const element = id === null ? undefined : this.#elements.get(id);
    const known = element && attributeOf(element, 'type') === type ? id : this.#defaults.get(type);
    return known === undefined || known === null ? nothing : this.#resolveChain(known, new Set());
  }

  #resolveChain(id: string, seen: Set<string>): ResolvedStyle {
    const cached = this.#resolved.get(id);
    if (cached) return cached;
    const element = this.#elements.get(id);
    if (!element || seen.has(id)) return nothing;
    seen.add(id);
    const basedOn = valueOf(element, 'basedOn');
    const base = basedOn === null ? nothing : this.#resolveChain(basedOn, seen);
    const style: ResolvedStyle = {
      id,
      name: valueOf(element, 'name') ?? id,
      run: { ...base.run, ...parseRunFormat(childOf(element, 'rPr'), this.theme) },
      paragraph: mergeParagraphFormats(base.paragraph, parseParagraphFormat(childOf(element, 'pPr'))),
      chain: [...base.chain, element],
    };
    this.#resolved.set(id, style);
    return style;
  }
}

/**
 * Format of a run from the levels above it. A toggle such as bold that two style levels both switch on is off again;
 * direct formatting then says the last word (ISO 29500-1 §17.7.3).
 */
export function combineRunFormats(styleLevels: readonly RunFormat[], direct: RunFormat): RunFormat {
  const combined: { -readonly [Key in keyof RunFormat]: RunFormat[Key] } = {};
  Object.assign(combined, ...styleLevels);
  for (const toggle of toggles) {
    const levels = styleLevels.map((level) => level[toggle]).filter((value) => value !== undefined);
    if (levels.length > 0) combined[toggle] = levels.filter(Boolean).length % 2 === 1;
  }
  return { ...combined, ...direct };
}
