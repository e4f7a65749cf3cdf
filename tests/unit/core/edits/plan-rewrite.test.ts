import type { Passage } from '../../../../src/core/document/context.ts';
import { applyToText, isReplaced, textEditsOf } from '../../../../src/core/edits/apply-to-text.ts';
import type { EditPlan } from '../../../../src/core/edits/edit-plan.ts';
import { planRewrite } from '../../../../src/core/edits/plan-rewrite.ts';
import { countMarks } from '../../../../src/core/document/protected-marks.ts';
import { toPlainText } from '../../../../src/core/document/plain-text.ts';
import { caret, doc, heading, item, p, table } from '../../../support/document-context.ts';

const plan = (selection: readonly Passage[], answer: string): EditPlan =>
  planRewrite(doc(selection), answer, { tracked: true });

/** The plan as a reader sees it: one line for each passage, `[old|new]` in it, `-` before what goes, `+` before what comes. */
function show({ context, edits }: EditPlan): string[] {
  const whole: EditPlan = { context, edits, tracked: true };
  const lines: string[] = [];
  for (let index = 0; index <= context.selection.length; index += 1) {
    for (const edit of edits) {
      if (edit.type === 'replace-passages' && edit.from === index && edit.blocks.length > 0) {
        lines.push(`+ ${edit.blocks.map(({ type }) => type).join()}: ${toPlainText(edit.blocks)}`);
      }
    }
    const passage = context.selection[index];
    if (!passage) break;
    let line = isReplaced(whole, index) ? '- ' : '';
    let at = 0;
    for (const { start, end, text } of textEditsOf(whole, index)) {
      line += `${passage.text.slice(at, start)}[${passage.text.slice(start, end)}|${text}]`;
      at = end;
    }
    lines.push(line + passage.text.slice(at));
  }
  return lines;
}

describe('planRewrite of paragraphs', () => {
  it('touches only the words that differ', () => {
    expect(show(plan([p('He go to school every days.')], 'He goes to school every day.'))).toEqual([
      'He [go|goes] to school every [days|day].',
    ]);
  });

  it('touches only the Chinese words that differ', () => {
    expect(show(plan([p('委员会决定推迟表决，因为预算没有谈拢。')], '委员会决定延期表决，因为预算未谈拢。'))).toEqual([
      '委员会决定[推迟|延期]表决，因为预算[没有|未]谈拢。',
    ]);
  });

  it('does nothing when the answer says the same, or nothing', () => {
    expect(plan([p('The same.')], 'The same.\n').edits).toEqual([]);
    expect(plan([p('The same.')], '  \n').edits).toEqual([]);
  });

  it('pairs paragraphs that are alike and leaves empty ones alone', () => {
    expect(show(plan([p('One is here.'), p(''), p('Two is there.')], 'One is near.\n\nTwo is there.'))).toEqual([
      'One is [here|near].',
      '',
      'Two is there.',
    ]);
  });

  it('pairs a translation paragraph by paragraph', () => {
    expect(show(plan([p('Good morning.'), p('Thank you.')], '早上好。\n谢谢。'))).toEqual([
      '[Good morning.|早上好。]',
      '[Thank you.|谢谢。]',
    ]);
  });

  it('takes out a paragraph that the answer does not have, and leaves its neighbours alone', () => {
    expect(
      show(plan([p('First of all.'), p('Filler of no use.'), p('Last of all.')], 'First of all.\nLast of all.')),
    ).toEqual(['First of all.', '- Filler of no use.', 'Last of all.']);
  });

  it('puts a new paragraph in where it belongs, formatted like its neighbour', () => {
    expect(
      show(plan([p('First of all.'), p('Last of all.')], 'First of all.\nThen something new.\nLast of all.')),
    ).toEqual(['First of all.[|\nThen something new.]', 'Last of all.']);
    expect(show(plan([p('Last of all.')], 'Something before it.\nLast of all.'))).toEqual([
      '[|Something before it.\n]Last of all.',
    ]);
  });

  it('splits a paragraph by nothing but its new border', () => {
    expect(
      show(
        plan(
          [p('The first half stands here. The second half stands there.')],
          'The first half stands here.\nThe second half stands there.',
        ),
      ),
    ).toEqual(['The first half stands here.[ |\n]The second half stands there.']);
  });

  it('merges paragraphs by adding to the one and taking out the other', () => {
    const merged = plan([p('The longer one stands here.'), p('Short.')], 'The longer one stands here. Short.');
    expect(applyToText(merged)).toEqual(['The longer one stands here. Short.']);
    expect(show(merged)).toEqual(['The longer one stands here.[| Short.]', '- Short.']);
  });

  it('joins lines that the model has wrapped', () => {
    expect(applyToText(plan([p('One two three four.'), p('Five.')], 'One two\nthree four!\n\nFive.'))).toEqual([
      'One two three four!',
      'Five.',
    ]);
  });

  it('changes only the selected part of a paragraph', () => {
    const selection = [p('Before the marked part after.', { selected: { start: 7, end: 22 } })];
    expect(show(plan(selection, 'the selected part'))).toEqual(['Before the [marked|selected] part after.']);
  });

  it('keeps the spaces at the ends of what is selected', () => {
    const selection = [p('Before the marked part after.', { selected: { start: 6, end: 23 } })];
    expect(applyToText(plan(selection, 'the selected part'))).toEqual(['Before the selected part after.']);
  });

  it('never writes over a caret', () => {
    expect(() => planRewrite(caret('text'), 'other', { tracked: true })).toThrow(
      expect.objectContaining({ code: 'selection-empty' }),
    );
  });

  it('leaves the model’s chatter out', () => {
    expect(
      show(
        plan(
          [p('He go home.')],
          "Sure! Here's the corrected text:\n\nHe goes home.\n\nLet me know if you need any other changes!",
        ),
      ),
    ).toEqual(['He [go|goes] home.']);
  });
});

