/**
 * Tables with known answers, and sentences about them: true ones, and wrong ones of six kinds. Everything comes from a seed;
 * what is true is computed here, by code that shares nothing with the product's.
 */

/** Mulberry32. */
export function makeRandom(seed) {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
  return {
    next,
    int: (low, high) => low + Math.floor(next() * (high - low + 1)),
    pick: (list) => list[Math.floor(next() * list.length)],
    shuffle: (list) =>
      list
        .map((value) => [next(), value])
        .sort((a, b) => a[0] - b[0])
        .map(([, value]) => value),
  };
}

const sum = (list) => list.reduce((total, value) => total + value, 0);
const round = (value, digits) => Math.round(value * 10 ** digits) / 10 ** digits;

const words = {
  en: {
    places: [
      'North',
      'South',
      'East',
      'West',
      'Berlin',
      'Hamburg',
      'New York',
      'Texas',
      'Asia Pacific',
      'Latin America',
    ],
    products: ['Laptops', 'Phones', 'Tablets', 'Monitors', 'Accessories', 'Software'],
    departments: ['Marketing', 'Engineering', 'Finance', 'Human Resources', 'Operations', 'Legal'],
    months: [
      'January',
      'February',
      'March',
      'April',
      'May',
      'June',
      'July',
      'August',
      'September',
      'October',
      'November',
      'December',
    ],
  },
  zh: {
    places: ['华北', '华东', '华南', '西南', '北京', '上海', '广州', '深圳', '成都', '杭州'],
    products: ['笔记本', '手机', '平板', '显示器', '配件', '软件'],
    departments: ['市场部', '研发部', '财务部', '人力资源部', '运营部', '法务部'],
  },
};

/** Numbers as people write them. Each returns the text and the step of its last digit. */
const writers = {
  en: {
    plain: (v) => ({ text: v.toLocaleString('en-US', { maximumFractionDigits: 0 }), step: 1 }),
    money: (v) => ({ text: `$${v.toLocaleString('en-US', { maximumFractionDigits: 0 })}`, step: 1 }),
    million: (v) => ({ text: `${(v / 1e6).toFixed(2)} million`, step: 1e4 }),
    moneyM: (v) => ({ text: `$${(v / 1e6).toFixed(1)}m`, step: 1e5 }),
    thousand: (v) => ({ text: `${(v / 1e3).toFixed(1)} thousand`, step: 100 }),
    k: (v) => ({ text: `$${(v / 1e3).toFixed(1)}k`, step: 100 }),
    percent: (v) => ({ text: `${(v * 100).toFixed(1)}%`, step: 0.001 }),
    percent2: (v) => ({ text: `${(v * 100).toFixed(2)} percent`, step: 0.0001 }),
    points: (v) => ({ text: `${(v * 100).toFixed(1)} percentage points`, step: 0.001 }),
    times: (v) => ({ text: `${v.toFixed(2)} times`, step: 0.01 }),
    count: (v) => ({ text: String(v), step: 1 }),
  },
  zh: {
    plain: (v) => ({ text: v.toLocaleString('en-US', { maximumFractionDigits: 0 }), step: 1 }),
    money: (v) => ({ text: `${v.toLocaleString('en-US', { maximumFractionDigits: 0 })}元`, step: 1 }),
    million: (v) => ({ text: `${(v / 1e4).toFixed(2)}万`, step: 100 }),
    moneyM: (v) => ({ text: `¥${(v / 1e4).toFixed(1)}万`, step: 1000 }),
    thousand: (v) => ({ text: `${(v / 1e4).toFixed(2)}万`, step: 100 }),
    k: (v) => ({ text: `${(v / 1e4).toFixed(2)}万元`, step: 100 }),
    percent: (v) => ({ text: `${(v * 100).toFixed(1)}%`, step: 0.001 }),
    percent2: (v) => ({ text: `${(v * 100).toFixed(2)}%`, step: 0.0001 }),
    points: (v) => ({ text: `${(v * 100).toFixed(1)}个百分点`, step: 0.001 }),
    times: (v) => ({ text: `${v.toFixed(2)}倍`, step: 0.01 }),
    count: (v) => ({ text: String(v), step: 1 }),
  },
};

