import { useMemo } from 'react';
import { showCells } from '../../../assistant/look-at-cells.ts';
import type { CheckedNumber, CheckedText } from '../../../core/figures/check/check-numbers.ts';
import type { DateInText } from '../../../core/figures/check/find-dates.ts';
import type { Source } from '../../../core/figures/figure.ts';
import { parseMarkdown } from '../../../core/document/markdown.ts';
import { usePane } from '../../app/pane-context.ts';
import { BlocksView, TextPieces } from '../answer/BlockView.tsx';
import { markNumbers, splitMarked } from './marked-numbers.ts';
import { useStyles } from './sheet.styles.ts';
import { sheetStrings } from './strings.ts';

export interface CheckedBlocksProps {
  readonly checked: CheckedText;
  /** Dates of it that cells hold. */
  readonly dates: readonly DateInText[];
}

/** A text about cells with each number a button: a verified one selects its cells, another says what the cells say instead. So is a date. */
export function CheckedBlocks({ checked, dates }: CheckedBlocksProps): React.JSX.Element {
  const marks = useMemo(
    () => [...checked.numbers, ...dates].sort((one, other) => one.start - other.start),
    [checked, dates],
  );
  const blocks = useMemo(() => parseMarkdown(markNumbers({ text: checked.text, numbers: marks })), [checked, marks]);
  const renderText = useMemo(
    () => (text: string) =>
      splitMarked(text).map(({ text: piece, number }, index) => {
        const found = number === undefined ? undefined : marks[number];
        if (!found) return piece;
        return 'status' in found ? (
          <NumberMark key={index} number={found} text={piece} />
        ) : (
          <DateMark key={index} date={found} text={piece} />
        );
      }),
    [marks],
  );
  return (
    <TextPieces.Provider value={renderText}>
      <BlocksView blocks={blocks} />
    </TextPieces.Provider>
  );
}

function NumberMark({ number, text }: { readonly number: CheckedNumber; readonly text: string }): React.JSX.Element {
  const { language } = usePane();
  const words = sheetStrings(language);
  const styles = useStyles();
  const finding = number.status === 'verified' ? number.finding : number.nearest;
  const [source] = finding?.sources ?? [];
  const label = finding?.label[language] ?? '';
  const said = words.verifiedBy(label, rangeOf(source));
  return (
    <CellsMark
      className={number.status === 'verified' ? styles.verified : styles.unverified}
      hint={number.status === 'verified' ? said : words.notVerified(finding && `${finding.shown}: ${said}`)}
      source={source}
      text={text}
    />
  );
}

function DateMark({ date, text }: { readonly date: DateInText; readonly text: string }): React.JSX.Element {
  const words = sheetStrings(usePane().language);
  const styles = useStyles();
  const { label, source } = date;
  return (
    <CellsMark className={styles.dated} hint={words.verifiedBy(label, rangeOf(source))} source={source} text={text} />
  );
}

function rangeOf(source: Source | undefined): string {
  return source ? `${source.sheet}!${source.range}` : '';
}

interface CellsMarkProps {
  readonly className: string;
  readonly hint: string;
  /** What is selected when it is pressed. */
  readonly source: Source | undefined;
  readonly text: string;
}

function CellsMark({ className, hint, source, text }: CellsMarkProps): React.JSX.Element {
  const { assistant } = usePane();
  const show = (): void => {
    if (source) void showCells(assistant.host, source.sheet, source.range);
  };
  return (
    // A button is a box of its own in its line, which lets a full stop after it begin the next line.
    <span
      role="button"
      tabIndex={0}
      className={className}
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
