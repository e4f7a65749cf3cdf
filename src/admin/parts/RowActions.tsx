import { Button } from '@fluentui/react-components';
import { ArrowDown20Regular, ArrowUp20Regular, Delete20Regular, Edit20Regular } from '@fluentui/react-icons';
import { useStyles } from '../AdminPage.styles.ts';

/** What can be done with a row of a list whose order counts. */
export interface RowHandlers {
  readonly isBusy: boolean;
  readonly onEdit: () => void;
  /** Absent where it cannot go there. */
  readonly onUp?: (() => void) | undefined;
  readonly onDown?: (() => void) | undefined;
  readonly onRemove: () => void;
}

export interface RowActionsProps extends RowHandlers {
  /** The row's name, which each button says. */
  readonly name: string;
  readonly words: Readonly<Record<'edit' | 'up' | 'down' | 'remove', (name: string) => string>>;
}

/** The buttons of such a row. */
export function RowActions(props: RowActionsProps): React.JSX.Element {
  const { name, words, isBusy } = props;
  const styles = useStyles();
  const actions = [
    { label: words.edit(name), icon: <Edit20Regular />, run: props.onEdit },
    { label: words.up(name), icon: <ArrowUp20Regular />, run: props.onUp },
    { label: words.down(name), icon: <ArrowDown20Regular />, run: props.onDown },
    { label: words.remove(name), icon: <Delete20Regular />, run: props.onRemove },
  ];
  return (
    <div className={styles.actions}>
      {actions.map(({ label, icon, run }) => (
        <Button
          key={label}
          appearance="subtle"
          size="small"
          icon={icon}
          aria-label={label}
          title={label}
          disabledFocusable={isBusy || !run}
          onClick={() => run?.()}
        />
      ))}
    </div>
  );
}
