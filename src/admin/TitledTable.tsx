import { mergeClasses } from '@fluentui/react-components';
import { useStyles } from './AdminPage.styles.ts';

export interface TitledTableProps {
  /** What is in it, for who does not see it. */
  readonly label: string;
  readonly titles: readonly string[];
  readonly caption?: string;
  /** Scrolled from side to side on a narrow page, rather than pressed together. */
  readonly isWide?: boolean;
  /** Titles are not broken into lines. */
  readonly hasOneLineTitles?: boolean;
  /** The rows. */
  readonly children: React.ReactNode;
}

/** A table with a title over each column, which the keyboard can scroll. */
export function TitledTable(props: TitledTableProps): React.JSX.Element {
  const { label, titles, caption, isWide = false, hasOneLineTitles = false, children } = props;
  const styles = useStyles();
  return (
    <div className={styles.scroll} tabIndex={0} role="group" aria-label={label}>
      <table className={mergeClasses(styles.table, isWide && styles.wideTable)}>
        {caption === undefined ? null : <caption className={styles.caption}>{caption}</caption>}
        <thead>
          <tr>
            {titles.map((title) => (
              <th key={title} scope="col" className={mergeClasses(styles.cell, hasOneLineTitles && styles.oneLine)}>
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>{children}</tbody>
      </table>
    </div>
  );
}