describe('planRewrite and formatting', () => {
  it('writes no Markdown signs into the document', () => {
    expect(
      applyToText(
        plan(
          [p('Costs rose by ten percent, see the report.')],
          'Costs rose **by 10 %**, see [the *full* report](https://x.y/a_(b)), `code` and 2 \\* 3.',
        ),
      ),
    ).toEqual(['Costs rose by 10 %, see the full report, code and 2 * 3.']);
  });

  it('keeps signs that the text itself has', () => {
    expect(
      applyToText(plan([p('Use **kwargs and my_long_name here.')], 'Use **kwargs and my_long_name there.')),
    ).toEqual(['Use **kwargs and my_long_name there.']);
    expect(applyToText(plan([p('It is 5 times 3.')], 'It is 5 * 3 * 2, snake_case_name.'))).toEqual([
      'It is 5 * 3 * 2, snake_case_name.',
    ]);
  });

  it('keeps curly quotation marks and fixed spaces that the model has made straight', () => {
    expect(plan([p('“It’s 10\u00a0km,” he said.')], '"It\'s 10 km," he said.').edits).toEqual([]);
    expect(applyToText(plan([p('“It’s late,” he said.')], '"It\'s very late," he said. "Don\'t go."'))).toEqual([
      '“It’s very late,” he said. “Don’t go.”',
    ]);
  });

  it('corrects straight quotation marks in Chinese', () => {
    expect(applyToText(plan([p('他说"好"。')], '他说“好”。'))).toEqual(['他说“好”。']);
  });

  it('writes <br> as a line break and keeps those that are there', () => {
    expect(plan([p('One\u000bTwo')], 'One<br>Two').edits).toEqual([]);
    expect(applyToText(plan([p('One\u000bTwo')], 'One<br>Three<br/>Four'))).toEqual(['One\u000bThree\u000bFour']);
  });
});

describe('planRewrite of answers in another shape', () => {
  it('takes lines for the line breaks of the paragraph that they come from', () => {
    const selection = [p('Roses are red\u000bViolets are blue'), p('The end.')];
    expect(applyToText(plan(selection, 'Roses are pink\nViolets are blue\nThe end.'))).toEqual([
      'Roses are pink\u000bViolets are blue',
      'The end.',
    ]);
  });

  it('leaves out rules that the model has put around its answer', () => {
    expect(show(plan([p('One is here.')], '---\nOne is near.\n---'))).toEqual(['One is [here|near].']);
  });

  it('reads through a quotation sign, and keeps one that the author has typed', () => {
    expect(show(plan([p('One is here.')], '> One is near.'))).toEqual(['One is [here|near].']);
    expect(show(plan([p('> One is here.')], '> One is near.'))).toEqual(['> One is [here|near].']);
  });
});

