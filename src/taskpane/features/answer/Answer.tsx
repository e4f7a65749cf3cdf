import { Button, MessageBar, MessageBarActions, MessageBarBody, Tab, TabList } from '@fluentui/react-components';
import { ArrowSwap20Regular, ArrowUndo20Regular, Dismiss20Regular } from '@fluentui/react-icons';
import { useRef, useState } from 'react';
import { isContinuable } from '../../../assistant/continue-answer.ts';
import type { Notice } from '../../../assistant/assistant-state.ts';
import { answerOf, type Application, type Turn } from '../../../assistant/turn.ts';
import type { Receipt } from '../../../core/edits/edit-plan.ts';
import { isRunning } from '../../../core/generation/reduce-generation.ts';
import { endingOf } from '../../ui/ending.ts';
import { endingStrings } from '../../ui/ending-strings.ts';
import { ErrorBar } from '../../ui/ErrorBar.tsx';
import { Revealed } from '../../ui/Revealed.tsx';
import { useKeptInSight } from '../../ui/useKeptInSight.ts';
import { useAssistant, usePane } from '../../app/pane-context.ts';
import { SheetAnswer } from '../sheet/sheet-parts.ts';
import { sheetStrings } from '../sheet/strings.ts';
import { answerStrings } from './answer-strings.ts';
import { AnswerActions } from './AnswerActions.tsx';
import { AnswerProgress } from './AnswerProgress.tsx';
import { useStyles } from './Answer.styles.ts';
import { BlocksView } from './BlockView.tsx';
import { CostLine } from './CostLine.tsx';
import { DiffView } from './DiffView.tsx';
import { useBlocks, useChanges } from './useAnswer.ts';

export interface AnswerProps {
  /** Shows how to connect a model. */
  readonly onConnect: () => void;
}

/** The answer to the last request: as it streams, then what can be done with it. */
export function Answer({ onConnect }: AnswerProps): React.JSX.Element | null {
  const turn = useAssistant((state) => state.turn);
  return turn ? <TurnView key={turn.id} turn={turn} onConnect={onConnect} /> : null;
}

function TurnView({ turn, onConnect }: AnswerProps & { readonly turn: Turn }): React.JSX.Element {
  const { assistant, strings, language } = usePane();
  const own = answerStrings(language);
  const styles = useStyles();
  const blocks = useBlocks(turn);
  const changes = useChanges(turn);
  const conflict = useAssistant((state) => state.conflict);
  const writeError = useAssistant((state) => state.writeError);
  const notice = useAssistant((state) => state.notice);
  const [view, setView] = useState<'changes' | 'result'>('changes');
  const { generation } = turn;
  const running = isRunning(generation);
  const isUnchanged = changes?.editCount === 0;
  const isEmpty = answerOf(turn).trim() === '';
  const ending = endingOf(turn, { strings, language });
  const reasoning = generation.status === 'idle' ? '' : generation.reasoning;

  const section = useRef<HTMLElement>(null);
  useKeptInSight(section, running);

  const goOn = isContinuable(turn) ? () => void assistant.goOn() : undefined;
  const outcome =
    generation.status === 'failed' ? (
      <ErrorBar
        error={generation.error}
        hasText={!isEmpty}
        // Asking again about the same caret would be refused again: by then something else may be selected.
        onRetry={() =>
          void (generation.error.code === 'selection-empty'
            ? assistant.run(turn.command, turn.instruction, turn.options)
            : assistant.tryAgain())
        }
        onContinue={goOn}
        onConnect={onConnect}
      />
    ) : ending ? (
      <Ending isAsked={ending.isAsked} text={ending.text} onContinue={goOn} />
    ) : null;

  return (
    <section ref={section} className={styles.root} aria-label={strings.answer} aria-busy={running}>
      <div className={styles.head}>
        <h2 className={styles.title}>{turn.command.title[language]}</h2>
        {turn.otherDraft && !running && !turn.receipt ? (
          <Button
            size="small"
            appearance="subtle"
            icon={<ArrowSwap20Regular />}
            aria-label={own.otherDraft}
            data-hint={own.otherDraft}
            onClick={() => assistant.swapDrafts()}
          />
        ) : null}
        <Button
          size="small"
          appearance="subtle"
          icon={<Dismiss20Regular />}
          aria-label={own.newTurn}
          onClick={() => assistant.closeTurn()}
        />
      </div>
      {running ? <AnswerProgress turn={turn} /> : null}
      {reasoning === '' ? null : (
        <details>
          <summary tabIndex={0} className={styles.quiet}>
            {own.reasoning}
          </summary>
          <div className={styles.reasoning}>{reasoning}</div>
        </details>
      )}
      {generation.status !== 'idle' && generation.masked !== undefined ? (
        <div className={styles.quiet}>{own.masked(generation.masked)}</div>
      ) : null}
      {changes && !isUnchanged && !isEmpty ? (
        <TabList
          size="small"
          selectedValue={view}
          onTabSelect={(_event, { value }) => setView(value as 'changes' | 'result')}
        >
          <Tab value="changes">{own.viewChanges}</Tab>
          <Tab value="result">{own.viewResult}</Tab>
        </TabList>
      ) : null}
      {/* Cells are offered to be written right below their answer: that it is not whole is read before. */}
      {turn.context.sheet ? outcome : null}
      {isEmpty ? null : turn.context.sheet ? (
        <SheetAnswer turn={turn} />
      ) : (
        <div className={styles.paper}>
          {changes && (isUnchanged || view === 'changes') ? (
            <DiffView summary={changes} />
          ) : (
            <BlocksView blocks={blocks} />
          )}
        </div>
      )}
      {turn.context.sheet ? null : outcome}
      {turn.keepsParts ? <div className={styles.quiet}>{own.keepsParts}</div> : null}
      {turn.passagesLeftOut > 0 ? <div className={styles.quiet}>{strings.leftOut(turn.passagesLeftOut)}</div> : null}
      {!running && turn.cost ? <CostLine cost={turn.cost} characters={answerOf(turn).trim().length} /> : null}
      {!running && !isEmpty && !turn.context.sheet ? (
        <AnswerActions turn={turn} blocks={blocks} isUnchanged={isUnchanged} />
      ) : null}
      {conflict ? (
        <Revealed key="conflict">
          <MessageBar intent="warning" layout="multiline">
            <MessageBarBody>
              {conflict.reason === 'selection-moved' ? strings.conflictMoved : strings.conflictChanged}
            </MessageBarBody>
            <MessageBarActions className={styles.choices}>
              <Button size="small" onClick={() => void assistant.resolveConflict('here')}>
                {strings.writeHere}
              </Button>
              {conflict.isInPlace ? (
                <Button size="small" onClick={() => void assistant.resolveConflict('there')}>
                  {own.writeThere}
                </Button>
              ) : null}
              <Button size="small" onClick={() => void assistant.resolveConflict('cancel')}>
                {strings.cancel}
              </Button>
            </MessageBarActions>
          </MessageBar>
        </Revealed>
      ) : null}
      {writeError ? (
        <Revealed key={`error-${writeError.code}`}>
          <ErrorBar error={writeError} />
        </Revealed>
      ) : null}
      {turn.receipt ? <AppliedBar receipt={turn.receipt} application={turn.appliedAs} /> : null}
      {notice && notice !== noticeOf(turn.appliedAs) ? (
        <Revealed key={notice}>
          <MessageBar intent={notice === 'changed-since' ? 'warning' : 'success'} layout="multiline">
            <MessageBarBody>
              {notice === 'changed-since' && turn.context.sheet
                ? sheetStrings(language).changedSince
                : notice === 'changed-since' && turn.appliedAs === 'comment'
                  ? own.commentChanged
                  : strings.notices[notice]}
            </MessageBarBody>
          </MessageBar>
        </Revealed>
      ) : null}
    </section>
  );
}

