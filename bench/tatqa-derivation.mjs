/** TAT-QA's derivations, `(44.1-56.7)/56.7`: their numbers, and what they come to. */

/** The number that a cell or a part of a derivation is: `$ (9,819)` is −9819; NaN when it is none. */
export function asNumber(cell) {
  const text = String(cell)
    .replace(/[$,%£€\s]/g, '')
    .replace(/−/g, '-')
    .replace(/^\((.*)\)$/, '-$1');
  return /^-?(?:\d+(?:\.\d+)?|\.\d+)$/.test(text) ? Number(text) : NaN;
}

function tokensOf(derivation) {
  const plain = String(derivation)
    .replace(/[$,%£€\s]/g, '')
    .replace(/[[{]/g, '(')
    .replace(/[\]}]/g, ')')
    .replace(/[x×]/g, '*')
    .replace(/−/g, '-');
  return plain.match(/\d+(?:\.\d+)?|\.\d+|[-+*/()]/g) ?? [];
}

/** The numbers of a derivation in order; constants that count what is averaged ("/ 3", "− 1") are none. */
export function operandsOf(derivation) {
  return tokensOf(derivation)
    .filter((token, at, all) => isOperand(token, at, all))
    .map(Number);
}

function isOperand(token, at, all) {
  if (!/^[\d.]/.test(token)) return false;
  return !(/^\d$/.test(token) && /[/-]/.test(all[at - 1] ?? ''));
}

/** The value of a derivation; `instead` takes the places of its numbers. NaN where it is no arithmetic. */
export function evaluate(derivation, instead) {
  const tokens = tokensOf(derivation);
  let taken = 0;
  const values = tokens.map((token, at) => {
    if (!isOperand(token, at, tokens)) return /^[\d.]/.test(token) ? Number(token) : token;
    return instead ? instead[taken++] : Number(token);
  });
  let at = 0;
  const primary = () => {
    const token = values[at++];
    if (typeof token === 'number') return token;
    if (token === '-') return -primary();
    if (token !== '(') return NaN;
    const value = sum();
    return values[at++] === ')' ? value : NaN;
  };
  const product = () => {
    let value = primary();
    while (values[at] === '*' || values[at] === '/')
      value = values[at++] === '*' ? value * primary() : value / primary();
    return value;
  };
  const sum = () => {
    let value = product();
    while (values[at] === '+' || values[at] === '-')
      value = values[at++] === '+' ? value + product() : value - product();
    return value;
  };
  const value = sum();
  return at === values.length ? value : NaN;
}

/** The year that heads a column of a table. */
function yearOf(rows, column) {
  for (const row of rows.slice(0, 4)) {
    const year = /\b(?:19|20)\d\d\b/.exec(row[column] ?? '')?.[0];
    if (year) return Number(year);
  }
  return undefined;
}

/**
 * Why an annotated answer cannot be true of its table, or undefined: its derivation is a quotient of 0.08 and the answer 0.08 %, or the change "from 2018 to 2019" was reckoned from the later year to the earlier.
 */
export function contradiction({ question, derivation, answer_type: type }, { value, decimals, isPercent }, rows) {
  if (type !== 'arithmetic') return undefined;
  const own = evaluate(derivation);
  if (!Number.isFinite(own)) return undefined;
  const plain = String(derivation).replace(/[\s[\]{}]/g, '');
  // A divisor of one digit counts what is averaged.
  const isQuotient = /\/\(*\$?-?(?!\d(?!\d|[.,]\d)|20\d\d-)[\d.]/.test(plain) && !/100\)*$|%/.test(plain);
  const isNear = (result) => Math.abs(Math.abs(result) - Math.abs(value)) <= 0.51 * 10 ** -decimals;
  if (isPercent && isQuotient && !isNear(own * 100) && isNear(own)) return 'a quotient called a percentage';
  const said = question.match(/\b(?:19|20)\d\d\b/g)?.map(Number) ?? [];
  const isChange =
    /\b(?:chang|increas|growth)/i.test(question) && !/\b(?:decreas|declin|differ|less|reduc)/i.test(question);
  const difference = /^\(*\$?([\d,.]+)-\$?([\d,.]+)/.exec(plain);
  if (!isChange || !difference || said.length < 2 || said[0] > said.at(-1)) {
    const isSince = /\bin\D{0,12}(\d{4}) (?:from|against|compared)/i.test(question);
    if (!isChange || !difference || said.length < 2 || !isSince) return undefined;
  }
  const [minuend, subtrahend] = difference.slice(1, 3).map((text) => asNumber(text));
  for (const row of rows) {
    const years = [minuend, subtrahend].map((number) => {
      const columns = row.flatMap((cell, column) => (asNumber(cell) === number ? [column] : []));
      return columns.length === 1 ? yearOf(rows, columns[0]) : undefined;
    });
    if (years[0] < years[1] && own !== 0) return 'reckoned backwards in time';
  }
  return undefined;
}