describe('planRewrite and objects', () => {
  const note = '\u0002';

  it('keeps a footnote mark that comes back', () => {
    expect(
      show(plan([p(`It rose quickly.${note} Then it fell.${note}`)], 'It rose fast.⟦1⟧ Then it fell.⟦2⟧')),
    ).toEqual([`It rose [quickly|fast].${note} Then it fell.${note}`]);
  });

  it('keeps marks that the answer has lost, wherever the words around them go', () => {
    const selection = [p(`It rose${note} quickly and\ufffc fell.`), p(`Alone${note}.`)];
    const result = plan(selection, 'Entirely other words stand in this place.');
    expect(applyToText(result).join('')).toMatch(new RegExp(`${note}.*\ufffc.*${note}`));
    for (const edit of result.edits) {
      expect(edit.type).toBe('replace-text');
      if (edit.type !== 'replace-text') continue;
      expect(countMarks(selection[edit.passage]!.text.slice(edit.start, edit.end))).toBe(0);
      expect(countMarks(edit.text)).toBe(0);
      expect(edit.text).not.toContain('⟦');
    }
  });

  it('never makes a mark, also when the answer moves, doubles or invents one', () => {
    const result = plan([p(`One${note} two\ufffc three.`)], 'One\u0002⟦2⟧ two⟦1⟧⟦1⟧ three⟦9⟧ four.');
    const text = applyToText(result).join('');
    expect(text.split(note)).toHaveLength(2);
    expect(text.match(/\ufffc/g)).toHaveLength(1);
    expect(text).not.toContain('⟦');
    expect(text).toMatch(/three four\.$/);
  });

  it('leaves brackets alone that the text itself has', () => {
    expect(applyToText(plan([p(`See ⟦1⟧ here${note}.`)], 'Look at ⟦1⟧ here⟦2⟧.'))).toEqual([
      `Look at ⟦1⟧ here${note}.`,
    ]);
  });

  it('numbers marks through all passages', () => {
    expect(show(plan([p(`A${note} one.`), p(`B${note} two.`)], 'A⟦1⟧ uno.\nB⟦2⟧ due.'))).toEqual([
      `A${note} [one|uno].`,
      `B${note} [two|due].`,
    ]);
  });
});

