import { declareApi, HostError, type ApiMember } from '../../richapi/object-model.ts';
import { applyFormat, runsAt, setRunFormat, type RunFormatPatch } from '../model/format.ts';
import type { Span } from '../model/story.ts';
import { ancestorW, attributeW, childW, createW, toggleW } from '../model/xml.ts';
import { placeChild } from '../parts/schema-order.ts';
import { requireWritable } from './text-object.ts';
import type { WordModel } from './word-model.ts';

/** What a font is of: the text of a span, or a style. */
export type FontTarget = { readonly span: Span } | { readonly style: Element };

/** `Word.Font`: the character format of a span or style; a value is `null` (for text, empty) where its runs differ. */
export class Font {
  readonly model: WordModel;
  readonly target: FontTarget;

  constructor(model: WordModel, target: FontTarget) {
    this.model = model;
    this.target = target;
  }

  /** What the runs agree on, read through their styles; `mixed` where they differ. */
  read<V>(of: (chain: readonly Element[]) => V, mixed: V): V {
    const values = new Set(this.#chains().map(of));
    return values.size === 1 ? ([...values][0] as V) : mixed;
  }

  #chains(): (readonly Element[])[] {
    const { target } = this;
    const { styles } = this.model;
    if ('style' in target) return [styles.styleRunChain(target.style)];
    const { span } = target;
    const runs = runsAt(span);
    return runs.length > 0
      ? runs.map((run) => styles.runChain(run, ancestorW(run, 'p') ?? span.start.paragraph))
      : [styles.paragraphRunChain(span.start.paragraph)];
  }

  write(patch: RunFormatPatch): void {
    const { document } = this.model;
    const { target } = this;
    requireWritable(document);
    document.transact('font', () => {
      if ('span' in target) setRunFormat(target.span, patch, document.editContext());
      else applyFormat(ensureRunProperties(target.style), patch);
    });
  }
}

function ensureRunProperties(style: Element): Element {
  return childW(style, 'rPr') ?? placeChild(style, createW(style.ownerDocument, 'rPr'));
}

/** A toggle along the chain: the nearest that says on or off decides (styles' exclusive-or apart, which Word's API hides too). */
function toggle(names: readonly string[]): (chain: readonly Element[]) => boolean {
  return (chain) => {
    for (const properties of chain) {
      for (const name of names) {
        const value = toggleW(properties, name);
        if (value !== undefined) return value;
      }
    }
    return false;
  };
}

function valued(name: string): (chain: readonly Element[]) => string | null {
  return (chain) => {
    for (const properties of chain) {
      const value = attributeW(childW(properties, name));
      if (value !== null) return value;
    }
    return null;
  };
}

function boolean(names: readonly string[], patch: (on: boolean) => RunFormatPatch): ApiMember<Font> {
  return {
    kind: 'property',
    since: 'WordApi 1.1',
    get: (self) => self.read<boolean | null>(toggle(names), null),
    set: (self, on: unknown) => self.write(patch(on === true)),
  };
}

const underlines: readonly (readonly [string, string])[] = [
  ['None', 'none'],
  ['Single', 'single'],
  ['Word', 'words'],
  ['Double', 'double'],
  ['Thick', 'thick'],
  ['Dotted', 'dotted'],
  ['DashLine', 'dash'],
  ['Wave', 'wave'],
];

const highlights: readonly (readonly [string, string])[] = [
  ['#FFFF00', 'yellow'],
  ['#00FF00', 'green'],
  ['#00FFFF', 'cyan'],
  ['#FF00FF', 'magenta'],
  ['#0000FF', 'blue'],
  ['#FF0000', 'red'],
  ['#000080', 'darkBlue'],
  ['#008080', 'darkCyan'],
  ['#008000', 'darkGreen'],
  ['#800080', 'darkMagenta'],
  ['#800000', 'darkRed'],
  ['#808000', 'darkYellow'],
  ['#808080', 'darkGray'],
  ['#C0C0C0', 'lightGray'],
  ['#000000', 'black'],
];

declareApi(Font, {
  name: 'Word.Font',
  members: {
    bold: boolean(['b'], (bold) => ({ bold })),
    italic: boolean(['i'], (italic) => ({ italic })),
    strikeThrough: boolean(['strike'], (strike) => ({ strike })),
    doubleStrikeThrough: boolean(['dstrike'], (doubleStrike) => ({ doubleStrike })),
    superscript: {
      kind: 'property',
      since: 'WordApi 1.1',
      get: (self) => self.read<boolean | null>((chain) => valued('vertAlign')(chain) === 'superscript', null),
      set: (self, on: unknown) => self.write({ superscript: on === true }),
    },
    subscript: {
      kind: 'property',
      since: 'WordApi 1.1',
      get: (self) => self.read<boolean | null>((chain) => valued('vertAlign')(chain) === 'subscript', null),
      set: (self, on: unknown) => self.write({ subscript: on === true }),
    },
    underline: {
      kind: 'property',
      since: 'WordApi 1.1',
      get: (self) =>
        self.read(
          (chain) => underlines.find(([, own]) => own === (valued('u')(chain) ?? 'none'))?.[0] ?? 'Mixed',
          'Mixed',
        ),
      set: (self, value: unknown) => {
        const found = underlines.find(([name]) => name === value);
        if (!found) throw new HostError('InvalidArgument', `The underline '${String(value)}' is not known.`);
        self.write({ underline: found[1] });
      },
    },
    size: {
      kind: 'property',
      since: 'WordApi 1.1',
      get: (self) => self.read<number | null>((chain) => Number(valued('sz')(chain) ?? 20) / 2, null),
      set: (self, size: number) => self.write({ size }),
    },
    color: {
      kind: 'property',
      since: 'WordApi 1.1',
      get: (self) =>
        self.read((chain) => {
          const value = valued('color')(chain);
          return value === null || value === 'auto' ? '#000000' : `#${value.toUpperCase()}`;
        }, ''),
      set: (self, color: string) => self.write({ color }),
    },
    highlightColor: {
      kind: 'property',
      since: 'WordApi 1.1',
      get: (self) =>
        self.read<string | null>(
          (chain) => highlights.find(([, own]) => own === valued('highlight')(chain))?.[0] ?? null,
          '',
        ),
      set: (self, value: unknown) => {
        const color = typeof value === 'string' ? value.toUpperCase() : '';
        const found = highlights.find(([code, name]) => code === color || name.toUpperCase() === color);
        if (color !== '' && !found) throw new HostError('InvalidArgument', `'${color}' is no highlight colour.`);
        self.write({ highlight: found?.[1] ?? null });
      },
    },
    name: {
      kind: 'property',
      since: 'WordApi 1.1',
      get: (self) => self.read((chain) => self.model.styles.fontNameOf(chain), ''),
      set: (self, name: string) => self.write({ name }),
    },
  },
});