const sizeStyles = (v, isMoney) =>
  v >= 2e6
    ? ['million', isMoney ? 'moneyM' : 'plain', isMoney ? 'money' : 'plain']
    : v >= 2e4
      ? ['thousand', isMoney ? 'k' : 'plain', isMoney ? 'money' : 'plain']
      : [isMoney ? 'money' : 'plain'];
const directionWords = {
  en: [
    ['grew', 'fell'],
    ['rose', 'declined'],
    ['increased', 'decreased'],
    ['was up', 'was down'],
    ['climbed', 'dropped'],
  ],
  zh: [
    ['增长', '下降'],
    ['上升', '下滑'],
    ['增加', '减少'],
    ['上涨', '下跌'],
  ],
};

/**
 * A fact: `say(number, direction)` makes the sentence; `value` is true; `wrong` are values that it is mistaken for, by kind.
 * For a change, `value` is signed, the number is written without its sign and `direction` is the verb.
 */
function fact(language, random, styles, value, say, wrong = {}, isChange = false) {
  const style = random.pick(styles);
  const write = writers[language][style];
  const verbs = random.pick(directionWords[language]);
  const verb = value >= 0 ? verbs[0] : verbs[1];
  const shown = isChange ? Math.abs(value) : value;
  return {
    language,
    value: shown,
    step: write(shown).step,
    text: (v) => say(write(isChange ? Math.abs(v) : v).text, verb),
    shown: (v) => write(isChange ? Math.abs(v) : v).text,
    flipped: isChange ? say(write(shown).text, value >= 0 ? verbs[1] : verbs[0]) : undefined,
    wrong,
    isChange,
    isCount: style === 'count',
  };
}

