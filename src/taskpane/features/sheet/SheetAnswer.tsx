import { Button, MessageBar, MessageBarActions, MessageBarBody } from '@fluentui/react-components';
import { useMemo, useState, type ReactNode } from 'react';
import { planTurn } from '../../../assistant/plan-sheet-turn.ts';
import { answerOf, sheetApplications, type Turn } from '../../../assistant/turn.ts';
import type { Block } from '../../../core/document/blocks.ts';
import { parseMarkdown } from '../../../core/document/markdown.ts';
import { isRunning } from '../../../core/generation/reduce-generation.ts';
import { reachesOut } from '../../../core/sheet/formula/reaches-out.ts';
import { formulaIn } from '../../../core/sheet/formula-answer.ts';
import { cleanUpSteps, noChoices } from '../../../core/sheet/clean-up-steps.ts';
import { checkDraft, cleanUpOf, datesIn } from '../../../core/sheet/sheet-facts.ts';
import type { CheckedText } from '../../../core/figures/check/check-numbers.ts';
import type { SheetSelection } from '../../../core/document/context.ts';
import { Revealed } from '../../ui/Revealed.tsx';
import { useAssistant, usePane } from '../../app/pane-context.ts';
import { AnswerActions } from '../answer/AnswerActions.tsx';
import { useStyles } from '../answer/Answer.styles.ts';
import { BlocksView } from '../answer/BlockView.tsx';
import { useBlocks } from '../answer/useAnswer.ts';
import { CheckedBlocks } from './CheckedBlocks.tsx';
import { CleanUpSteps } from './CleanUpSteps.tsx';
import { FormulaPreview } from './FormulaPreview.tsx';
import { sheetStrings } from './strings.ts';
import { WritePreview } from './WritePreview.tsx';
import { WritingProgress } from './WritingProgress.tsx';

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
      return <CleanUpAnswer turn={turn} sheet={sheet} />;
    case 'chart':
    case 'pivot':
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
  const dates = useMemo(() => datesIn(sheet, checked), [sheet, checked]);
  const blocks = useMemo(() => parseMarkdown(checked.text), [checked]);
  const mayInsert = checked.unverified === 0 || turn.acceptsUnverified === true;
  return (
    <>
      <div className={styles.paper}>
        <CheckedBlocks checked={checked} dates={dates} />
      </div>
      <CheckSummary checked={checked} accepted={turn.acceptsUnverified === true} />
      <WaysToWrite turn={turn} blocks={blocks} mayInsert={mayInsert} />
    </>
  );
}

interface WaysToWriteProps {
  readonly turn: Turn;
  readonly blocks: readonly Block[];
  readonly mayInsert?: boolean;
}

/** The ways to write an answer into the workbook, with what the chosen one would write, and what was written then. */
function WaysToWrite({ turn, blocks, mayInsert = true }: WaysToWriteProps): React.JSX.Element {
  const [chosen, setChosen] = useState(() => sheetApplications(turn)[0]);
  const plan = useMemo(() => (chosen ? planTurn(turn, chosen) : null), [turn, chosen]);
  // A text is on screen already; of anything else a person wants to see what goes where.
  const isTold = chosen === 'insert-below' || chosen === 'new-sheet' || chosen === 'text-box';
  return (
    <>
      {plan && !turn.receipt ? <WritePreview key={chosen} plan={plan} isOpen={!isTold} /> : null}
      <AnswerActions
        turn={turn}
        blocks={blocks}
        mayInsert={mayInsert}
        isUnchanged={plan?.edits.length === 0}
        {...(chosen && { chosen })}
        onChoose={setChosen}
      />
      <WritingProgress />
      <OccupiedQuestion turn={turn} />
      <WrittenErrors turn={turn} />
    </>
  );
}

/** What was written shows errors. */
function WrittenErrors({ turn }: { readonly turn: Turn }): React.JSX.Element | null {
  const { language } = usePane();
  const errors = turn.receipt?.errorCells ?? 0;
  if (errors === 0) return null;
  return (
    <MessageBar intent="warning" layout="multiline">
      <MessageBarBody>{sheetStrings(language).errorsWritten(errors)}</MessageBarBody>
    </MessageBar>
  );
}

function CheckSummary({
  checked,
  accepted,
}: {
  readonly checked: CheckedText;
  readonly accepted: boolean;
}): React.JSX.Element {
  const { language } = usePane();
  const words = sheetStrings(language);
  const styles = useStyles();
  const count = checked.numbers.length;
  if (checked.unverified === 0) {
    return <div className={styles.quiet}>{count === 0 ? words.noNumbers : words.allVerified(count)}</div>;
  }
  return (
    <ToAccept accepted={accepted}>
      {words.someUnverified(checked.unverified, count)} {accepted ? words.accepted : ''}
    </ToAccept>
  );
}

