/**
 * How long the numbers of a draft take to check against a table of 100,000 cells (10,000 rows of 10 columns: orders with a day, a
 * region, a product, a channel and measures), in processor time: what is made ready of the table once, the first check of a draft of
 * 100 numbers, and the same draft checked again. Prints the medians of the rounds.
 *
 *   node bench/figures-large.mjs [rounds] [source folder of another version to run beside this one]
 */
import './load-source.mjs';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { makeRandom } from './figures-workbooks.mjs';

const rounds = Number(process.argv[2] ?? 5);
const folders = [process.argv[3], new URL('../src', import.meta.url).pathname].filter((folder) => folder !== undefined);
const length = 10_000;
const head = ['Order ID', 'Date', 'Region', 'Product', 'Channel', 'Units', 'Revenue', 'Cost', 'Discount (%)', 'Note'];
const regions = ['North', 'South', 'East', 'West', 'Centre'];
const products = Array.from({ length: 20 }, (_, at) => `Product ${String.fromCodePoint(65 + at)}`);
const channels = ['Online', 'Shop', 'Partner'];
const months = ['January', 'February', 'March', 'April', 'May', 'June'];

function makeRows() {
  const random = makeRandom(42);
  return Array.from({ length }, (_, at) => {
    const units = random.int(1, 500);
    const revenue = Math.round(units * (5 + random.next() * 400) * 100) / 100;
    const month = Math.floor((at * 12) / length) + 1;
    return [
      `SO-${100_000 + at}`,
      `2025-${String(month).padStart(2, '0')}-${String((at % 28) + 1).padStart(2, '0')}`,
      random.pick(regions),
      random.pick(products),
      random.pick(channels),
      units,
      revenue,
      Math.round(revenue * 70) / 100,
      random.int(0, 30),
      random.next() < 0.7 ? null : random.pick(['urgent', 'gift', 'invoiced']),
    ];
  });
}

/** 100 numbers: sums, means, shares, growth and comparisons, half of them false. */
function makeDraft() {
  const random = makeRandom(7);
  const sentences = [
    () =>
      `Revenue of ${random.pick(products)} in the ${random.pick(regions)} was ${random.int(10_000, 900_000).toLocaleString('en')}.`,
    () =>
      `The ${random.pick(regions)} sold ${random.int(1000, 90_000).toLocaleString('en')} units in ${random.pick(months)} 2025.`,
    () => `${random.pick(products)} accounted for ${random.int(1, 40)}.${random.int(0, 9)}% of revenue.`,
    () =>
      `Revenue in the ${random.pick(regions)} rose by ${random.int(1, 40)}.${random.int(0, 9)}% from ${random.pick(months)} to July 2025.`,
    () =>
      `On average, an order in the ${random.pick(regions)} brought ${random.int(1000, 90_000).toLocaleString('en')} of revenue.`,
  ];
  return Array.from({ length: 100 }, (_, at) => sentences[at % sentences.length]()).join('\n');
}

async function load(folder) {
  const at = (path) => pathToFileURL(resolve(folder, 'core/figures', path)).href;
  const { tableFromRows } = await import(at('table.ts'));
  const { profileTable } = await import(at('profile/profile-table.ts'));
  const { figuresOf } = await import(at('figures-of.ts'));
  const { checkNumbers } = await import(at('check/check-numbers.ts'));
  return { folder, tableFromRows, profileTable, figuresOf, checkNumbers };
}

const rows = [head, ...makeRows()];
const draft = makeDraft();
const cpu = (work) => {
  const from = process.cpuUsage();
  const result = work();
  const { user, system } = process.cpuUsage(from);
  return { result, ms: (user + system) / 1000 };
};
const median = (values) => values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)];

const versions = await Promise.all(folders.map((folder) => load(folder)));
const times = new Map(versions.map((version) => [version, { ready: [], first: [], again: [] }]));
const verdicts = new Map();
for (let round = 0; round <= rounds; round += 1) {
  for (const version of versions) {
    const table = version.tableFromRows(rows);
    const profile = version.profileTable(table);
    const source = { table, profile, figures: version.figuresOf(profile) };
    const own = times.get(version);
    const ready = cpu(() => version.checkNumbers('1', source)).ms;
    const first = cpu(() => version.checkNumbers(draft, source));
    const again = cpu(() => version.checkNumbers(draft, source)).ms;
    verdicts.set(version, first.result.numbers.map(({ text, status }) => `${text} ${status}`).join(' '));
    // The first round warms up.
    if (round > 0) {
      own.ready.push(ready);
      own.first.push(first.ms);
      own.again.push(again);
    }
  }
}
console.log(`100 numbers against 100,000 cells, ${rounds} rounds, processor time`);
for (const [{ folder }, { ready, first, again }] of times)
  console.log(
    `  ${folder}\n    made ready ${median(ready).toFixed(0)} ms, first check ${median(first).toFixed(0)} ms, again ${median(again).toFixed(0)} ms`,
  );
if (versions.length > 1) {
  const [before, after] = [...times.values()];
  const ratio = (key) => (median(before[key]) / median(after[key])).toFixed(1);
  console.log(`  ratio: made ready ${ratio('ready')}, first check ${ratio('first')}, again ${ratio('again')}`);
  console.log(`  same verdicts: ${new Set(verdicts.values()).size === 1}`);
}