/** Region × product × month, a row each, perhaps with a subtotal after each region. */
function longSales(random, language) {
  const w = words[language];
  const places = random.shuffle(w.places).slice(0, random.int(3, 5));
  const products = random.shuffle(w.products).slice(0, random.int(2, 4));
  const year = random.int(2019, 2025);
  const periods = Array.from({ length: random.int(3, 6) }, (_, at) => at);
  const isSerial = random.next() < 0.5;
  const hasSubtotals = random.next() < 0.5;
  const head =
    language === 'en'
      ? ['Region', 'Product', 'Month', 'Revenue ($)', 'Units']
      : ['地区', '产品', '月份', '销售额（元）', '销量（件）'];
  const label = (at) =>
    isSerial
      ? Math.round(Date.UTC(year, at, 1) / 864e5) + 25569
      : language === 'en'
        ? `${w.months[at]} ${year}`
        : `${year}年${at + 1}月`;
  const rows = [head];
  const records = [];
  const total = language === 'en' ? 'Total' : '合计';
  for (const place of places) {
    const own = [];
    for (const product of products) {
      for (const at of periods) {
        const record = { place, product, at, revenue: random.int(12_000, 480_000), units: random.int(40, 3000) };
        own.push(record);
        rows.push([place, product, label(at), record.revenue, record.units]);
      }
    }
    records.push(...own);
    if (hasSubtotals)
      rows.push([
        language === 'en' ? `${place} ${total}` : `${place}小计`,
        null,
        null,
        sum(own.map((r) => r.revenue)),
        sum(own.map((r) => r.units)),
      ]);
  }
  if (random.next() < 0.6)
    rows.push([
      language === 'en' ? 'Grand Total' : '总计',
      null,
      null,
      sum(records.map((r) => r.revenue)),
      sum(records.map((r) => r.units)),
    ]);
  const formats = rows.map(() => ['General', 'General', isSerial ? 'mmm yyyy' : 'General', '#,##0', '#,##0']);
  const of = (test, key = 'revenue') => sum(records.filter(test).map((r) => r[key]));
  const month = (at) => (language === 'en' ? `${w.months[at]} ${year}` : `${year}年${at + 1}月`);
  const [p, q] = random.shuffle(places);
  const [x, y] = random.shuffle(products);
  const [t, u] = random.shuffle(periods);
  const first = periods[0];
  const last = periods.at(-1);
  const all = of(() => true);
  const en = language === 'en';
  const size = (value, say, wrong, isMoney = true) =>
    fact(language, random, sizeStyles(value, isMoney), value, say, wrong);
  const percent = (value, say, wrong, isChange) =>
    fact(language, random, ['percent', 'percent2'], value, say, wrong, isChange);
  const growth = (test, from, to) => of((r) => test(r) && r.at === to) / of((r) => test(r) && r.at === from) - 1;
  const placesBySize = [...places].sort((a, b) => of((r) => r.place === b) - of((r) => r.place === a));
  const facts = [
    size(all, (n) => (en ? `Total revenue came to ${n}.` : `销售额合计为${n}。`), {
      category: of((r) => r.place === p),
    }),
    size(
      of((r) => r.place === p),
      (n) =>
        en ? random.pick([`${p} generated revenue of ${n}.`, `Revenue in ${p} was ${n}.`]) : `${p}地区的销售额为${n}。`,
      { category: of((r) => r.place === q) },
    ),
    size(
      of((r) => r.place === p && r.product === x),
      (n) => (en ? `${x} brought in ${n} of revenue in ${p}.` : `${p}的${x}销售额达到${n}。`),
      { category: of((r) => r.place === q && r.product === x) },
    ),
    size(
      of((r) => r.at === t),
      (n) => (en ? `In ${month(t)}, revenue reached ${n}.` : `${month(t)}的销售额为${n}。`),
      { period: of((r) => r.at === u) },
    ),
    size(
      of((r) => r.product === x, 'units'),
      (n) => (en ? `${n} units of ${x} were sold.` : `${x}的销量为${n}件。`),
      { category: of((r) => r.product === y, 'units') },
      false,
    ),
    size(
      of((r) => r.place === p && r.at === t),
      (n) =>
        en
          ? `${p} sold goods worth ${n} in ${month(t)}; revenue there was uneven.`.replace(
              'sold goods worth',
              'had revenue of',
            )
          : `${month(t)}，${p}实现销售额${n}。`,
      { period: of((r) => r.place === p && r.at === u), category: of((r) => r.place === q && r.at === t) },
    ),
    percent(
      of((r) => r.place === p) / all,
      (n) =>
        en
          ? random.pick([
              `${p} accounted for ${n} of total revenue.`,
              `With a share of ${n}, ${p} mattered for revenue.`,
            ])
          : random.pick([`${p}占总销售额的${n}。`, `${p}销售额占比为${n}。`]),
      { category: of((r) => r.place === q) / all },
    ),
    percent(
      growth(() => true, first, last),
      (n, verb) =>
        en
          ? `Revenue ${verb} ${n} from ${month(first)} to ${month(last)}.`
          : `从${month(first)}到${month(last)}，销售额${verb}${n}。`,
      { period: growth(() => true, first, periods.at(-2) === first ? last : periods.at(-2)) },
      true,
    ),
    percent(
      growth((r) => r.place === p, first, last),
      (n, verb) =>
        en
          ? `Revenue in ${p} ${verb} by ${n} between ${month(first)} and ${month(last)}.`
          : `${month(first)}至${month(last)}，${p}的销售额${verb}${n}。`,
      { category: growth((r) => r.place === q, first, last) },
      true,
    ),
    size(
      of((r) => r.place === placesBySize[0]) - of((r) => r.place === placesBySize[1]),
      (n) =>
        en
          ? `${placesBySize[0]} exceeded ${placesBySize[1]} by ${n} in revenue.`
          : `${placesBySize[0]}的销售额比${placesBySize[1]}高${n}。`,
      { category: of((r) => r.place === placesBySize[0]) - of((r) => r.place === placesBySize[2]) },
    ),
    fact(
      language,
      random,
      ['count'],
      places.length,
      (n) => (en ? `The data cover ${n} regions.` : `数据覆盖${n}个地区。`),
      {},
    ),
    size(all / periods.length, (n) => (en ? `Average revenue per month was ${n}.` : `月均销售额为${n}。`), {
      category: all / places.length === all / periods.length ? all / (places.length + 1) : all / (periods.length + 1),
    }),
    size(
      of((r) => r.place === placesBySize[0]),
      (n) =>
        en ? `The highest revenue, ${n}, came from ${placesBySize[0]}.` : `销售额最高的是${placesBySize[0]}，为${n}。`,
      { category: of((r) => r.place === placesBySize[1]) },
    ),
    fact(
      language,
      random,
      ['times'],
      of((r) => r.place === placesBySize[0]) / of((r) => r.place === placesBySize.at(-1)),
      (n) =>
        en
          ? `Revenue in ${placesBySize[0]} was ${n} that of ${placesBySize.at(-1)}.`
          : `${placesBySize[0]}的销售额是${placesBySize.at(-1)}的${n}。`,
      {},
    ),
  ];
  return { name: 'long sales', rows, formats, facts };
}

