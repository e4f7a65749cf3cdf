import {
  countMarks,
  fromPlaceholders,
  isMark,
  toPlaceholders,
  toReadableText,
  withoutMarks,
} from '../../../../src/core/document/protected-marks.ts';

describe('protected marks', () => {
  it('become numbered placeholders through all texts, and come back', () => {
    const { texts, marks } = toPlaceholders(['a\u0002b', 'c\ufffc\u0002']);
    expect(texts).toEqual(['a⟦1⟧b', 'c⟦2⟧⟦3⟧']);
    expect(fromPlaceholders('x⟦2⟧ y⟦ 1 ⟧ [[3]]', marks, (index) => marks[index]!.character)).toBe(
      'x\ufffc y\u0002 \u0002',
    );
  });

  it('are numbered above what the text has itself', () => {
    const { texts, marks } = toPlaceholders(['see ⟦7⟧\u0002']);
    expect(texts).toEqual(['see ⟦7⟧⟦8⟧']);
    expect(fromPlaceholders('look ⟦7⟧⟦8⟧⟦9⟧', marks, () => '!')).toBe('look ⟦7⟧!');
  });

  it('stand once although the answer says them twice', () => {
    const { marks } = toPlaceholders(['\u0002']);
    expect(fromPlaceholders('⟦1⟧ and ⟦1⟧', marks, () => '!')).toBe('! and ');
  });

  it('are control and object characters, not tabs, line breaks or text', () => {
    expect(['\u0002', '\ufffc', '\u0013'].every(isMark)).toBe(true);
    expect(['\t', '\u000b', '\u001e', 'a', '字', ''].some(isMark)).toBe(false);
    expect(countMarks('a\u0002\t\ufffc')).toBe(2);
    expect(withoutMarks('a\u0002b')).toBe('ab');
  });

  it('leave Word’s own break and hyphens readable', () => {
    expect(toReadableText('a\u000bb co\u001eop syl\u001flable\u0007\r')).toBe('a<br>b co-op syllable');
  });
});
