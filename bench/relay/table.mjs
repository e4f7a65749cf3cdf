/** The figures of the relay bench as a table in Markdown. */
import { cpus } from 'node:os';

const sorted = (values) => values.toSorted((one, other) => one - other);
export const quantile = (values, share) =>
  sorted(values)[Math.min(values.length - 1, Math.floor(values.length * share))];
export const median = (values) => quantile(values, 0.5) ?? Number.NaN;

/** Of processor time: what other processes do to the caches only ever adds to it. */
export const least = (values) => quantile(values, 0) ?? Number.NaN;

const format = (value, digits = 1) => (value === undefined || Number.isNaN(value) ? '–' : value.toFixed(digits));

const columns = [
  'relay',
  'first token added, p50 ms',
  'p99 ms',
  'CPU µs a token',
  'tokens a second per core',
  'of the node:http pipe’s',
  'MB for 1,000 streams',
  'requests a second per core',
  'cancelled of 20',
  'slowest ms',
];

export function printTable(names, results, rounds) {
  const direct = results.get('direct');
  const pipe = results.get('node:http pipe');
  console.log(
    `\n${cpus()[0].model}, ${cpus().length} cores, Node ${process.version}, rounds: ${rounds}, ${new Date().toISOString().slice(0, 10)}\n`,
  );
  console.log(`| ${columns.join(' | ')} |\n|${' --- |'.repeat(columns.length)}`);
  for (const name of names) {
    const { first, token, memory, request, cancel } = results.get(name);
    const slowest = cancel.map(({ slowestMs }) => slowestMs).filter((ms) => ms !== undefined);
    const cells = [
      format(median(first) - median(direct.first), 2),
      format(quantile(first, 0.99) - quantile(direct.first, 0.99), 2),
      format(least(token)),
      format(1_000_000 / least(token), 0),
      format(least(pipe.token) / least(token), 2),
      format(median(memory), 0),
      format(1_000_000 / least(request), 0),
      cancel.length === 0 ? '–' : String(Math.min(...cancel.map(({ count }) => count))),
      format(quantile(slowest, 0.99)),
    ];
    console.log(`| ${[name, ...cells].join(' | ')} |`);
  }
}