function FormulaAnswer({ turn, sheet }: SheetTurn): React.JSX.Element {
  const { language } = usePane();
  const styles = useStyles();
  const answer = answerOf(turn);
  const formula = formulaIn(answer);
  const isOutward = formula !== undefined && reachesOut(formula) !== undefined;
  const blocks = useMemo(() => parseMarkdown(formula === undefined ? answer : `\`${formula}\``), [answer, formula]);
  // What is said beside the formula: why the old one failed.
  const reasons = useMemo(() => parseMarkdown(answer.replace(/^```[\s\S]*?^```/gm, '')), [answer]);
  return (
    <>
      <div className={styles.paper}>
        {formula === undefined ? (
          <>
            <BlocksView blocks={blocks} />
            <div className={styles.quiet}>{sheetStrings(language).noFormula}</div>
          </>
        ) : (
          <>
            {answer.trimStart().startsWith('=') ? null : <BlocksView blocks={reasons} />}
            <FormulaPreview formula={formula} sheet={sheet} />
          </>
        )}
      </div>
      {isOutward ? (
        <ToAccept accepted={turn.acceptsUnverified === true}>{sheetStrings(language).writeOutward}</ToAccept>
      ) : null}
      <WaysToWrite
        turn={turn}
        blocks={blocks}
        mayInsert={formula !== undefined && (!isOutward || turn.acceptsUnverified === true)}
      />
    </>
  );
}

/** A warning that the person takes note of before the answer can go in. */
function ToAccept({ accepted, children }: { readonly accepted: boolean; readonly children: ReactNode }): ReactNode {
  const { assistant, language } = usePane();
  return (
    <MessageBar intent="warning" layout="multiline">
      <MessageBarBody>{children}</MessageBarBody>
      {accepted ? null : (
        <MessageBarActions>
          <Button size="small" onClick={() => assistant.acceptUnverified()}>
            {sheetStrings(language).acceptUnverified}
          </Button>
        </MessageBarActions>
      )}
    </MessageBar>
  );
}

/** What is computed, or code: told in words, with what it would write. */
function PlainAnswer({ turn }: { readonly turn: Turn }): React.JSX.Element {
  const { assistant, language } = usePane();
  const styles = useStyles();
  const blocks = useMemo(() => parseMarkdown(answerOf(turn)), [turn]);
  const isImpossible = turn.command.answer === 'pivot' && assistant.host.cells?.supports.pivotTables === false;
  return (
    <>
      <div className={styles.paper}>
        <BlocksView blocks={blocks} />
      </div>
      {isImpossible ? (
        <MessageBar intent="warning" layout="multiline">
          <MessageBarBody>{sheetStrings(language).noPivots}</MessageBarBody>
        </MessageBar>
      ) : null}
      <WaysToWrite turn={turn} blocks={blocks} />
    </>
  );
}

/** A clean-up, step by step, each to be taken or left. */
function CleanUpAnswer({ turn, sheet }: SheetTurn): React.JSX.Element {
  const { language } = usePane();
  const styles = useStyles();
  const plan = useMemo(() => planTurn(turn, 'apply-cells'), [turn]);
  const steps = useMemo(
    () => cleanUpSteps(sheet, cleanUpOf(sheet), turn.choices ?? noChoices, turn.instruction),
    [sheet, turn],
  );
  const blocks = useMemo(() => parseMarkdown(answerOf(turn)), [turn]);
  const isProtected = sheet.around?.isProtected === true && steps.length > 0;
  // What was asked for and is not there is said before what is.
  const said = steps.length === 0 ? blocks : blocks.filter(({ type }) => type === 'paragraph');
  return (
    <>
      <div className={styles.paper}>
        {said.length > 0 ? <BlocksView blocks={said} /> : null}
        {steps.length > 0 ? <CleanUpSteps turn={turn} sheet={sheet} steps={steps} plan={plan} /> : null}
      </div>
      {isProtected ? (
        <MessageBar intent="warning" layout="multiline">
          <MessageBarBody>{sheetStrings(language).protectedSheet}</MessageBarBody>
        </MessageBar>
      ) : null}
      <AnswerActions
        turn={turn}
        blocks={blocks}
        mayInsert={!isProtected && plan.edits.length > 0 && turn.receipt === null}
        isUnchanged={steps.length === 0}
      />
      <WritingProgress />
      <OccupiedQuestion turn={turn} />
      <WrittenErrors turn={turn} />
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
