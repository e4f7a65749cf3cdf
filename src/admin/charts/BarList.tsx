import { Fragment } from 'react';
import { useStyles } from './charts.styles.ts';

export interface Bar {
  readonly id: string;
  readonly label: string;
  readonly value: number;
}

export interface BarListProps {
  readonly title: string;
  /** All that may be among the greatest. */
  readonly items: readonly Bar[];
  readonly format: (value: number) => string;
  readonly empty: string;
  /** Said where there are more than are shown. */
  readonly cut: string;
}

const shown = 10;

/** Names with a bar and the number itself, the greatest first: it reads as a list where the bars are not seen. */
export function BarList({ title, items, format, empty, cut }: BarListProps): React.JSX.Element {
  const styles = useStyles();
  const sorted = [...items].sort((a, b) => b.value - a.value).slice(0, shown);
  const greatest = Math.max(0, ...sorted.map(({ value }) => value));
  return (
    <figure className={styles.figure}>
      <figcaption className={styles.caption}>{title}</figcaption>
      {sorted.length === 0 ? (
        <div>{empty}</div>
      ) : (
        <div className={styles.bars}>
          {sorted.map(({ id, label, value }) => (
            <Fragment key={id}>
              <span className={styles.name}>{label}</span>
              <svg width="100%" height="12" viewBox="0 0 100 12" preserveAspectRatio="none" aria-hidden>
                <rect className={styles.rest} width={100} height={12} />
                <rect className={styles.bar} width={greatest === 0 ? 0 : (value / greatest) * 100} height={12} />
              </svg>
              <span className={styles.value}>{format(value)}</span>
            </Fragment>
          ))}
        </div>
      )}
      {items.length > shown ? <div className={styles.note}>{cut}</div> : null}
    </figure>
  );
}