describe('planRewrite of other kinds', () => {
  it('rewrites headings and items with or without their signs', () => {
    const selection = [heading(2, 'A old title'), item('buy milk'), item('call Mom', 1)];
    const expected = ['A [old|new] title', '[buy|Buy] milk', '[call|Call] Mom'];
    expect(show(plan(selection, '## A new title\n- Buy milk\n  - Call Mom'))).toEqual(expected);
    expect(show(plan(selection, 'A new title\nBuy milk\nCall Mom'))).toEqual(expected);
  });

  it('adds an item to a list as one of its own', () => {
    expect(show(plan([item('milk from the farm'), item('bread')], '- milk from the farm\n- eggs\n- bread'))).toEqual([
      'milk from the farm[|\neggs]',
      'bread',
    ]);
  });

  it('keeps a number that the author has typed', () => {
    expect(show(plan([p('1. He go home.')], '1. He goes home.'))).toEqual(['1. He [go|goes] home.']);
  });

  it('puts a list in place of a paragraph', () => {
    expect(show(plan([p('We need milk, eggs and bread.')], '- milk\n- eggs\n- bread'))).toEqual([
      '+ list: • milk\n• eggs\n• bread',
      '- We need milk, eggs and bread.',
    ]);
  });

  it('puts a table in place of paragraphs', () => {
    expect(
      show(
        plan([p('Oslo has 1 m.'), p('Rome has 3 m.')], '| City | People |\n|---|---:|\n| Oslo | 1 m |\n| Rome | 3 m |'),
      ),
    ).toEqual(['+ table: City\tPeople\nOslo\t1 m\nRome\t3 m', '- Oslo has 1 m.', '- Rome has 3 m.']);
  });

  it('keeps the sentence that leads to a list, and puts the list after it', () => {
    expect(
      show(plan([p('We need three things: milk, eggs and bread.')], 'We need three things:\n\n1. milk\n2. eggs')),
    ).toEqual(['We need three things:[ milk, eggs and bread.|]', '+ list: 1. milk\n2. eggs']);
  });

  it('puts blocks after the paragraph when only a part of it was selected', () => {
    const selection = [p('Buy milk, eggs now.', { selected: { start: 4, end: 14 } })];
    expect(show(plan(selection, '- milk\n- eggs'))).toEqual(['Buy [milk, eggs|] now.', '+ list: • milk\n• eggs']);
  });

  it('keeps the paragraph of a footnote mark when a list takes its words', () => {
    expect(show(plan([p('Milk\u0002 and eggs.')], '- Milk\n- Eggs'))).toEqual([
      '[Milk|]\u0002[ and eggs.|]',
      '+ list: • Milk\n• Eggs',
    ]);
  });

  it('puts the list in place of the paragraph that can go whole when its neighbour cannot', () => {
    const selection = [
      p('Milk is needed.', { selected: { start: 8, end: 15 } }),
      p('Eggs are needed.'),
      p('Bread\u0002.'),
    ];
    expect(show(plan(selection, '- milk\n- eggs'))).toEqual([
      'Milk is [needed.|]',
      '+ list: • milk\n• eggs',
      '- Eggs are needed.',
      '[Bread|]\u0002[.|]',
    ]);
  });

  it('puts a heading between paragraphs and touches neither', () => {
    expect(
      show(plan([p('The first one.'), p('The second one.')], 'The first one.\n\n## Results\n\nThe second one.')),
    ).toEqual(['The first one.', '+ heading: Results', 'The second one.']);
  });
});

describe('planRewrite of tables', () => {
  const cells = table(['Name', 'Town'], ['Ana', 'Olso'], ['Ben', 'Rmoe']);

  it('edits cell by cell when the answer is the table', () => {
    expect(show(plan(cells, '| Name | Town |\n| --- | --- |\n| Ana | Oslo |\n| Ben | **Rome** |'))).toEqual([
      'Name',
      'Town',
      'Ana',
      '[Olso|Oslo]',
      'Ben',
      '[Rmoe|Rome]',
    ]);
  });

  it('edits cell by cell when the answer is lines', () => {
    expect(applyToText(plan(cells, 'Name\nTown\nAna\nOslo\nBen\nRome'))).toEqual([
      'Name',
      'Town',
      'Ana',
      'Oslo',
      'Ben',
      'Rome',
    ]);
  });

  it('never takes a cell away or joins two', () => {
    expect(plan(cells, 'Name\nTown').edits).toEqual([]);
    const shorter = plan(cells, '| Name | Town |\n| --- | --- |\n| Ana | Oslo |');
    expect(shorter.edits.every((edit) => edit.type === 'replace-passages' && edit.from === 6 && edit.to === 5)).toBe(
      true,
    );
  });

  it('puts what is new behind a table and never into it', () => {
    const result = plan(cells, 'Name\nTown\n## More\nAna\nOslo\nBen\nRome');
    expect(show(result).at(-1)).toBe('+ heading: More');
    expect(show(plan([...cells, p('The end.')], '# Title\n\nThe end.')).slice(-2)).toEqual([
      '+ heading: Title',
      'The end.',
    ]);
  });

  it('edits a table between paragraphs', () => {
    const selection = [p('The old list:'), ...cells, p('The end.')];
    expect(
      show(plan(selection, 'The new list:\n\n| Name | Town |\n|---|---|\n| Ana | Oslo |\n| Ben | Rome |\n\nThe end.')),
    ).toEqual(['The [old|new] list:', 'Name', 'Town', 'Ana', '[Olso|Oslo]', 'Ben', '[Rmoe|Rome]', 'The end.']);
  });
});

