/**
 * TAT-QA's questions (Zhu et al. 2021) with a number for an answer that comes from the table, said as a draft says them: "The
 * change in X in 2019 from 2018 was −12.6." The file is a list of { table: { table: string[][] }, questions: { question,
 * answer, derivation, answer_type, answer_from, scale } }. What a report says wrong is planted: ten times too much, the last
 * digit off, an old value, the sign turned, and what a writer mistakes for it: the cell of another period or line, the same
 * computation over another line, the change over the wrong base.
 */
import { readFile } from 'node:fs/promises';
import { makeRandom } from './figures-workbooks.mjs';
import { asNumber, contradiction, evaluate, operandsOf } from './tatqa-derivation.mjs';

/** "What was the change in X?" becomes "The change in X was …"; other questions are followed by their answer. */
function sentenceOf(question, shown) {
  const plain = question
    .replace(/\s+/g, ' ')
    .replace(/\s*\?(?=\s|$)/g, '')
    .trim();
  const what =
    /^(?<lead>(?:in|for|as of|at|during|between)\b[^,]*,\s*)?(?:what|how much) (?<verb>is|was|are|were) (?<rest>.+)$/i.exec(
      plain,
    )?.groups;
  if (!what) return `${plain}: ${shown}.`;
  const rest = what.lead ? what.rest : what.rest[0].toUpperCase() + what.rest.slice(1);
  return `${what.lead ?? ''}${rest} ${what.verb} ${shown}.`;
}

function answerOf({ answer, scale, answer_type: type }) {
  const text = Array.isArray(answer) ? (answer.length === 1 ? String(answer[0]) : '') : String(answer);
  const bare = text.replace(/[$,%£€\s]/g, '').replace(/^\((.*)\)$/, '-$1');
  if (!/^-?\d+(?:\.\d+)?$/.test(bare)) return undefined;
  const decimals = /\.(\d+)$/.exec(bare)?.[1].length ?? 0;
  const isPercent = scale === 'percent' || text.includes('%');
  return { value: Number(bare), decimals, isPercent, type };
}

/** "In which year …?" is answered by a year, which is no figure. */
function isYear({ question, answer_type: type }, { value }) {
  if (/\b(?:which|what|last) (?:fiscal )?(?:year|FY|period)/i.test(question)) return true;
  return type !== 'count' && /\byears?\b/i.test(question) && Number.isInteger(value) && value >= 1990 && value <= 2030;
}

const show = ({ decimals, isPercent }, value) => {
  const digits = Math.abs(value)
    .toFixed(decimals)
    .replace(/\B(?=(?:\d{3})+(?!\d))(?<!\.\d*)/g, ',');
  return `${value < 0 ? '-' : ''}${digits}${isPercent ? '%' : ''}`;
};

/** Where the numbers of a derivation stand in the table: each place, or undefined when one is nowhere or in two lines. */
function placesOf(rows, numbers) {
  return numbers.map((number) => {
    const found = rows.flatMap((row, at) =>
      row.flatMap((cell, column) => (Math.abs(asNumber(cell)) === Math.abs(number) ? [[at, column]] : [])),
    );
    return found.length === 1 ? found[0] : undefined;
  });
}

/** Values that the answer is mistaken for, by kind. */
function wrongsOf({ question, derivation, answer_type: type }, answer, rows, random) {
  const step = 10 ** -answer.decimals;
  if (type === 'count')
    return [
      ['rounding', answer.value + 1],
      ['stale', answer.value + 3],
    ];
  const wrong = [
    ['factor', answer.value * 10],
    ['rounding', answer.value + random.pick([-3, -2, 2, 3]) * step],
    ['stale', answer.value * (1 + random.pick([-0.12, 0.07]))],
  ];
  const numbers = type === 'span' ? [answer.value] : operandsOf(derivation);
  const places = placesOf(rows, numbers);
  const isBelow = numbers.some((number) =>
    rows.some((row) => row.some((cell) => asNumber(cell) < 0 && asNumber(cell) === -Math.abs(number))),
  );
  // A difference has no sign, and of losses both are said.
  if (
    type === 'arithmetic' &&
    !isBelow &&
    /\b(?:chang|increas|decreas|growth)/i.test(question) &&
    !/\bdifferen/i.test(question)
  )
    wrong.push(['sign', -answer.value]);
  if (places.length === 0 || places.includes(undefined)) return wrong;
  const [line] = places[0];
  const others = rows
    .map((_, at) => at)
    .filter(
      (at) =>
        at !== line &&
        places.every(([, column]) => asNumber(rows[at][column]) !== 0 && Number.isFinite(asNumber(rows[at][column]))),
    );
  if (places.every(([row]) => row === line) && others.length > 0) {
    const at = random.pick(others);
    const instead = places.map(([, column]) => asNumber(rows[at][column]));
    const value = type === 'span' ? instead[0] : evaluate(derivation, instead);
    wrong.push(['line', answer.isPercent && type !== 'span' ? value * 100 : value]);
  }
  if (type === 'span') {
    const [row, column] = places[0];
    const beside = rows[row]
      .map((cell, at) => (at === column || at === 0 ? NaN : asNumber(cell)))
      .filter((value) => Number.isFinite(value));
    if (beside.length > 0) wrong.push(['period', random.pick(beside)]);
  } else if (answer.isPercent && numbers.length === 3 && numbers[1] === numbers[2] && numbers[0] > 0)
    wrong.push(['base', (100 * (numbers[0] - numbers[1])) / numbers[0]]);
  return wrong;
}

