/**
 * How long it takes to find the changes between two versions of a 10,000-word text, ours against diff-match-patch and
 * jsdiff in the same process, interleaved; medians and ratios. Fails when ours is slower than it promises.
 *
 *   node bench/redline.mjs [rounds]
 */
import './load-source.mjs';
import { diffWordsWithSpace } from 'diff';
import DiffMatchPatch from 'diff-match-patch';
import { editText, makeText } from './redline-text.mjs';

const { applyChanges, diffWords } = await import('../src/base/word-diff.ts');

const rounds = Number(process.argv[2] ?? 5);
const words = 10_000;
/** jsdiff takes seconds on the harder texts: once is enough there. */
const slowMs = 1500;

const patcher = new DiffMatchPatch();
const methods = [
  { name: 'inkstone', run: (before, after) => diffWords(before, after) },
  { name: 'diff-match-patch', run: (before, after) => patcher.diff_main(before, after) },
  { name: 'jsdiff', run: (before, after) => diffWordsWithSpace(before, after) },
];

const median = (values) => values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)];
let failed = false;

for (const language of ['english', 'chinese']) {
  for (const share of [0.02, 0.15]) {
    const before = makeText(language, words);
    const after = editText(before, language, share);
    const changes = diffWords(before, after);
    if (applyChanges(before, changes) !== after) throw new Error('The changes do not make the text after.');
    const times = new Map(methods.map(({ name }) => [name, []]));
    for (let round = 0; round < rounds; round += 1) {
      for (const { name, run } of methods) {
        const taken = times.get(name);
        if ((taken[0] ?? 0) > slowMs) continue;
        const start = performance.now();
        run(before, after);
        taken.push(performance.now() - start);
      }
    }
    const ours = median(times.get('inkstone'));
    console.log(
      `${language}, ${words} words, ${before.length} characters, ${share * 100} % edited: ${changes.length} changes`,
    );
    for (const { name } of methods) {
      const time = median(times.get(name));
      console.log(`  ${name.padEnd(18)} ${time.toFixed(1).padStart(8)} ms   ${(time / ours).toFixed(1)}x`);
    }
    if (share === 0.15 && ours > median(times.get('diff-match-patch')) / 5) {
      console.log('  Slower than promised: diff-match-patch takes less than 5 times as long.');
      failed = true;
    }
  }
}
process.exitCode = failed ? 1 : 0;