describe('planRewrite in general', () => {
  it('gives edits in document order that do not overlap', () => {
    const words = 'a the of fox dog runs jumps here there 公司 计划 then . , ; \u0002'.split(' ');
    let state = 9;
    const random = (below: number): number => {
      state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
      return Math.floor((state / 2 ** 32) * below);
    };
    const sentence = (): string => Array.from({ length: 1 + random(12) }, () => words[random(words.length)]).join(' ');
    for (let round = 0; round < 300; round += 1) {
      const selection = Array.from({ length: 1 + random(6) }, () => p(sentence()));
      const lines = selection.map(({ text }) => text.replaceAll('\u0002', '⟦1⟧'));
      if (random(3) === 0) lines.splice(random(lines.length), 1);
      if (random(3) === 0) lines.splice(random(lines.length + 1), 0, sentence().replaceAll('\u0002', ''));
      const result = plan(
        selection,
        lines.map((line) => (random(2) === 0 ? line.replace(/\bthe\b/, 'that') : line)).join('\n'),
      );
      let passage = -1;
      let end = -1;
      for (const edit of result.edits) {
        if (edit.type === 'replace-text') {
          expect(edit.passage).toBeGreaterThanOrEqual(passage);
          if (edit.passage === passage) expect(edit.start).toBeGreaterThanOrEqual(end);
          expect(edit.end).toBeLessThanOrEqual(selection[edit.passage]!.text.length);
          passage = edit.passage;
          end = edit.end;
        } else if (edit.type === 'replace-passages') {
          expect(edit.from).toBeGreaterThanOrEqual(passage);
          expect(edit.to).toBeGreaterThanOrEqual(edit.from - 1);
          passage = Math.max(passage, edit.to);
          end = -1;
        }
      }
      const marks = (texts: readonly string[]): number => texts.join('').split('\u0002').length;
      expect(marks(applyToText(result))).toBe(marks(selection.map(({ text }) => text)));
    }
  });

  it('plans a selection of a hundred paragraphs', () => {
    const selection = Array.from({ length: 100 }, (_, at) =>
      p(`Paragraph ${at} has some words that stay and one that goes away.`),
    );
    const result = plan(selection, selection.map(({ text }) => text.replace('goes', 'went')).join('\n'));
    expect(result.edits).toHaveLength(100);
  });

  it('pairs thousands of paragraphs although one is gone and many are alike', () => {
    const selection = Array.from({ length: 1500 }, (_, at) =>
      p(at % 3 === 0 ? 'The same line again.' : `Paragraph ${at} goes on.`),
    );
    const answer = selection
      .map(({ text }, at) => (at % 50 === 1 ? text.replace('goes', 'went') : text))
      .filter((_, at) => at !== 400);
    const result = plan(selection, answer.join('\n'));
    expect(result.edits.filter(({ type }) => type === 'replace-text')).toHaveLength(20);
    expect(result.edits.filter(({ type }) => type === 'replace-passages')).toHaveLength(1);
  });

  it('survives any Markdown and keeps objects and cells', () => {
    const signs = [
      '**',
      '*',
      '_',
      '`',
      '```',
      '| ',
      '|---|',
      '# ',
      '- ',
      '1. ',
      '> ',
      '$$',
      '\\[',
      '[x](y)',
      '⟦1⟧',
      '<br>',
      '\n',
      '\n\n',
      '---',
      ' word ',
      '字',
    ];
    let state = 77;
    const random = (below: number): number => {
      state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
      return Math.floor((state / 2 ** 32) * below);
    };
    const selection = [
      heading(1, 'Head'),
      p('One\u0002 word.'),
      item('entry'),
      ...table(['a', 'b'], ['c', 'd']),
      p(''),
      p('字 end\ufffc'),
    ];
    for (let round = 0; round < 400; round += 1) {
      const answer = Array.from({ length: random(30) }, () => signs[random(signs.length)]).join('');
      const result = plan(selection, answer);
      const after = applyToText(result).join('\n');
      expect(countMarks(after)).toBe(2);
      for (const edit of result.edits) {
        if (edit.type === 'replace-passages') {
          for (let at = edit.from; at <= edit.to; at += 1) expect(selection[at]!.table).toBeUndefined();
          expect(selection[edit.from]?.table && selection[edit.from - 1]?.table).toBeUndefined();
        } else if (edit.type === 'replace-text' && selection[edit.passage]!.table) {
          expect(edit.text).not.toContain('\n');
        }
      }
    }
  });
});
