/**
 * How long it takes to profile 1,000,000 cells in memory (100,000 rows of 10 columns: numbers, money, dates, categories, ids,
 * gaps and N/A, English and Chinese), ours against arquero and DuckDB in one run, interleaved. Ours does more: it also finds
 * the header, units, totals, series, outliers, correlations, keys and repeated rows. Fails when it is slower than either.
 *
 *   node --expose-gc bench/profile.mjs [rounds]
 */
import './load-source.mjs';
import { DuckDBInstance } from '@duckdb/node-api';
import { desc, op, table as arqueroTable } from 'arquero';
import { makeRandom } from './figures-workbooks.mjs';

const { tableFromRows } = await import('../src/core/figures/table.ts');
const { profileTable } = await import('../src/core/figures/profile/profile-table.ts');

const rounds = Number(process.argv[2] ?? 5);
const length = 100_000;
const head = [
  'Order ID',
  'Date',
  'Region',
  'Product',
  'Channel',
  'Units',
  'Price ($)',
  'Revenue ($)',
  'Discount (%)',
  '备注',
];
const regions = ['North', 'South', 'East', 'West', '华北', '华东'];
const products = Array.from({ length: 40 }, (_, at) => `Product ${at + 1}`);
const channels = ['Online', 'Shop', '代理', 'Phone'];
const measures = ['Units', 'Price ($)', 'Revenue ($)', 'Discount (%)'];

function makeRows() {
  const random = makeRandom(42);
  return Array.from({ length }, (_, at) => {
    const units = random.next() < 0.02 ? null : random.int(1, 500);
    const price = random.next() < 0.02 ? 'N/A' : Math.round((5 + random.next() * 400) * 100) / 100;
    const revenue = units === null || price === 'N/A' ? null : Math.round(units * price * 100) / 100;
    return [
      `SO-${100_000 + at}`,
      45_292 + Math.floor(at / 140),
      random.pick(regions),
      random.pick(products),
      random.pick(channels),
      units,
      price,
      revenue,
      random.int(0, 30),
      random.next() < 0.7 ? null : random.pick(['加急', 'gift', '已开票']),
    ];
  });
}

/** Types, gaps, count, sum, mean, deviation, quartiles and distinct values of each column, and revenue by region. */
function profileByArquero(rows) {
  const columns = Object.fromEntries(head.map((name, column) => [name, rows.map((row) => row[column])]));
  for (const name of measures)
    columns[name] = columns[name].map((value) => (typeof value === 'number' ? value : undefined));
  const data = arqueroTable(columns);
  const numeric = Object.fromEntries(
    measures.flatMap((name) => [
      [`${name} n`, op.valid(name)],
      [`${name} sum`, op.sum(name)],
      [`${name} mean`, op.mean(name)],
      [`${name} sd`, op.stdev(name)],
      [`${name} min`, op.min(name)],
      [`${name} q1`, op.quantile(name, 0.25)],
      [`${name} q2`, op.median(name)],
      [`${name} q3`, op.quantile(name, 0.75)],
      [`${name} max`, op.max(name)],
    ]),
  );
  const distinct = Object.fromEntries(head.map((name) => [`${name} distinct`, op.distinct(name)]));
  const summary = data.rollup({ ...numeric, ...distinct }).object();
  for (const category of ['Region', 'Product', 'Channel'])
    data
      .groupby(category)
      .rollup({ sum: op.sum('Revenue ($)'), mean: op.mean('Revenue ($)'), n: op.count() })
      .orderby(desc('sum'))
      .objects();
  return summary['Revenue ($) sum'];
}

async function profileByDuckdb(connection, rows) {
  await connection.run(
    'create or replace table t (id varchar, date double, region varchar, product varchar, channel varchar, units double, price double, revenue double, discount double, note varchar)',
  );
  const appender = await connection.createAppender('t');
  const kinds = ['v', 'd', 'v', 'v', 'v', 'd', 'd', 'd', 'd', 'v'];
  for (const row of rows) {
    for (let column = 0; column < 10; column += 1) {
      const value = row[column];
      if (value === null || (kinds[column] === 'd' && typeof value !== 'number')) appender.appendNull();
      else if (kinds[column] === 'd') appender.appendDouble(value);
      else appender.appendVarchar(value);
    }
    appender.endRow();
  }
  appender.closeSync();
  await (await connection.runAndReadAll('summarize t')).getRows();
  for (const category of ['region', 'product', 'channel'])
    (
      await connection.runAndReadAll(
        `select ${category}, sum(revenue), avg(revenue), count(*) from t group by 1 order by 2 desc`,
      )
    ).getRows();
  return Number((await connection.runAndReadAll('select sum(revenue) from t')).getRows()[0][0]);
}

const rows = makeRows();
const formats = head.map((_, column) => (column === 1 ? 'yyyy-mm-dd' : null));
const instance = await DuckDBInstance.create(':memory:', { threads: '1' });
const connection = await instance.connect();
const methods = [
  {
    name: 'inkstone',
    run: () => {
      const table = { ...tableFromRows([head, ...rows]), formats };
      return profileTable(table).columns[7].distribution.sum;
    },
  },
  { name: 'arquero', run: () => profileByArquero(rows) },
  { name: 'DuckDB (1 thread)', run: () => profileByDuckdb(connection, rows) },
];
const times = new Map(methods.map(({ name }) => [name, []]));
const memory = new Map(methods.map(({ name }) => [name, []]));
const median = (values) => values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)];
const sums = new Map();
for (let round = 0; round <= rounds; round += 1) {
  for (const { name, run } of methods) {
    globalThis.gc?.();
    const before = process.memoryUsage();
    const start = performance.now();
    sums.set(name, await run());
    const taken = performance.now() - start;
    const after = process.memoryUsage();
    // The first round warms up.
    if (round === 0) continue;
    times.get(name).push(taken);
    memory.get(name).push((after.heapUsed + after.arrayBuffers - before.heapUsed - before.arrayBuffers) / 2 ** 20);
  }
}
console.log(`${length * head.length} cells from rows in memory to profile, medians of ${rounds} rounds`);
const ours = median(times.get('inkstone'));
for (const { name } of methods) {
  const time = median(times.get(name));
  console.log(
    `  ${name.padEnd(18)} ${time.toFixed(0).padStart(6)} ms   ${(time / ours).toFixed(2)}x   ${median(memory.get(name)).toFixed(0).padStart(5)} MB of JavaScript heap and buffers more   revenue ${sums.get(name).toFixed(2)}`,
  );
}
const fastest = Math.min(...['arquero', 'DuckDB (1 thread)'].map((name) => median(times.get(name))));
console.log(`  ours / the faster of the two: ${(ours / fastest).toFixed(2)}`);
process.exitCode = ours > fastest ? 1 : 0;