/** Rows by place, columns by quarter or year, with totals at both ends. */
function wideTable(random, language) {
  const w = words[language];
  const en = language === 'en';
  const places = random.shuffle(w.places).slice(0, random.int(3, 7));
  const isYears = random.next() < 0.5;
  const start = random.int(2016, 2021);
  const count = random.int(3, 5);
  const periods = Array.from({ length: isYears ? count : 4 }, (_, at) =>
    isYears ? String(start + at) : en ? `Q${at + 1} ${start}` : `${start}年第${'一二三四'[at]}季度`,
  );
  const headPeriods = periods.map((p) => (isYears && random.next() < 0.5 ? Number(p) : p));
  const scale = random.pick([1, 1000, 10_000]);
  const unit = {
    en: { 1: '', 1000: 'Amounts in thousands of dollars', 10_000: '' },
    zh: { 1: '', 1000: '单位：千元', 10_000: '单位：万元' },
  }[language][scale];
  const factor = unit === '' ? 1 : scale;
  const title = en ? 'Sales by region' : '各地区销售额';
  const data = places.map(() => periods.map(() => random.int(2_000, 95_000) * (factor === 1 ? 10 : 1)));
  const hasTotalColumn = random.next() < 0.5;
  const total = en ? 'Total' : '合计';
  const rows = [];
  if (unit !== '') rows.push([title], [unit]);
  rows.push([en ? 'Region' : '地区', ...headPeriods, ...(hasTotalColumn ? [total] : [])]);
  data.forEach((line, at) => rows.push([places[at], ...line, ...(hasTotalColumn ? [sum(line)] : [])]));
  const columnSums = periods.map((_, at) => sum(data.map((line) => line[at])));
  if (random.next() < 0.7) rows.push([total, ...columnSums, ...(hasTotalColumn ? [sum(columnSums)] : [])]);
  const [i, j] = random.shuffle(places.map((_, at) => at));
  const t = random.int(0, periods.length - 1);
  const u = (t + 1) % periods.length;
  const v = (at, period) => data[at][period] * factor;
  const last = periods.length - 1;
  const when = (at) => (en ? periods[at] : isYears ? `${periods[at]}年` : periods[at]);
  const size = (value, say, wrong) => fact(language, random, sizeStyles(value, true), value, say, wrong);
  const percent = (value, say, wrong, isChange) =>
    fact(language, random, ['percent', 'percent2'], value, say, wrong, isChange);
  const noun = en ? random.pick(['Sales', 'Sales']) : '销售额';
  const totalAt = (at) => columnSums[at] * factor;
  const cagr = (x) => (v(x, last) / v(x, 0)) ** (1 / (periods.length - 1)) - 1;
  const ranked = places.map((_, at) => at).sort((a, b) => v(b, last) - v(a, last));
  const facts = [
    size(
      v(i, t),
      (n) => (en ? `${noun} in ${places[i]} were ${n} in ${when(t)}.` : `${when(t)}${places[i]}的${noun}为${n}。`),
      { period: v(i, u), category: v(j, t) },
    ),
    size(
      totalAt(t),
      (n) => (en ? `Total ${noun.toLowerCase()} reached ${n} in ${when(t)}.` : `${when(t)}${noun}合计${n}。`),
      { period: totalAt(u), category: v(i, t) },
    ),
    percent(
      v(i, t) / totalAt(t),
      (n) =>
        en
          ? `${places[i]} made up ${n} of all ${noun.toLowerCase()} in ${when(t)}.`
          : `${when(t)}，${places[i]}占全部${noun}的${n}。`,
      { period: v(i, u) / totalAt(u), category: v(j, t) / totalAt(t) },
    ),
    percent(
      v(i, last) / v(i, 0) - 1,
      (n, verb) =>
        en
          ? `From ${when(0)} to ${when(last)}, ${noun.toLowerCase()} in ${places[i]} ${verb} by ${n}.`
          : `${when(0)}到${when(last)}，${places[i]}${noun}${verb}${n}。`,
      { category: v(j, last) / v(j, 0) - 1, period: v(i, last - 1) / v(i, 0) - 1 || v(i, last) / v(i, 1) - 1 },
      true,
    ),
    percent(
      totalAt(last) / totalAt(last - 1) - 1,
      (n, verb) =>
        en
          ? `Total ${noun.toLowerCase()} ${verb} ${n} in ${when(last)}.`
          : `${when(last)}${noun}合计${isYears ? '同比' : '环比'}${verb}${n}。`,
      { period: totalAt(last - 1) / totalAt(Math.max(0, last - 2)) - 1 },
      true,
    ),
    size(
      v(i, last) - v(i, last - 1),
      (n, verb) =>
        en
          ? `${places[i]} ${verb} by ${n} from ${when(last - 1)} to ${when(last)}.`
          : `${when(last)}${places[i]}${noun}较${when(last - 1)}${verb}${n}。`,
      {},
    ),
    size(
      v(ranked[0], last),
      (n) =>
        en
          ? `The largest region in ${when(last)} was ${places[ranked[0]]} with ${n}.`
          : `${when(last)}最大的是${places[ranked[0]]}，达${n}。`,
      { category: v(ranked[1], last), period: v(ranked[0], 0) },
    ),
    size(
      sum(ranked.slice(0, 2).map((x) => v(x, last))),
      (n) =>
        en
          ? `${places[ranked[0]]} and ${places[ranked[1]]} together contributed ${n} in ${when(last)}.`
          : `${when(last)}，${places[ranked[0]]}和${places[ranked[1]]}合计${n}。`,
      { category: sum([ranked[0], ranked[2]].map((x) => v(x, last))) },
    ),
    ...(isYears && Number.isFinite(cagr(i))
      ? [
          percent(
            cagr(i),
            (n, verb) =>
              en
                ? `${places[i]} ${verb} at a compound annual rate of ${n} between ${when(0)} and ${when(last)}.`
                : `${when(0)}至${when(last)}，${places[i]}${noun}年均复合${verb}${n}。`,
            { category: cagr(j) },
            true,
          ),
        ]
      : []),
    size(
      totalAt(t) / places.length,
      (n) => (en ? `On average, a region sold ${n} in ${when(t)}.` : `${when(t)}各地区平均${noun}为${n}。`),
      { period: totalAt(u) / places.length },
    ),
  ];
  // The change in amount carries its sign in the verb.
  facts[5] = fact(
    language,
    random,
    sizeStyles(Math.abs(v(i, last) - v(i, last - 1)), true),
    v(i, last) - v(i, last - 1),
    (n, verb) =>
      en
        ? `${noun} in ${places[i]} ${verb} by ${n} from ${when(last - 1)} to ${when(last)}.`
        : `${when(last)}${places[i]}${noun}较${when(last - 1)}${verb}${n}。`,
    { category: v(j, last) - v(j, last - 1) },
    true,
  );
  return { name: 'wide table', rows, facts };
}

