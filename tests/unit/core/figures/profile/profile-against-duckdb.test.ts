import { DuckDBInstance } from '@duckdb/node-api';
import { profileTable } from '../../../../../src/core/figures/profile/profile-table.ts';
import { type CellValue, tableFromRows } from '../../../../../src/core/figures/table.ts';

/** Mulberry32. */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

const regions = ['North', 'South', 'East', 'West'];
const length = 2000;

function makeRows(): CellValue[][] {
  const random = randomFrom(7);
  return Array.from({ length }, (_, at) => {
    const units = random() < 0.03 ? null : 1 + Math.floor(random() * 400);
    const revenue = random() < 0.02 ? null : Math.round((units ?? 200) * 9000 + random() * 1_000_000) / 100;
    return [45_292 + Math.floor(at / 6), regions[Math.floor(random() ** 2 * 4)] ?? 'North', units, revenue];
  });
}

describe('the profile against DuckDB', () => {
  const rows = makeRows();
  const head = ['Date', 'Region', 'Units', 'Revenue ($)'];
  const table = { ...tableFromRows([head, ...rows]), formats: ['yyyy-mm-dd', null, null, null] };
  const profile = profileTable(table);
  let ask: (sql: string) => Promise<number[]>;
  let close: () => void;

  beforeAll(async () => {
    const instance = await DuckDBInstance.create(':memory:', { threads: '1' });
    const connection = await instance.connect();
    await connection.run('create table t (day integer, region varchar, units double, revenue double)');
    const appender = await connection.createAppender('t');
    for (const [day, region, units, revenue] of rows) {
      appender.appendInteger(Number(day));
      appender.appendVarchar(String(region));
      for (const value of [units, revenue]) {
        if (typeof value === 'number') appender.appendDouble(value);
        else appender.appendNull();
      }
      appender.endRow();
    }
    appender.closeSync();
    ask = async (sql) => {
      const reader = await connection.runAndReadAll(sql);
      return reader.getRows().flat().map(Number);
    };
    close = () => connection.closeSync();
  });
  afterAll(() => close());

  it.each([
    ['units', 2],
    ['revenue', 3],
  ])('describes %s alike', async (name, column) => {
    const found = profile.columns[column];
    const {
      count = 0,
      sum = 0,
      mean = 0,
      sd = 0,
      min = 0,
      q1 = 0,
      median = 0,
      q3 = 0,
      max = 0,
      mad = 0,
      distinct = 0,
    } = found?.distribution ?? {};
    const theirs = await ask(
      `select count(${name}), fsum(${name}), favg(${name}), stddev_samp(${name}), min(${name}), quantile_cont(${name}, 0.25), median(${name}), quantile_cont(${name}, 0.75), max(${name}), mad(${name}), count(distinct ${name}), count(*) - count(${name}) from t`,
    );
    const ours = [count, sum, mean, sd, min, q1, median, q3, max, mad, distinct, found?.missing ?? -1];
    expect(theirs).toHaveLength(ours.length);
    ours.forEach((value, at) => expect(value / (theirs[at] ?? NaN)).toBeCloseTo(1, 10));
  });

  it('groups and shares alike', async () => {
    const group = profile.groups.find(({ column, measureColumn }) => column === 1 && measureColumn === 3);
    const theirs = await ask(
      'select fsum(revenue), count(*), fsum(revenue) / (select fsum(revenue) from t) from t group by region order by 1 desc',
    );
    const ours = group?.members.flatMap(({ sum, count, share = NaN }) => [sum, count, share]) ?? [];
    expect(ours).toHaveLength(regions.length * 3);
    // The count of a group is of rows that have the measure.
    ours
      .filter((_, at) => at % 3 !== 1)
      .forEach((value, at) =>
        expect(value / (theirs.filter((_own, place) => place % 3 !== 1)[at] ?? NaN)).toBeCloseTo(1, 10),
      );
  });

  it('adds up months and their growth alike', async () => {
    const series = profile.series.find(({ of, measure }) => !of && profile.measures[measure]?.columns[0]?.column === 3);
    const theirs = await ask(
      "select fsum(revenue) from t group by date_trunc('month', date '1899-12-30' + day) order by date_trunc('month', date '1899-12-30' + day)",
    );
    const ours = series?.points.map(({ value }) => value) ?? [];
    expect(ours).toHaveLength(theirs.length);
    ours.forEach((value, at) => expect(value / (theirs[at] ?? NaN)).toBeCloseTo(1, 10));
  });

  it('correlates alike', async () => {
    const [theirs] = await ask('select corr(units, revenue) from t');
    const found = profile.correlations.find(({ columns }) => columns.includes(2) && columns.includes(3));
    expect(found?.r).toBeCloseTo(theirs ?? NaN, 10);
  });
});
