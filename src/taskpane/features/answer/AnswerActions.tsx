import {
  Button,
  Menu,
  MenuItem,
  MenuList,
  MenuPopover,
  MenuTrigger,
  SplitButton,
  Tooltip,
  type MenuButtonProps,
} from '@fluentui/react-components';
import {
  ArrowClockwise20Regular,
  Copy20Regular,
  ThumbDislike20Regular,
  ThumbLike20Regular,
} from '@fluentui/react-icons';
import {
  mainApplication,
  materialApplications,
  sheetApplications,
  type Application,
  type SheetApplication,
  type TextApplication,
  type Turn,
} from '../../../assistant/turn.ts';
import type { Block } from '../../../core/document/blocks.ts';
import type { Outlet } from '../../../core/edits/edit-plan.ts';
import { toPlainText } from '../../../core/document/plain-text.ts';
import { toHtml } from '../../../core/document/to-html.ts';
import { useAssistant, usePane } from '../../app/pane-context.ts';
import { sheetStrings } from '../sheet/strings.ts';
import { answerStrings } from './answer-strings.ts';
import { useStyles } from './Answer.styles.ts';

const textApplications: readonly TextApplication[] = [
  'replace',
  'insert-after',
  'insert-at-cursor',
  'comment',
  'new-document',
];

function isOfText(application: Application): application is TextApplication | Outlet {
  return ([...textApplications, 'send', 'share', 'download'] as readonly string[]).includes(application);
}

/** What can be done with an answer: put it into the document in one of the ways, copy it, ask again, rate it. */
export function AnswerActions({
  turn,
  blocks,
  mayInsert = true,
  isUnchanged = false,
  chosen,
  onChoose,
}: {
  readonly turn: Turn;
  readonly blocks: readonly Block[];
  /** False while something about the answer is to be settled first. */
  readonly mayInsert?: boolean;
  /** The answer is what stands there already: it can be handed over and copied, there is nothing to write. */
  readonly isUnchanged?: boolean;
  /** The way that the button is for, where it is not the usual one. */
  readonly chosen?: SheetApplication;
  /** Takes another way from the list, to be looked at first; without it a way from the list is gone at once. */
  readonly onChoose?: (application: SheetApplication) => void;
}): React.JSX.Element {
  const { assistant, strings, copy, language } = usePane();
  const own = answerStrings(language);
  const styles = useStyles();
  const writing = useAssistant((state) => state.writing);
  const trackChanges = useAssistant((state) => state.settings.trackChanges);
  const { capabilities, cells } = assistant.host;
  const { outlets } = capabilities;
  const all = outlets
    ? materialApplications(turn, outlets)
    : turn.context.sheet
      ? sheetApplications(turn)
      : textApplications;
  // What stands there already can still be handed over; written it would be the same, or there twice.
  const applications = isUnchanged ? all.filter((application) => outlets?.includes(application as Outlet)) : all;
  const main = chosen ?? (outlets ? (applications[0] ?? 'download') : mainApplication(turn));
  const isPossible = (application: Application): boolean =>
    application === 'comment'
      ? capabilities.comments && !turn.context.isCaret
      : application === 'new-document'
        ? capabilities.newDocument
        : application === 'text-box'
          ? cells?.supports.textBoxes === true
          : application === 'add-pivot'
            ? cells?.supports.pivotTables === true
            : application !== 'replace' || !turn.context.isCaret;
  const label = (application: Application): string =>
    application === 'replace' && trackChanges && capabilities.trackedChanges
      ? own.replaceTracked
      : isOfText(application)
        ? strings.applications[application]
        : sheetStrings(language).applications[application];
  const use = (application: Application): void => {
    if (onChoose && !isOfText(application)) onChoose(application);
    else void assistant.apply(application);
  };
  const busy = writing !== null || !mayInsert;
  const others = applications.filter((application) => application !== main && isPossible(application));

  return (
    <div className={styles.actions} data-focus-home>
      {turn.context.readOnly || applications.length === 0 || !isPossible(main) ? null : others.length === 0 ? (
        <Button
          appearance={turn.receipt ? 'outline' : 'primary'}
          disabledFocusable={busy}
          onClick={() => void assistant.apply(main)}
        >
          {label(main)}
        </Button>
      ) : (
        <Menu positioning="below-end">
          <MenuTrigger disableButtonEnhancement>
            {(trigger) => (
              <SplitButton
                appearance={turn.receipt ? 'outline' : 'primary'}
                disabledFocusable={busy}
                menuButton={{ ...(trigger as MenuButtonProps), 'aria-label': own.moreWays }}
                primaryActionButton={{ onClick: () => void assistant.apply(main) }}
              >
                {label(main)}
              </SplitButton>
            )}
          </MenuTrigger>
          <MenuPopover>
            <MenuList>
              {others.map((application) => (
                <MenuItem key={application} onClick={() => use(application)}>
                  {label(application)}
                </MenuItem>
              ))}
            </MenuList>
          </MenuPopover>
        </Menu>
      )}
      <Button
        icon={<Copy20Regular />}
        onClick={() => {
          void copy({ text: toPlainText(blocks), html: toHtml(blocks) }).then(() => assistant.say('copied'));
        }}
      >
        {strings.copy}
      </Button>
      <div className={styles.together}>
        <Tooltip content={strings.tryAgain} relationship="label">
          <Button appearance="subtle" icon={<ArrowClockwise20Regular />} onClick={() => void assistant.tryAgain()} />
        </Tooltip>
        <Tooltip content={own.goodAnswer} relationship="label">
          <Button
            appearance="subtle"
            icon={<ThumbLike20Regular />}
            aria-pressed={turn.rating === 'up'}
            onClick={() => assistant.rate(turn.rating === 'up' ? null : 'up')}
          />
        </Tooltip>
        <Tooltip content={own.badAnswer} relationship="label">
          <Button
            appearance="subtle"
            icon={<ThumbDislike20Regular />}
            aria-pressed={turn.rating === 'down'}
            onClick={() => assistant.rate(turn.rating === 'down' ? null : 'down')}
          />
        </Tooltip>
      </div>
    </div>
  );
}