/** Lines of a statement by year, in millions. */
function statement(random, language) {
  const en = language === 'en';
  const start = random.int(2015, 2022);
  const years = [start + 2, start + 1, start].map(String);
  const lines = years.map(() => {
    const revenue = random.int(8_000, 60_000) / 10;
    const cost = round(revenue * (0.4 + random.next() * 0.3), 1);
    const operating = round(revenue * (0.1 + random.next() * 0.15), 1);
    return { revenue, cost, gross: round(revenue - cost, 1), operating, net: round(revenue - cost - operating, 1) };
  });
  const names = en
    ? {
        revenue: 'Revenue',
        cost: 'Cost of sales',
        gross: 'Gross profit',
        operating: 'Operating expenses',
        net: 'Net income',
      }
    : { revenue: '营业收入', cost: '营业成本', gross: '毛利', operating: '期间费用', net: '净利润' };
  const scale = en ? 1e6 : 1e4;
  const rows = [[en ? '(in millions of dollars)' : '单位：万元'], ['', ...years]];
  for (const key of Object.keys(names)) rows.push([names[key], ...lines.map((line) => line[key])]);
  const t = random.int(0, 2);
  const u = (t + 1) % 3;
  const when = (at) => (en ? years[at] : `${years[at]}年`);
  const show = {
    text: (v) =>
      en
        ? `$${v.toFixed(1)} million`
        : `${v.toLocaleString('en-US', { minimumFractionDigits: 1, maximumFractionDigits: 1 })}万元`,
    step: 0.1,
  };
  const [a, b] = random.shuffle(Object.keys(names));
  const sized = (value, say, wrong) => ({
    language,
    value,
    step: 0.1,
    text: (v) => say(show.text(v)),
    shown: show.text,
    wrong,
    scale,
  });
  const percent = (value, say, wrong, isChange) =>
    fact(language, random, ['percent', 'percent2'], value, say, wrong, isChange);
  const change = (key, from, to) => lines[to][key] / lines[from][key] - 1;
  const say = (key) => (en ? names[key] : names[key]);
  const facts = [
    sized(lines[t][a], (n) => (en ? `${say(a)} was ${n} in ${when(t)}.` : `${when(t)}${say(a)}为${n}。`), {
      period: lines[u][a],
      category: lines[t][b],
    }),
    sized(
      lines[0].net,
      (n) =>
        en ? `In ${when(0)} the company earned ${n}, its net income for the year.` : `${when(0)}实现净利润${n}。`,
      { period: lines[1].net },
    ),
    percent(
      change(a, 1, 0),
      (n, verb) =>
        en ? `${say(a)} ${verb} ${n} in ${when(0)} compared with ${when(1)}.` : `${when(0)}${say(a)}同比${verb}${n}。`,
      { category: change(b, 1, 0), period: change(a, 2, 1) },
      true,
    ),
    percent(
      change('revenue', 2, 0),
      (n, verb) =>
        en
          ? `Over the whole period from ${when(2)} to ${when(0)}, revenue ${verb} by ${n}.`
          : `从${when(2)}到${when(0)}，营业收入${verb}${n}。`,
      { period: change('revenue', 2, 1) },
      true,
    ),
    percent(
      lines[t].gross / lines[t].revenue,
      (n) => (en ? `Gross profit was ${n} of revenue in ${when(t)}.` : `${when(t)}，毛利占营业收入的${n}。`),
      { period: lines[u].gross / lines[u].revenue, category: lines[t].net / lines[t].revenue },
    ),
    sized(
      round(lines[0].revenue - lines[1].revenue, 1),
      (n) =>
        en
          ? `The change in revenue from ${when(1)} to ${when(0)} was ${n}.`
          : `${when(0)}营业收入较${when(1)}变化${n}。`,
      { period: round(lines[1].revenue - lines[2].revenue, 1) },
    ),
  ];
  return { name: 'statement', rows, facts };
}

