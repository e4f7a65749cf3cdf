/**
 * How well numbers in a text are checked against a table. On generated workbooks with known answers: the share of true figures
 * that is verified, of planted wrong ones that is caught, and of false alarms among all true sentences. With a path to
 * TAT-QA's `tatqa_dataset_dev.json` (MIT, github.com/NExTplusplus/TAT-QA) the same on its questions. Fails below the goals.
 *
 *   node bench/figures.mjs [--from seed] [--count workbooks] [--tatqa path] [--half develop|held-out|all] [--show n] [--show-tatqa n]
 */
import './load-source.mjs';
import { parseArgs } from 'node:util';
import { checkTatqa } from './figures-tatqa.mjs';
import { makeWorkbook, sentencesOf } from './figures-workbooks.mjs';

const { tableFromRows } = await import('../src/core/figures/table.ts');
const { profileTable } = await import('../src/core/figures/profile/profile-table.ts');
const { figuresOf } = await import('../src/core/figures/figures-of.ts');
const { checkNumbers } = await import('../src/core/figures/check/check-numbers.ts');

const { values: options } = parseArgs({
  options: {
    from: { type: 'string', default: '100000' },
    count: { type: 'string', default: '200' },
    tatqa: { type: 'string' },
    half: { type: 'string', default: 'held-out' },
    show: { type: 'string', default: '0' },
    'show-tatqa': { type: 'string', default: '0' },
  },
});

/** Whether the number written as `shown` in a text is verified; undefined when it was not seen as a number at all. */
function isVerified(checked, text, shown) {
  const at = text.indexOf(shown);
  const found = checked.numbers.find(({ start, end }) => start < at + shown.length && at < end);
  return found && found.status === 'verified';
}

const tallies = new Map();
const tally = (name, hit) => {
  const [hits, all] = tallies.get(name) ?? [0, 0];
  tallies.set(name, [hits + (hit ? 1 : 0), all + 1]);
};
const misses = [];
const start = performance.now();
for (let seed = Number(options.from); seed < Number(options.from) + Number(options.count); seed += 1) {
  const workbook = makeWorkbook(seed);
  const table = tableFromRows(workbook.rows, workbook.formats ? { formats: workbook.formats } : {});
  const profile = profileTable(table);
  const source = { table, profile, figures: figuresOf(profile) };
  for (const own of workbook.facts) {
    const { truth, wrong } = sentencesOf(own, workbook.random);
    const checked = checkNumbers(truth.text, source);
    const verdict = isVerified(checked, truth.text, truth.shown);
    tally('true: verified', verdict === true);
    tally(`true: verified, ${workbook.language}`, verdict === true);
    tally(`true: verified, ${workbook.name}`, verdict === true);
    // Any number of a true sentence that is flagged alarms for nothing.
    tally('false alarms', checked.unverified > 0);
    if (verdict !== true)
      misses.push({ seed, layout: workbook.name, kind: 'TRUE', text: truth.text, checked, rows: workbook.rows });
    for (const { kind, text, shown } of wrong) {
      const isCaught = isVerified(checkNumbers(text, source), text, shown) === false;
      tally('wrong: caught', isCaught);
      tally(`wrong: caught, ${kind}`, isCaught);
      if (!isCaught)
        misses.push({
          seed,
          layout: workbook.name,
          kind,
          text,
          truth: truth.shown,
          checked: checkNumbers(text, source),
        });
    }
  }
}
const share = (name) => {
  const [hits, all] = tallies.get(name) ?? [0, 1];
  return hits / all;
};
console.log(
  `Generated workbooks ${options.from}–${Number(options.from) + Number(options.count) - 1}, ${((performance.now() - start) / 1000).toFixed(1)} s`,
);
for (const [name, [hits, all]] of [...tallies].sort(([one], [other]) => one.localeCompare(other))) {
  console.log(
    `  ${name.padEnd(30)} ${String(hits).padStart(6)} of ${String(all).padStart(6)}  ${((100 * hits) / all).toFixed(2)} %`,
  );
}
for (const { seed, layout, kind, text, truth, checked } of misses.slice(0, Number(options.show))) {
  const said = checked.numbers.map(
    (number) =>
      `${number.text} ${number.status} ${JSON.stringify((number.finding ?? number.nearest)?.label.en)} ${(number.finding ?? number.nearest)?.shown}`,
  );
  console.log(`- ${seed} ${layout} ${kind}: ${text}${truth ? ` (true: ${truth})` : ''}\n    ${said.join('\n    ')}`);
}
const failed = share('true: verified') < 0.95 || share('wrong: caught') < 0.99 || share('false alarms') > 0.02;
if (failed) console.log('Below the goals: 95 % verified, 99 % caught, at most 2 % false alarms.');
if (options.tatqa)
  await checkTatqa(
    options.tatqa,
    { tableFromRows, profileTable, figuresOf, checkNumbers },
    options.half,
    Number(options['show-tatqa']),
  );
process.exitCode = failed ? 1 : 0;
