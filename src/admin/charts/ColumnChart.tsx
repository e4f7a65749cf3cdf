import { useStyles } from './charts.styles.ts';

export interface ColumnChartProps {
  readonly title: string;
  readonly points: readonly { readonly label: string; readonly value: number }[];
  readonly format: (value: number) => string;
  /** Words of the fold that holds the numbers, and of its columns. */
  readonly asTable: string;
  readonly labelTitle: string;
  readonly valueTitle: string;
}

/** Of the drawing, which is stretched to its place; words stand beside it, so that they stay legible on a narrow page. */
const width = 1000;
const height = 100;
const thickness = 0.7;

/** A column for each point, drawn by ourselves: a few shapes need no library. The same numbers are in a table below. */
export function ColumnChart(props: ColumnChartProps): React.JSX.Element {
  const { title, points, format, asTable, labelTitle, valueTitle } = props;
  const styles = useStyles();
  const greatest = Math.max(0, ...points.map(({ value }) => value));
  const step = width / Math.max(1, points.length);
  const middle = points[Math.floor((points.length - 1) / 2)];
  const marks = [points[0], ...(points.length > 2 ? [middle] : []), ...(points.length > 1 ? [points.at(-1)] : [])];
  return (
    <figure className={styles.figure}>
      <figcaption className={styles.caption}>{title}</figcaption>
      <div className={styles.axis} aria-hidden>
        {format(greatest)}
      </div>
      <svg
        className={styles.canvas}
        viewBox={`0 0 ${width} ${height}`}
        preserveAspectRatio="none"
        role="img"
        aria-label={title}
      >
        {[0, height / 2, height].map((y) => (
          <line
            key={y}
            className={styles.line}
            x1={0}
            x2={width}
            y1={y}
            y2={y}
            vectorEffect="non-scaling-stroke"
            strokeDasharray={y === height ? 'none' : '3 4'}
          />
        ))}
        {points.map(({ label, value }, index) => {
          const tall = greatest === 0 ? 0 : (value / greatest) * height;
          return (
            <rect
              key={label}
              className={styles.bar}
              x={step * (index + (1 - thickness) / 2)}
              y={height - tall}
              width={step * thickness}
              height={tall}
            >
              <title>{`${label}: ${format(value)}`}</title>
            </rect>
          );
        })}
      </svg>
      <div className={styles.axis} aria-hidden>
        {marks.map((point) => (
          <span key={point?.label}>{point?.label}</span>
        ))}
      </div>
      <details>
        <summary tabIndex={0}>{asTable}</summary>
        <table className={styles.table}>
          <thead>
            <tr>
              <th scope="col" className={styles.cell}>
                {labelTitle}
              </th>
              <th scope="col" className={styles.cell}>
                {valueTitle}
              </th>
            </tr>
          </thead>
          <tbody>
            {points.map(({ label, value }) => (
              <tr key={label}>
                <td className={styles.cell}>{label}</td>
                <td className={styles.cell}>{format(value)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </figure>
  );
}