/** A measure, its cost and a rate, month by month. */
function monthly(random, language) {
  const en = language === 'en';
  const year = random.int(2020, 2025);
  const months = random.pick([6, 12, 18]);
  const at = (step) => [year + Math.floor(step / 12), step % 12];
  const label = (step) =>
    en ? `${words.en.months[at(step)[1]].slice(0, 3)} ${at(step)[0]}` : `${at(step)[0]}年${at(step)[1] + 1}月`;
  const say = (step) => (en ? `${words.en.months[at(step)[1]]} ${at(step)[0]}` : label(step));
  const head = en
    ? ['Month', 'Revenue', 'Cost', 'Margin (%)', 'Customers']
    : ['月份', '营业收入', '成本', '毛利率（%）', '客户数'];
  const data = Array.from({ length: months }, () => {
    const revenue = random.int(200_000, 900_000);
    const cost = Math.round(revenue * (0.5 + random.next() * 0.35));
    return { revenue, cost, margin: round(((revenue - cost) / revenue) * 100, 1), customers: random.int(200, 5000) };
  });
  const rows = [head, ...data.map((d, step) => [label(step), d.revenue, d.cost, d.margin, d.customers])];
  const [t, u] = random.shuffle(data.map((_, step) => step));
  const last = months - 1;
  const size = (value, text, wrong, isMoney = false) =>
    fact(language, random, sizeStyles(value, isMoney), value, text, wrong);
  const percent = (value, text, wrong, isChange) =>
    fact(language, random, ['percent', 'percent2'], value, text, wrong, isChange);
  const oneDigit = (value, text, wrong) => fact(language, random, ['percent'], value, text, wrong);
  const peak = data.reduce((best, d, step) => (d.revenue > data[best].revenue ? step : best), 0);
  const low = data.reduce((best, d, step) => (d.customers < data[best].customers ? step : best), 0);
  const facts = [
    size(data[t].revenue, (n) => (en ? `Revenue stood at ${n} in ${say(t)}.` : `${say(t)}营业收入${n}。`), {
      period: data[u].revenue,
      category: data[t].cost,
    }),
    size(sum(data.map((d) => d.cost)), (n) => (en ? `Costs added up to a total of ${n}.` : `成本总计${n}。`), {
      category: sum(data.map((d) => d.revenue)),
    }),
    oneDigit(data[t].margin / 100, (n) => (en ? `The margin was ${n} in ${say(t)}.` : `${say(t)}的毛利率为${n}。`), {
      period: data[u].margin / 100,
    }),
    size(
      data[peak].revenue,
      (n) => (en ? `Revenue peaked in ${say(peak)} at ${n}.` : `营业收入在${say(peak)}达到峰值${n}。`),
      { period: data[peak === 0 ? 1 : 0].revenue },
    ),
    size(
      data[low].customers,
      (n) =>
        en ? `The lowest number of customers, ${n}, was seen in ${say(low)}.` : `客户数最低为${n}，出现在${say(low)}。`,
      { period: data[low === 0 ? 1 : 0].customers },
    ),
    percent(
      data[last].revenue / data[last - 1].revenue - 1,
      (n, verb) =>
        en ? `Revenue ${verb} ${n} in ${say(last)} from the previous month.` : `${say(last)}营业收入环比${verb}${n}。`,
      {
        period: data[last - 1].revenue / data[last - 2].revenue - 1,
        category: data[last].cost / data[last - 1].cost - 1,
      },
      true,
    ),
    ...(months > 12
      ? [
          percent(
            data[last].revenue / data[last - 12].revenue - 1,
            (n, verb) =>
              en ? `Year on year, revenue ${verb} ${n} in ${say(last)}.` : `${say(last)}营业收入同比${verb}${n}。`,
            { category: data[last].cost / data[last - 12].cost - 1 },
            true,
          ),
        ]
      : []),
    fact(
      language,
      random,
      ['points'],
      (data[last].margin - data[0].margin) / 100,
      (n, verb) =>
        en
          ? `The margin ${verb} by ${n} between ${say(0)} and ${say(last)}.`
          : `${say(0)}至${say(last)}，毛利率${verb}${n}。`,
      { period: (data[last - 1].margin - data[0].margin) / 100 },
      true,
    ),
    size(
      sum(data.map((d) => d.revenue)) / months,
      (n) => (en ? `On average, revenue was ${n} a month.` : `月均营业收入${n}。`),
      { category: sum(data.map((d) => d.cost)) / months },
    ),
    fact(language, random, ['count'], months, (n) => (en ? `The table covers ${n} months.` : `本表共${n}个月。`), {}),
    size(
      data[t].revenue - data[t].cost,
      (n) => (en ? `In ${say(t)}, revenue exceeded cost by ${n}.` : `${say(t)}营业收入比成本高${n}。`),
      { period: data[u].revenue - data[u].cost },
    ),
  ];
  return { name: 'monthly', rows, facts };
}

