/** The figures of the relay bench as a table in Markdown. */
import { cpus } from 'node:os';

const sorted = (values) => values.filter((value) => value !== undefined).toSorted((one, other) => one - other);
export function quantile(values, share) {
  const list = sorted(values);
  return list[Math.min(list.length - 1, Math.floor(list.length * share))];
}
export const median = (values) => quantile(values, 0.5) ?? Number.NaN;

/**
 * How much of `other` the values are, each against the one of its turn: a machine that others work on too is twice as fast in one turn as in
 * the next, whoever is measured.
 */
export const ratio = (values, other) =>
  median(values.map((value, turn) => value / other[turn]).filter(Number.isFinite));

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
    const slowest = cancel.map((one) => one?.slowestMs);
    const cells = [
      format(median(first) - median(direct.first), 2),
      format(quantile(first, 0.99) - quantile(direct.first, 0.99), 2),
      format(median(token)),
      format(1_000_000 / median(token), 0),
      format(1 / ratio(token, pipe.token), 2),
      format(median(memory), 0),
      format(1_000_000 / median(request), 0),
      cancel.length === 0 ? '–' : String(Math.min(...cancel.map((one) => one?.count ?? 0))),
      format(quantile(slowest, 0.99)),
    ];
    console.log(`| ${[name, ...cells].join(' | ')} |`);
  }
}
