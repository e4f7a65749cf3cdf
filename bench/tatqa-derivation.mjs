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
