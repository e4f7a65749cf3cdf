/**
 * TAT-QA's questions (Zhu et al. 2021) with a number for an answer that comes from the table, as sentences about it: the
 * question and its answer. The file is a list of { table: { table: string[][] }, paragraphs, questions: { question, answer,
 * derivation, answer_type, answer_from, scale } }. Wrong sentences carry another number of the same table row, the answer
 * times ten, with its sign turned, or off in its last digits.
 */
import { readFile } from 'node:fs/promises';
import { makeRandom } from './figures-workbooks.mjs';

/** "What was the percentage change in X in 2019?" says what is asked; "12.3" is said as "12.3%" where the scale is percent. */
function sentenceOf(question, shown) {
  return `${question.replace(/\?\s*$/, '').trim()}: ${shown}.`;
}

function answerOf({ answer, scale, answer_type: type }) {
  const text = Array.isArray(answer) ? (answer.length === 1 ? String(answer[0]) : '') : String(answer);
  const bare = text.replace(/[$,%£€\s]/g, '').replace(/^\((.*)\)$/, '-$1');
  if (!/^-?\d+(?:\.\d+)?$/.test(bare)) return undefined;
  const decimals = /\.(\d+)$/.exec(bare)?.[1].length ?? 0;
  const isPercent = scale === 'percent' || text.includes('%');
  return { value: Number(bare), decimals, isPercent, type };
}

const show = ({ decimals, isPercent }, value) => {
  const digits = Math.abs(value)
    .toFixed(decimals)
    .replace(/\B(?=(?:\d{3})+(?!\d))(?<!\.\d*)/g, ',');
  return `${value < 0 ? '-' : ''}${digits}${isPercent ? '%' : ''}`;
};

export async function checkTatqa(path, { tableFromRows, profileTable, figuresOf, checkNumbers }, shown) {
  const random = makeRandom(1);
  const reports = JSON.parse(await readFile(path, 'utf8'));
  const counts = { asked: 0, verified: 0, wrong: 0, caught: 0 };
  const byType = new Map();
  const misses = [];
  const start = performance.now();
  for (const {
    table: { table: rows },
    questions,
  } of reports) {
    const table = tableFromRows(rows);
    const profile = profileTable(table);
    const source = { table, profile, figures: figuresOf(profile) };
    const verdict = (text, value) => {
      const at = text.lastIndexOf(value);
      return checkNumbers(text, source).numbers.find((number) => number.start < at + value.length && at < number.end)
        ?.status;
    };
    for (const asked of questions) {
      if (asked.answer_from !== 'table' || !['span', 'arithmetic', 'count'].includes(asked.answer_type)) continue;
      // "In which year …?" is answered by a year, which is no figure.
      if (/\b(?:which|what) (?:fiscal )?year/i.test(asked.question)) continue;
      const answer = answerOf(asked);
      if (!answer) continue;
      const text = show(answer, answer.value);
      const isTrue = verdict(sentenceOf(asked.question, text), text) === 'verified';
      counts.asked += 1;
      counts.verified += isTrue ? 1 : 0;
      const own = byType.get(asked.answer_type) ?? [0, 0];
      byType.set(asked.answer_type, [own[0] + (isTrue ? 1 : 0), own[1] + 1]);
      if (!isTrue) misses.push({ question: asked.question, text, derivation: asked.derivation, rows });
      const step = 10 ** -answer.decimals;
      const wrongs = [
        answer.value * 10,
        -answer.value,
        answer.value + random.pick([-3, -2, 2, 3]) * step,
        answer.value * (1 + random.pick([-0.12, 0.07])),
      ];
      for (const value of answer.type === 'count' ? [answer.value + 1, answer.value + 3] : wrongs) {
        const wrong = show(answer, value);
        if (wrong === text || wrong.replace('-', '') === '0') continue;
        counts.wrong += 1;
        const isCaught = verdict(sentenceOf(asked.question, wrong), wrong) !== 'verified';
        counts.caught += isCaught ? 1 : 0;
        if (!isCaught)
          misses.push({
            question: asked.question,
            text: `${wrong} (true: ${text})`,
            derivation: asked.derivation,
            rows,
            isWrong: true,
          });
      }
    }
  }
  const share = (hits, all) =>
    `${String(hits).padStart(6)} of ${String(all).padStart(6)}  ${((100 * hits) / all).toFixed(2)} %`;
  console.log(
    `TAT-QA, questions answered by a number of the table, ${((performance.now() - start) / 1000).toFixed(1)} s`,
  );
  console.log(`  true: verified                 ${share(counts.verified, counts.asked)}`);
  for (const [type, [hits, all]] of byType) console.log(`  true: verified, ${type.padEnd(14)} ${share(hits, all)}`);
  console.log(`  wrong: caught                  ${share(counts.caught, counts.wrong)}`);
  for (const { question, text, derivation, rows, isWrong } of misses
    .filter((_, at) => at % Math.max(1, Math.floor(misses.length / Math.max(1, shown))) === 0)
    .slice(0, shown)) {
    console.log(
      `- ${isWrong ? 'PASSED WRONG' : 'NOT VERIFIED'}: ${question} → ${text}   [${derivation}]\n    ${JSON.stringify(rows.slice(0, 9)).slice(0, 700)}`,
    );
  }
}
