import { useMemo } from 'react';
import { showCells } from '../../../assistant/look-at-cells.ts';
import type { CheckedNumber, CheckedText } from '../../../core/figures/check/check-numbers.ts';
import { parseMarkdown } from '../../../core/document/markdown.ts';
import { usePane } from '../../app/pane-context.ts';
import { BlocksView, TextPieces } from '../answer/BlockView.tsx';
import { markNumbers, splitMarked } from './marked-numbers.ts';
import { useStyles } from './sheet.styles.ts';
import { sheetStrings } from './strings.ts';

/** A text about cells with each number a button: a verified one selects its cells, another says what the cells say instead. */
export function CheckedBlocks({ checked }: { readonly checked: CheckedText }): React.JSX.Element {
  const blocks = useMemo(() => parseMarkdown(markNumbers(checked)), [checked]);
  const renderText = useMemo(
    () => (text: string) =>
      splitMarked(text).map(({ text: piece, number }, index) => {
        const found = number === undefined ? undefined : checked.numbers[number];
        return found ? <NumberMark key={index} number={found} text={piece} /> : piece;
      }),
    [checked],
  );
  return (
    <TextPieces.Provider value={renderText}>
      <BlocksView blocks={blocks} />
    </TextPieces.Provider>
  );
}

function NumberMark({ number, text }: { readonly number: CheckedNumber; readonly text: string }): React.JSX.Element {
  const { assistant, language } = usePane();
  const styles = useStyles();
  const words = sheetStrings(language);
  const finding = number.status === 'verified' ? number.finding : number.nearest;
  const [source] = finding?.sources ?? [];
  const label = finding?.label[language] ?? '';
  const range = source ? `${source.sheet}!${source.range}` : '';
  const hint =
    number.status === 'verified'
      ? words.verifiedBy(label, range)
      : words.notVerified(finding && `${finding.shown}: ${words.verifiedBy(label, range)}`);
  const show = (): void => {
    if (source) void showCells(assistant.host, source.sheet, source.range);
  };
  return (
    // A button is a box of its own in its line, which lets a full stop after it begin the next line.
    <span
      role="button"
      tabIndex={0}
      className={number.status === 'verified' ? styles.verified : styles.unverified}
      aria-description={hint}
      data-hint={hint}
      onClick={show}
      onKeyDown={(event) => {
        if (event.key !== 'Enter' && event.key !== ' ') return;
        event.preventDefault();
        show();
      }}
    >
      {text}
    </span>
  );
}
