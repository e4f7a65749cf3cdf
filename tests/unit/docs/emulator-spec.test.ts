import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(__dirname, '../../..');
const rule = /\[((?:WIRE|API|WORD|EXCEL|TEAMS)-\d+)\]/g;

function numbersIn(text: string, pattern: RegExp): string[] {
  return [...text.matchAll(pattern)].map((match) => match[1] ?? '');
}

/** Numbers that names of tests bear: only those that open a test's name; a rich test may bear some. */
function numbersInTests(): Set<string> {
  const folder = join(root, 'tests');
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => /\.test\.tsx?$/.test(name));
  const texts = files.map((name) => readFileSync(join(folder, name), 'utf8'));
  const openings = texts.flatMap((text) => numbersIn(text, /['"`]((?:\[(?:WIRE|API|WORD|EXCEL|TEAMS)-\d+\] )+)/g));
  return new Set(openings.flatMap((opening) => numbersIn(opening, rule)));
}

const spec = ['emulator-spec.md', 'emulator-spec-excel.md', 'emulator-spec-teams.md']
  .map((name) => readFileSync(join(root, 'docs', name), 'utf8'))
  .join('\n');
const rules = numbersIn(spec, /^\| ((?:WIRE|API|WORD|EXCEL|TEAMS)-\d+) +\|/gm);

describe('the rules of the emulated host', () => {
  it('have one number each', () => {
    expect(rules.filter((number, index) => rules.indexOf(number) !== index)).toEqual([]);
    expect(rules.length).toBeGreaterThan(40);
  });

  it('are each borne by a test, and no test bears a number that is no rule', () => {
    const tested = numbersInTests();
    expect({
      untested: rules.filter((number) => !tested.has(number)),
      unwritten: [...tested].filter((number) => !rules.includes(number)),
    }).toEqual({ untested: [], unwritten: [] });
  });

  it('each say where they come from', () => {
    const rows = spec.split('\n').filter((line) => /^\| (?:WIRE|API|WORD|EXCEL|TEAMS)-\d+ +\|/.test(line));
    const unfounded = rows.filter(
      (row) =>
        !/\[[^\]]+\]\(https:\/\/|\]\[[^\]]*\]|\[[^\]]+\]|observed|known of Word|known of Excel|our choice/.test(
          row.split('|')[3] ?? '',
        ),
    );
    expect(unfounded).toEqual([]);
    expect(numbersIn(spec, rule)).toEqual([]);
  });
});
