import { Button, MessageBar, MessageBarActions, MessageBarBody } from '@fluentui/react-components';
import { useMemo } from 'react';
import { planTurn } from '../../../assistant/plan-sheet-turn.ts';
import { answerOf, type Turn } from '../../../assistant/turn.ts';
import { parseMarkdown } from '../../../core/document/markdown.ts';
import { isRunning } from '../../../core/generation/reduce-generation.ts';
import { formulaIn } from '../../../core/sheet/formula-answer.ts';
import { checkDraft } from '../../../core/sheet/sheet-facts.ts';
import type { CheckedText } from '../../../core/figures/check/check-numbers.ts';
import type { SheetSelection } from '../../../core/document/context.ts';
import { Revealed } from '../../ui/Revealed.tsx';
import { useAssistant, usePane } from '../../app/pane-context.ts';
import { AnswerActions } from '../answer/AnswerActions.tsx';
import { useStyles } from '../answer/Answer.styles.ts';
import { BlocksView } from '../answer/BlockView.tsx';
import { useBlocks } from '../answer/useAnswer.ts';
import { CellsPreview } from './CellsPreview.tsx';
import { CheckedBlocks } from './CheckedBlocks.tsx';
import { FormulaPreview } from './FormulaPreview.tsx';
import { sheetStrings } from './strings.ts';

/** An answer about cells: with its numbers checked, its formula tried out, or its changes laid out before they are made. */
export function SheetAnswer({ turn }: { readonly turn: Turn }): React.JSX.Element | null {
  const styles = useStyles();
  const streamed = useBlocks(turn);
  const { sheet } = turn.context;
  if (!sheet) return null;
  if (isRunning(turn.generation)) {
    return (
      <div className={styles.paper}>
        <BlocksView blocks={streamed} />
      </div>
    );
  }
  switch (turn.command.answer) {
    case 'formula':
      return <FormulaAnswer turn={turn} sheet={sheet} />;
    case 'cells':
      return <CellsAnswer turn={turn} />;
    case 'chart':
    case 'content':
      return <PlainAnswer turn={turn} />;
    case 'reading':
    case 'rewrite':
      return <CheckedAnswer turn={turn} sheet={sheet} />;
  }
}

interface SheetTurn {
  readonly turn: Turn;
  readonly sheet: SheetSelection;
}

function CheckedAnswer({ turn, sheet }: SheetTurn): React.JSX.Element {
  const styles = useStyles();
  const checked = useMemo(() => checkDraft(sheet, answerOf(turn)), [sheet, turn]);
  const blocks = useMemo(() => parseMarkdown(checked.text), [checked]);
  const mayInsert = checked.unverified === 0 || turn.acceptsUnverified === true;
  return (
    <>
      <div className={styles.paper}>
        <CheckedBlocks checked={checked} />
      </div>
      <CheckSummary checked={checked} accepted={turn.acceptsUnverified === true} />
      <AnswerActions turn={turn} blocks={blocks} mayInsert={mayInsert} />
      <OccupiedQuestion turn={turn} />
    </>
  );
}

function CheckSummary({
  checked,
  accepted,
}: {
  readonly checked: CheckedText;
  readonly accepted: boolean;
}): React.JSX.Element {
  const { assistant, language } = usePane();
  const words = sheetStrings(language);
  const styles = useStyles();
  const count = checked.numbers.length;
  if (checked.unverified === 0) {
    return <div className={styles.quiet}>{count === 0 ? words.noNumbers : words.allVerified(count)}</div>;
  }
  return (
    <MessageBar intent="warning" layout="multiline">
      <MessageBarBody>
        {words.someUnverified(checked.unverified, count)} {accepted ? words.accepted : ''}
      </MessageBarBody>
      {accepted ? null : (
        <MessageBarActions>
          <Button size="small" onClick={() => assistant.acceptUnverified()}>
            {words.acceptUnverified}
          </Button>
        </MessageBarActions>
      )}
    </MessageBar>
  );
}

function FormulaAnswer({ turn, sheet }: SheetTurn): React.JSX.Element {
  const { language } = usePane();
  const styles = useStyles();
  const answer = answerOf(turn);
  const formula = formulaIn(answer);
  const blocks = useMemo(() => parseMarkdown(formula === undefined ? answer : `\`${formula}\``), [answer, formula]);
  return (
    <>
      <div className={styles.paper}>
        {formula === undefined ? (
          <>
            <BlocksView blocks={blocks} />
            <div className={styles.quiet}>{sheetStrings(language).noFormula}</div>
          </>
        ) : (
          <FormulaPreview formula={formula} sheet={sheet} />
        )}
      </div>
      <AnswerActions turn={turn} blocks={blocks} mayInsert={formula !== undefined} />
      <OccupiedQuestion turn={turn} />
    </>
  );
}

function CellsAnswer({ turn }: { readonly turn: Turn }): React.JSX.Element {
  const styles = useStyles();
  const blocks = useMemo(() => parseMarkdown(answerOf(turn)), [turn]);
  const plan = useMemo(() => planTurn(turn, 'apply-cells'), [turn]);
  return (
    <>
      <div className={styles.paper}>
        <BlocksView blocks={blocks} />
        <CellsPreview plan={plan} />
      </div>
      <AnswerActions turn={turn} blocks={blocks} mayInsert={plan.edits.length > 0} />
    </>
  );
}

function PlainAnswer({ turn }: { readonly turn: Turn }): React.JSX.Element {
  const styles = useStyles();
  const blocks = useMemo(() => parseMarkdown(answerOf(turn)), [turn]);
  return (
    <>
      <div className={styles.paper}>
        <BlocksView blocks={blocks} />
      </div>
      <AnswerActions turn={turn} blocks={blocks} />
      <OccupiedQuestion turn={turn} />
    </>
  );
}

/** Cells stand where the answer is to go: write over them, or not. */
function OccupiedQuestion({ turn }: { readonly turn: Turn }): React.JSX.Element | null {
  const { assistant, strings, language } = usePane();
  const occupied = useAssistant((state) => state.occupied);
  if (occupied?.turnId !== turn.id) return null;
  const words = sheetStrings(language);
  return (
    <Revealed key="occupied">
      <MessageBar intent="warning" layout="multiline">
        <MessageBarBody>{words.occupied(occupied.cellCount, `${occupied.sheet}!${occupied.address}`)}</MessageBarBody>
        <MessageBarActions>
          <Button size="small" onClick={() => void assistant.resolveOccupied('overwrite')}>
            {words.overwrite}
          </Button>
          <Button size="small" onClick={() => void assistant.resolveOccupied('cancel')}>
            {strings.cancel}
          </Button>
        </MessageBarActions>
      </MessageBar>
    </Revealed>
  );
}
