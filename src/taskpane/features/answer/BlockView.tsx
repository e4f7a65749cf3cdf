import { Link } from '@fluentui/react-components';
import { createContext, Fragment, lazy, memo, Suspense, useContext, type ReactNode } from 'react';
import type { Block, Inline } from '../../../core/document/blocks.ts';
import { useStyles } from './Answer.styles.ts';

/** Drawn once its code is there; a formula that cannot be drawn is shown as its source. */
const Formula = lazy(() =>
  import('./Formula.tsx').then(
    ({ Formula }) => ({ default: Formula }),
    () => ({ default: ({ latex }: { readonly latex: string }) => <code>{latex}</code> }),
  ),
);

/** Coloured once the highlighter is there; plain without it. */
const CodeView = lazy(() =>
  import('./CodeView.tsx').then(
    ({ CodeView }) => ({ default: CodeView }),
    () => ({ default: ({ text }: { readonly text: string; readonly language: string }) => <code>{text}</code> }),
  ),
);

/** How a run of plain text is drawn; a part of the pane that knows more of the text than its letters puts its own way here. */
export const TextPieces = createContext<(text: string) => ReactNode>((text) => text);

/** Blocks as elements, never as markup: what a model writes is text. A finished block is the same object and is skipped. */
export function BlocksView({ blocks }: { readonly blocks: readonly Block[] }): React.JSX.Element {
  return (
    <>
      {blocks.map((block, index) => (
        <BlockView key={index} block={block} />
      ))}
    </>
  );
}

const BlockView = memo(function BlockView({ block }: { readonly block: Block }): React.JSX.Element {
  const styles = useStyles();
  switch (block.type) {
    case 'paragraph':
      return (
        <p className={styles.paragraph}>
          <Inlines inlines={block.children} />
        </p>
      );
    case 'heading':
      // The pane's own headings come first; the answer's are one step below them.
      return (
        <div role="heading" aria-level={Math.min(6, block.level + 2)} className={styles.heading}>
          <Inlines inlines={block.children} />
        </div>
      );
    case 'list': {
      const items = block.items.map((item, index) => (
        <li key={index}>
          {item.checked === undefined ? null : item.checked ? '☑ ' : '☐ '}
          {item.children.map((child, at) =>
            // A further paragraph of an item stands on its own.
            at === 0 && child.type === 'paragraph' ? (
              <Inlines key={at} inlines={child.children} />
            ) : (
              <BlockView key={at} block={child} />
            ),
          )}
        </li>
      ));
      return block.ordered ? (
        <ol className={styles.list} start={block.start}>
          {items}
        </ol>
      ) : (
        <ul className={styles.list}>{items}</ul>
      );
    }
    case 'table': {
      const [head, ...rows] = block.rows;
      return (
        <div className={styles.tableScroll} tabIndex={0} role="group">
          <table className={styles.table}>
            <thead>
              <tr>
                {head?.map((cell, index) => (
                  <th key={index} scope="col" className={styles.cell}>
                    <Inlines inlines={cell} />
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {rows.map((row, index) => (
                <tr key={index}>
                  {row.map((cell, at) => (
                    <td key={at} className={styles.cell}>
                      <Inlines inlines={cell} />
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      );
    }
    case 'code':
      return (
        <pre className={styles.code} tabIndex={0}>
          <Suspense fallback={<code>{block.text}</code>}>
            <CodeView text={block.text} language={block.language} />
          </Suspense>
        </pre>
      );
    case 'quote':
      return (
        <blockquote className={styles.quote}>
          <BlocksView blocks={block.children} />
        </blockquote>
      );
    case 'math':
      return <FormulaOrSource latex={block.latex} isDisplay />;
    case 'rule':
      return <hr />;
  }
});

function Inlines({ inlines }: { readonly inlines: readonly Inline[] }): React.JSX.Element {
  return (
    <>
      {inlines.map((inline, index) => (
        <InlineView key={index} inline={inline} />
      ))}
    </>
  );
}

function InlineView({ inline }: { readonly inline: Inline }): React.JSX.Element {
  const styles = useStyles();
  const renderText = useContext(TextPieces);
  switch (inline.type) {
    case 'text':
      return <Fragment>{renderText(inline.text)}</Fragment>;
    case 'strong':
      return (
        <strong>
          <Inlines inlines={inline.children} />
        </strong>
      );
    case 'emphasis':
      return (
        <em>
          <Inlines inlines={inline.children} />
        </em>
      );
    case 'strike':
      return (
        <s>
          <Inlines inlines={inline.children} />
        </s>
      );
    case 'code':
      return <code className={styles.inlineCode}>{inline.text}</code>;
    case 'break':
      return <br />;
    case 'link':
      return (
        <Link href={inline.url} target="_blank" rel="noopener noreferrer" title={inline.url}>
          <Inlines inlines={inline.children} />
        </Link>
      );
    case 'image':
      // A picture from elsewhere would tell its server what was read; only one that came along is shown.
      return inline.url.startsWith('data:') ? (
        <img className={styles.picture} src={inline.url} alt={inline.alt} />
      ) : (
        <Fragment>{inline.alt || inline.url}</Fragment>
      );
    case 'math':
      return <FormulaOrSource latex={inline.latex} isDisplay={false} />;
    case 'footnote':
      return <sup>†</sup>;
  }
}

function FormulaOrSource({
  latex,
  isDisplay,
}: {
  readonly latex: string;
  readonly isDisplay: boolean;
}): React.JSX.Element {
  return (
    <Suspense fallback={<code>{latex}</code>}>
      <Formula latex={latex} isDisplay={isDisplay} />
    </Suspense>
  );
}