/** Departments with budget, actual and heads. */
function budget(random, language) {
  const en = language === 'en';
  const names = random.shuffle(words[language].departments).slice(0, random.int(4, 6));
  const head = en ? ['Department', 'Budget', 'Actual', 'Headcount'] : ['部门', '预算（元）', '实际支出（元）', '人数'];
  const data = names.map(() => ({
    budget: random.int(50_000, 900_000),
    actual: random.int(50_000, 900_000),
    heads: random.int(4, 180),
  }));
  const rows = [head, ...data.map((d, at) => [names[at], d.budget, d.actual, d.heads])];
  const all = (key) => sum(data.map((d) => d[key]));
  if (random.next() < 0.6) rows.push([en ? 'Total' : '合计', all('budget'), all('actual'), all('heads')]);
  const formats = rows.map(() => (en ? ['General', '$#,##0', '$#,##0', '0'] : ['General', '#,##0', '#,##0', '0']));
  const [i, j] = random.shuffle(names.map((_, at) => at));
  const size = (value, text, wrong, isMoney = true) =>
    fact(language, random, sizeStyles(value, isMoney), value, text, wrong);
  const percent = (value, text, wrong, isChange) =>
    fact(language, random, ['percent', 'percent2'], value, text, wrong, isChange);
  const ranked = names.map((_, at) => at).sort((a, b) => data[b].actual - data[a].actual);
  const sorted = data.map((d) => d.heads).sort((a, b) => a - b);
  const middle = (sorted[Math.floor((sorted.length - 1) / 2)] + sorted[Math.ceil((sorted.length - 1) / 2)]) / 2;
  const facts = [
    size(data[i].budget, (n) => (en ? `${names[i]} had a budget of ${n}.` : `${names[i]}的预算为${n}。`), {
      category: data[j].budget,
    }),
    size(data[i].actual, (n) => (en ? `Actual spending of ${names[i]} was ${n}.` : `${names[i]}实际支出${n}。`), {
      category: data[i].budget,
    }),
    size(all('actual'), (n) => (en ? `In total, the actual amount was ${n}.` : `实际支出合计${n}。`), {
      category: all('budget'),
    }),
    percent(
      data[i].actual / all('actual'),
      (n) => (en ? `${names[i]} represented ${n} of the actual total.` : `${names[i]}占实际支出的${n}。`),
      { category: data[j].actual / all('actual') },
    ),
    fact(
      language,
      random,
      ['plain'],
      data[i].heads,
      (n) => (en ? `The headcount of ${names[i]} is ${n}.` : `${names[i]}人数为${n}人。`),
      { category: data[j].heads },
    ),
    percent(
      sum(ranked.slice(0, 3).map((at) => data[at].actual)) / all('actual'),
      (n) =>
        en ? `The top three departments accounted for ${n} of actual spending.` : `实际支出前三的部门合计占比${n}。`,
      { category: sum(ranked.slice(0, 2).map((at) => data[at].actual)) / all('actual') },
    ),
    ...(Number.isInteger(middle)
      ? [
          fact(
            language,
            random,
            ['plain'],
            middle,
            (n) => (en ? `The median headcount is ${n}.` : `人数的中位数为${n}。`),
            { category: sorted[0] },
          ),
        ]
      : []),
    fact(
      language,
      random,
      ['count'],
      names.length,
      (n) => (en ? `There are ${n} departments.` : `共有${n}个部门。`),
      {},
    ),
    size(
      Math.abs(data[i].budget - data[j].budget),
      (n) =>
        en
          ? `The gap between the budgets of ${names[i]} and ${names[j]} is ${n}.`
          : `${names[i]}与${names[j]}的预算相差${n}。`,
      {},
    ),
  ];
  return { name: 'budget', rows, formats, facts };
}

