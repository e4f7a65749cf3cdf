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

const width = 720;
const height = 180;
const foot = 20;
const head = 18;

/** A column for each point, drawn by ourselves: six shapes need no library. The same numbers are in a table below. */
export function ColumnChart(props: ColumnChartProps): React.JSX.Element {
  const { title, points, format, asTable, labelTitle, valueTitle } = props;
  const styles = useStyles();
  const greatest = Math.max(0, ...points.map(({ value }) => value));
  const room = height - foot - head;
  const step = width / Math.max(1, points.length);
  const thickness = Math.max(1, Math.min(48, step * 0.7));
  const every = Math.ceil(points.length / 8);
  return (
    <figure className={styles.figure}>
      <figcaption className={styles.caption}>{title}</figcaption>
      <svg className={styles.canvas} viewBox={`0 0 ${width} ${height}`} role="img" aria-label={title}>
        <text className={styles.label} x={0} y={12}>
          {format(greatest)}
        </text>
        <line className={styles.line} x1={0} x2={width} y1={head} y2={head} strokeDasharray="3 4" />
        {points.map(({ label, value }, index) => {
          const tall = greatest === 0 ? 0 : (value / greatest) * room;
          const middle = step * (index + 0.5);
          return (
            <g key={label}>
              <rect
                className={styles.bar}
                x={middle - thickness / 2}
                y={height - foot - tall}
                width={thickness}
                height={tall}
                rx={2}
              >
                <title>{`${label}: ${format(value)}`}</title>
              </rect>
              {index % every === 0 ? (
                <text
                  className={styles.label}
                  x={index === 0 ? 0 : middle}
                  y={height - 5}
                  textAnchor={index === 0 ? 'start' : 'middle'}
                >
                  {label.slice(5)}
                </text>
              ) : null}
            </g>
          );
        })}
        <line className={styles.line} x1={0} x2={width} y1={height - foot} y2={height - foot} />
      </svg>
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
