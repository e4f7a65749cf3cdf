/** A sentence, and where it stood. */
export interface Sentence {
  readonly text: string;
  /** Index of its paragraph among those with sentences. */
  readonly paragraph: number;
  /** Whether it is the first of its paragraph. */
  readonly leads: boolean;
}

/** The sentences of running text: headings, tables and list marks of Markdown are not sentences, list items are. */
export function sentencesOf(text: string, language: string): Sentence[] {
  const segmenter = new Intl.Segmenter(language, { granularity: 'sentence' });
  const sentences: Sentence[] = [];
  let paragraph = 0;
  for (const line of text.split(/\n+/)) {
    const content = plainLine(line);
    if (content === '') continue;
    const pieces = joinAbbreviations(
      [...segmenter.segment(content)].map(({ segment }) => segment.trim()).filter(Boolean),
    );
    pieces.forEach((piece, index) => sentences.push({ text: piece, paragraph, leads: index === 0 }));
    paragraph += 1;
  }
  return sentences;
}

/** A line without its Markdown marks; empty for headings, rules and table rows. */
function plainLine(line: string): string {
  const trimmed = line.trim();
  if (/^(#{1,6}\s|\||-{3,}$|```|\[\^)/.test(trimmed)) return '';
  return trimmed
    .replace(/^(?:[-*+•]|\d+[.)]|>)\s+/, '')
    .replace(/\*\*([^*]+)\*\*/g, '$1')
    .replace(/\[([^\]]+)\]\([^)]*\)/g, '$1')
    .replace(/\[\^[^\]]*\]|⟦\d+⟧/g, '')
    .replace(/<br>/g, ' ')
    .trim();
}

/** “Mr.”, “e.g.” and the like end no sentence. */
function joinAbbreviations(pieces: readonly string[]): string[] {
  const joined: string[] = [];
  for (const piece of pieces) {
    const last = joined.at(-1);
    if (last !== undefined && /\b(?:Mr|Mrs|Ms|Dr|Prof|St|No|vs|e\.g|i\.e|etc|approx|Inc|Ltd)\.$/i.test(last))
      joined[joined.length - 1] = `${last} ${piece}`;
    else joined.push(piece);
  }
  return joined;
}

const stopWords = new Set(
  'the a an and or but of to in on at for with by from as is are was were be been being this that these those it its their his her our your my we they he she i you not no so if than then there which who whom what when where how all any each more most other some such only own same very can will just should would could has have had do does did also into over after before between about 的 了 和 是 在 与 及 或 也 就 都 而 将 为 对 由 于 以 等 被 把 从 向 到 上 下 中 个 这 那 其 该 并 且'.split(
    ' ',
  ),
);

/** Words that carry meaning, folded so that “carriers” meets “carrier”. */
export function termsOf(text: string, language: string): string[] {
  const segmenter = new Intl.Segmenter(language, { granularity: 'word' });
  return [...segmenter.segment(text.toLowerCase())]
    .filter(({ isWordLike, segment }) => isWordLike === true && !stopWords.has(segment))
    .map(({ segment }) => (/^[a-z]{5,}$/.test(segment) ? segment.replace(/(?:ies|es|s|ed|ing)$/, '') : segment));
}
