/**
 * A draft as blocks and inlines: what a model's Markdown means, free of any host.
 * The pane shows it, the WordprocessingML writer turns it into native Word.
 */

export type Inline =
  | { readonly type: 'text'; readonly text: string }
  | { readonly type: 'strong' | 'emphasis' | 'strike'; readonly children: readonly Inline[] }
  | { readonly type: 'code'; readonly text: string }
  | { readonly type: 'link'; readonly url: string; readonly title?: string; readonly children: readonly Inline[] }
  | { readonly type: 'image'; readonly url: string; readonly alt: string }
  /** LaTeX without its delimiters. */
  | { readonly type: 'math'; readonly latex: string }
  | { readonly type: 'footnote'; readonly children: readonly Block[] }
  | { readonly type: 'break' };

export type ColumnAlignment = 'left' | 'center' | 'right' | null;

export interface ListItem {
  /** For a task list: whether it is ticked; absent for an ordinary item. */
  readonly checked?: boolean;
  readonly children: readonly Block[];
}

export type Block =
  | { readonly type: 'paragraph'; readonly children: readonly Inline[] }
  | { readonly type: 'heading'; readonly level: 1 | 2 | 3 | 4 | 5 | 6; readonly children: readonly Inline[] }
  | { readonly type: 'list'; readonly ordered: boolean; readonly start: number; readonly items: readonly ListItem[] }
  | {
      readonly type: 'table';
      readonly alignments: readonly ColumnAlignment[];
      /** The first row is the header row. Every row has as many cells as `alignments`. */
      readonly rows: readonly (readonly (readonly Inline[])[])[];
    }
  | { readonly type: 'code'; readonly language: string; readonly text: string }
  | { readonly type: 'quote'; readonly children: readonly Block[] }
  | { readonly type: 'math'; readonly latex: string }
  | { readonly type: 'rule' };
