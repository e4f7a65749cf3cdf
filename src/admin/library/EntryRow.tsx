import { Badge } from '@fluentui/react-components';
import type { SharedEntry } from '../../protocol/administration.ts';
import { useStyles } from '../AdminPage.styles.ts';
import { usePage } from '../page-context.ts';
import { RowActions, type RowHandlers } from '../parts/RowActions.tsx';
import { sharedStrings } from './strings.ts';

export interface EntryRowProps extends RowHandlers {
  readonly entry: SharedEntry;
}

/** One prompt or template, whom it is for, and what can be done with it. */
export function EntryRow({ entry, ...handlers }: EntryRowProps): React.JSX.Element {
  const words = sharedStrings(usePage().strings.language);
  const styles = useStyles();
  const { title, kind, groups, isPublished, body } = entry;
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
        <RowActions name={title} words={words} {...handlers} />
      </div>
      <div className={styles.quiet}>{groups.length === 0 ? words.everybody : words.forGroups(groups.join(', '))}</div>
      <div className={styles.text}>{body.length > 300 ? `${body.slice(0, 299)}…` : body}</div>
    </li>
  );
}