const layouts = [longSales, wideTable, statement, monthly, budget];

/** The workbook of a seed: one table and its sentences. */
export function makeWorkbook(seed) {
  const random = makeRandom(seed * 7919 + 13);
  const language = seed % 2 === 0 ? 'en' : 'zh';
  const layout = layouts[Math.floor(seed / 2) % layouts.length];
  const { name, rows, formats, facts } = layout(random, language);
  const width = Math.max(...rows.map((row) => row.length));
  const padded = rows.map((row) => [...row, ...Array(width - row.length).fill(null)]);
  return { seed, name, language, rows: padded, formats, facts, random };
}

/** The true sentence of a fact, and the wrong ones; a wrong number always differs from the truth beyond its rounding. */
export function sentencesOf(own, random) {
  const scaled = own.value;
  const truth = own.text(scaled);
  const isWrong = (value) => {
    const shown = own.shown(value);
    return shown !== own.shown(scaled) && Math.abs(Math.abs(value) - Math.abs(scaled)) > own.step * 0.75;
  };
  const wrong = [];
  const add = (kind, value) => {
    if (Number.isFinite(value) && (value > 0 || !own.isCount) && isWrong(value))
      wrong.push({ kind, text: own.text(value), shown: own.shown(value) });
  };
  const nudge = random.pick([-3, -2, -1, 1, 2, 3]);
  if (own.isCount) add('rounding', scaled + Math.sign(nudge));
  else add('rounding', Math.round(scaled / own.step) * own.step + nudge * own.step);
  add('factor', scaled * random.pick([10, 0.1]));
  add(
    'stale',
    own.isCount ? scaled + random.int(2, 4) : scaled * (1 + random.pick([-1, 1]) * (0.03 + random.next() * 0.12)),
  );
  if (own.wrong.period !== undefined) add('period', own.wrong.period);
  if (own.wrong.category !== undefined) add('category', own.wrong.category);
  if (own.flipped !== undefined && own.value > own.step)
    wrong.push({ kind: 'sign', text: own.flipped, shown: own.shown(scaled) });
  return { truth: { text: truth, shown: own.shown(scaled) }, wrong };
}
