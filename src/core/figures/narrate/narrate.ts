import type { CheckedText } from '../check/check-numbers.ts';
import type { Language } from '../format-value.ts';
import type { Figure } from '../figure.ts';
import { fold } from '../expression.ts';
import { detailCells, measureName, titleOf } from '../figures-of.ts';
import { sayPeriod } from '../notation/period.ts';
import type { Profile } from '../profile/profile.ts';
import { rangeAddress } from '../table.ts';
import { anomalySentences } from './anomalies.ts';
import { contentSentences } from './contents.ts';
import { courseSentences, moverSentences, partSentences, sizeSentences } from './findings.ts';
import { isNumberPiece, livePieces, showPiece } from './piece.ts';
import { count, type Sentence, type Speaker } from './say.ts';
import { writeSentences } from './write-sentences.ts';

export type NarrationKind = 'findings' | 'summary' | 'anomalies' | 'description';

export interface NarratedSentence {
  readonly text: string;
  /** The sentence as a formula that stays true; absent where it has no number, or is too long for Excel. */
  readonly living?: string;
}

export interface NarratedText {
  /** Markdown: a list for findings and anomalies, paragraphs for the others. */
  readonly text: string;
  readonly sentences: readonly NarratedSentence[];
  /** Every number in the text, in order. */
  readonly figures: readonly Figure[];
  /** The same numbers where they stand in the text: each is a figure by its id, with nothing left to look up. */
  readonly checked: CheckedText;
}

/**
 * Tells a table in sentences by rules, without a model. Every number in it is computed by code and comes with its cells.
 * `findings` are the few things worth knowing, as a list; `summary` is one paragraph (of a table without measures both tell its
 * rows, columns, values, dates, gaps and repeats); `anomalies` lists what is odd, or says
 * that nothing is; `description` tells a colleague who has not seen it what the table holds and where.
 */
export function narrate(
  profile: Profile,
  { language, kind }: { readonly language: Language; readonly kind: NarrationKind },
): NarratedText {
  const speaker = { profile, language };
  const sentences = sentencesOf(speaker, kind);
  const told = sentences.length > 0 ? sentences : [[nothing(speaker, kind)]];
  const texts = told.map((sentence) => sentence.map((piece) => showPiece(piece, language)).join(''));
  const isList = kind === 'findings' || kind === 'anomalies';
  const { checked, figures } = writeSentences(told, profile, language, isList && told.length > 1);
  return {
    text: checked.text,
    checked,
    figures,
    sentences: told.map((sentence, at) => {
      const living = isLiving(sentence) ? livePieces(sentence, profile.place, language) : undefined;
      return { text: texts[at] ?? '', ...(living !== undefined && { living }) };
    }),
  };
}

/** "North has the highest" names who leads today: a formula cannot keep that true, so such a sentence has none. */
function isLiving(sentence: Sentence): boolean {
  const isRanked = sentence.some(
    (piece) => typeof piece === 'string' && /\bhighest|\bstrongest|\bpeaked|\bmost often|最高|最好|最常见/u.test(piece),
  );
  return sentence.some(isNumberPiece) && !isRanked;
}

function sentencesOf(speaker: Speaker, kind: NarrationKind): Sentence[] {
  // A list of tasks or names has nothing to add up: what it holds is what there is to say of it.
  if (speaker.profile.measures.length === 0 && (kind === 'findings' || kind === 'summary'))
    return [...contentSentences(speaker), ...anomalySentences(speaker)];
  switch (kind) {
    case 'findings':
      return [
        ...sizeSentences(speaker).slice(0, 1),
        ...courseSentences(speaker).slice(0, 3),
        ...partSentences(speaker).slice(0, 2),
        ...moverSentences(speaker),
        ...anomalySentences(speaker).slice(0, 1),
      ].slice(0, 7);
    case 'summary':
      return [
        ...sizeSentences(speaker).slice(0, 2),
        ...courseSentences(speaker).slice(0, 2),
        ...partSentences(speaker).slice(0, 2),
        ...moverSentences(speaker),
      ];
    case 'anomalies':
      return anomalySentences(speaker);
    case 'description':
      return [
        ...descriptionSentences(speaker),
        ...sizeSentences(speaker).slice(0, 2),
        ...courseSentences(speaker).slice(0, 1),
      ];
  }
}

function nothing({ profile, language }: Speaker, kind: NarrationKind): string {
  if (kind === 'anomalies')
    return language === 'zh'
      ? '未发现异常：没有离群值、缺失、重复或不一致的公式。'
      : 'Nothing stands out: no outlying numbers, gaps, repeated rows or broken formulas.';
  if (profile.columns.some(({ count }) => count > 0))
    return language === 'zh'
      ? '所选内容太少，没有可以概括的内容。请选中更多行。'
      : 'There is too little here to summarise. Select more rows.';
  return language === 'zh'
    ? '这个区域是空的，没有可以概括的内容。'
    : 'This range is empty: there is nothing to summarise.';
}

/** What the table is: where, how large, what its rows and columns are. */
function descriptionSentences({ profile, language }: Speaker): Sentence[] {
  const range = rangeAddress(profile.place, {
    ...profile.body,
    top: Math.max(0, profile.body.top - profile.headerRows),
  });
  const first = profile.columns.find(({ missing, role }) => missing === 0 && role !== 'none') ?? profile.columns[0];
  if (!first || profile.rows === 0) return [];
  const rows = count(profile.rows, fold('count', detailCells(profile, first.index)), 'rows');
  const categories = profile.columns.filter(({ role, distinct }) => role === 'category' && distinct > 1);
  const title = titleOf(profile);
  const listed = profile.measures
    .filter(({ name }) => name !== '')
    .slice(0, 6)
    .map((measure) => measureName(profile, measure)[language]);
  const time = profile.timeColumn === undefined ? undefined : profile.columns[profile.timeColumn];
  const when = time?.span && [sayPeriod(time.span.first, language), sayPeriod(time.span.last, language)];
  const found: Sentence[] = [];
  if (language === 'zh') {
    found.push([
      `${title === undefined ? '该表' : `《${title}》`}位于 ${profile.place.sheet}!${range}，共`,
      rows,
      '行数据',
      listed.length > 0 ? `，记录了${listed.join('、')}` : '',
      when ? `，时间从${when[0] ?? ''}到${when[1] ?? ''}` : '',
      '。',
    ]);
  } else {
    found.push([
      `${title === undefined ? 'The table' : `“${title}”`} in ${profile.place.sheet}!${range} has `,
      rows,
      profile.rows === 1 ? ' row of data' : ' rows of data',
      listed.length > 0 ? ` on ${joinList(listed)}` : '',
      when ? `, from ${when[0] ?? ''} to ${when[1] ?? ''}` : '',
      '.',
    ]);
  }
  for (const { name, distinct, top, index } of categories.slice(0, 2)) {
    if (distinct > 50 || /^[A-Z]{1,2}$/u.test(name)) continue;
    const values = top.slice(0, 3).map(({ value }) => value);
    const number = count(distinct, fold('distinct', detailCells(profile, index)), name);
    const rest = distinct > values.length;
    found.push(
      language === 'zh'
        ? [`${name}有`, number, `种取值${rest ? '，如' : '：'}${values.join('、')}。`]
        : [`${name} takes `, number, ` different values${rest ? ', such as ' : ': '}${joinList(values)}.`],
    );
  }
  if (profile.totals.length > 0)
    found.push([language === 'zh' ? '表中的合计行未重复计算。' : 'Its rows of totals are not counted twice.']);
  return found;
}

function joinList(words: readonly string[]): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1) ?? ''}`;
}