interface EndingProps {
  readonly isAsked: boolean;
  readonly text: string;
  readonly onContinue: (() => void) | undefined;
}

/** That the answer is not whole, or there is none, and the ways to get the rest, or to ask again. */
function Ending({ isAsked, text, onContinue }: EndingProps): React.JSX.Element {
  const { assistant, strings, language } = usePane();
  return (
    <MessageBar intent={isAsked ? 'info' : 'warning'} layout="multiline">
      <MessageBarBody>{text}</MessageBarBody>
      <MessageBarActions>
        {onContinue ? (
          <Button size="small" onClick={onContinue}>
            {endingStrings(language).goOn}
          </Button>
        ) : null}
        <Button size="small" onClick={() => void assistant.tryAgain()}>
          {strings.retry}
        </Button>
      </MessageBarActions>
    </MessageBar>
  );
}

/** What is said of an answer that was put to use in this way. */
function noticeOf(application: Application | undefined): Notice {
  if (application === 'comment') return 'comment-added';
  return application === 'new-document' ? 'document-opened' : 'applied';
}

interface AppliedBarProps {
  readonly receipt: Receipt;
  readonly application: Application | undefined;
}

/** What was written, with the ways to see it and to take it back. */
function AppliedBar({ receipt, application }: AppliedBarProps): React.JSX.Element {
  const { assistant, strings } = usePane();
  const writing = useAssistant((state) => state.writing);
  return (
    <Revealed key={receipt.id}>
      <MessageBar intent="success" layout="multiline">
        <MessageBarBody>{strings.notices[noticeOf(application)]}</MessageBarBody>
        <MessageBarActions>
          {receipt.undoable ? (
            <Button
              size="small"
              icon={<ArrowUndo20Regular />}
              disabledFocusable={writing !== null}
              onClick={() => void assistant.undo()}
            >
              {strings.undo}
            </Button>
          ) : null}
          {application === 'new-document' ? null : (
            <Button size="small" appearance="transparent" onClick={() => void assistant.showReceipt()}>
              {strings.show}
            </Button>
          )}
        </MessageBarActions>
      </MessageBar>
    </Revealed>
  );
}
