/** The functions of ours that stand in cells; the name that a person writes is the id in capitals. */
export const cellFunctions = ['ask', 'summarize', 'translate', 'classify', 'extract', 'formula'] as const;
export type CellFunction = (typeof cellFunctions)[number];

/** Rows of values as Excel hands them to a function: a cell's text, number or truth value, `''` for an empty one. */
export type CellRows = readonly (readonly (string | number | boolean)[])[];

/** What a formula asks: all that its answer depends on, but for the model. */
export interface CellQuestion {
  readonly function: CellFunction;
  /** What the person wants, in the formula's own words: a prompt, a language, what to extract. Empty where that is plain. */
  readonly instruction: string;
  /** The values that it is about. */
  readonly inputs: readonly CellRows[];
  /** The labels to choose from, for `classify` only. */
  readonly labels?: readonly string[];
  /** Where the inputs stand (`Sales!A1:D20`), for `formula` only. */
  readonly places?: readonly string[];
}

/** What an answer puts into cells, by row; one row of one text for most. Always text: see `readCellAnswer`. */
export type CellAnswer = readonly (readonly string[])[];
