import { Badge, Button } from '@fluentui/react-components';
import { ArrowDown20Regular, ArrowUp20Regular, Delete20Regular, Edit20Regular } from '@fluentui/react-icons';
import type { SharedEntry } from '../../protocol/administration.ts';
import { useStyles } from '../AdminPage.styles.ts';
import { usePage } from '../page-context.ts';
import { sharedStrings } from './strings.ts';

export interface EntryRowProps {
  readonly entry: SharedEntry;
  readonly isBusy: boolean;
  readonly onEdit: () => void;
  /** Absent where it cannot go there. */
  readonly onUp?: (() => void) | undefined;
  readonly onDown?: (() => void) | undefined;
  readonly onRemove: () => void;
}

/** One prompt or template, whom it is for, and what can be done with it. */
export function EntryRow({ entry, isBusy, onEdit, onUp, onDown, onRemove }: EntryRowProps): React.JSX.Element {
  const words = sharedStrings(usePage().strings.language);
  const styles = useStyles();
  const { title, kind, groups, isPublished, body } = entry;
  const actions = [
    { label: words.edit(title), icon: <Edit20Regular />, run: onEdit },
    { label: words.up(title), icon: <ArrowUp20Regular />, run: onUp },
    { label: words.down(title), icon: <ArrowDown20Regular />, run: onDown },
    { label: words.remove(title), icon: <Delete20Regular />, run: onRemove },
  ];
  return (
    <li className={styles.row}>
      <div className={styles.panelHead}>
        <h3 className={styles.subheading}>{title}</h3>
        <Badge appearance="tint" color="informative">
          {words.kinds[kind]}
        </Badge>
        {isPublished ? null : (
          <Badge appearance="tint" color="warning">
            {words.draft}
          </Badge>
        )}
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
      </div>
      <div className={styles.quiet}>{groups.length === 0 ? words.everybody : words.forGroups(groups.join(', '))}</div>
      <div className={styles.text}>{body.length > 300 ? `${body.slice(0, 299)}…` : body}</div>
    </li>
  );
}