/** @param half every second report: what was looked at while the checker was made, or what was not */
export async function checkTatqa(path, { tableFromRows, profileTable, figuresOf, checkNumbers }, half, shown) {
  const random = makeRandom(1);
  const reports = JSON.parse(await readFile(path, 'utf8')).filter(
    (_, at) => half === 'all' || (at % 2 === 0) === (half === 'develop'),
  );
  const tallies = new Map();
  const tally = (name, hit) => {
    const [hits, all] = tallies.get(name) ?? [0, 0];
    tallies.set(name, [hits + (hit ? 1 : 0), all + 1]);
  };
  const misses = [];
  const start = performance.now();
  for (const {
    table: { table: rows },
    questions,
  } of reports) {
    // oxfmt-ignore
    const table = tableFromRows(rows);
    const profile = profileTable(table);
    const source = { table, profile, figures: figuresOf(profile) };
    const judge = (text, value) => {
      const at = text.lastIndexOf(value);
      return checkNumbers(text, source).numbers.find((number) => number.start < at + value.length && at < number.end);
    };
    for (const asked of questions) {
      if (asked.answer_from !== 'table' || !['span', 'arithmetic', 'count'].includes(asked.answer_type)) continue;
      const answer = answerOf(asked);
      if (!answer || isYear(asked, answer)) continue;
      const fault = contradiction(asked, answer, rows);
      if (fault) {
        tally(`left out: ${fault}`, true);
        continue;
      }
      const text = show(answer, answer.value);
      const sentence = sentenceOf(asked.question, text);
      const judged = judge(sentence, text);
      const isTrue = judged?.status === 'verified';
      tally('true: verified', isTrue);
      tally(`true: verified, ${asked.answer_type}`, isTrue);
      if (!isTrue) misses.push({ sentence, judged, asked, rows });
      for (const [kind, value] of wrongsOf(asked, answer, rows, random)) {
        const wrong = show(answer, value);
        if (
          !Number.isFinite(value) ||
          wrong.replace('-', '') === (kind === 'sign' ? '' : text.replace('-', '')) ||
          /^-?[0.]+%?$/.test(wrong)
        )
          continue;
        const wrongSentence = sentenceOf(asked.question, wrong);
        const verdict = judge(wrongSentence, wrong);
        const isCaught = verdict?.status !== 'verified';
        tally('wrong: caught', isCaught);
        tally(`wrong: caught, ${kind}`, isCaught);
        if (!isCaught)
          misses.push({ sentence: `${wrongSentence} (true: ${text})`, judged: verdict, asked, rows, kind });
      }
    }
  }
  console.log(
    `TAT-QA, ${half} half of the reports: questions answered by a number of the table, ${((performance.now() - start) / 1000).toFixed(1)} s`,
  );
  for (const [name, [hits, all]] of [...tallies].sort(([one], [other]) => one.localeCompare(other)))
    console.log(
      `  ${name.padEnd(48)} ${String(hits).padStart(6)} of ${String(all).padStart(6)}  ${((100 * hits) / all).toFixed(2)} %`,
    );
  for (const { sentence, judged, asked, rows, kind } of misses.slice(0, shown)) {
    const own = judged?.finding ?? judged?.nearest;
    console.log(
      `- ${kind ? `PASSED WRONG (${kind})` : judged ? 'NOT VERIFIED' : 'NOT SEEN'}: ${sentence}   [${asked.derivation}] ${own ? `${own.label.en} = ${own.shown}` : ''}\n    ${rows.map((row) => row.join(' | ')).join('\n    ')}`,
    );
  }
}
