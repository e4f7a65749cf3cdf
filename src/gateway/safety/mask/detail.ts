export const detailKinds = ['names', 'phones', 'ids', 'emails', 'cards', 'accounts', 'amounts', 'words'] as const;

/** What kinds of personal details can be kept from a model. `words` are the organisation's own. */
export type DetailKind = (typeof detailKinds)[number];

/** A personal detail in a text, as UTF-16 offsets. */
export interface Detail {
  readonly kind: DetailKind;
  readonly start: number;
  readonly end: number;
}

/** Finds one kind in a text whose full-width signs are made plain. */
export type FindDetails = (text: string) => Detail[];

/** A detail for each match; `accept` gets the match without spaces, dots and dashes. */
export function detailsOf(
  kind: DetailKind,
  text: string,
  pattern: RegExp,
  accept: (bare: string, match: RegExpExecArray) => boolean = () => true,
): Detail[] {
  return Array.from(text.matchAll(pattern)).flatMap((match) => {
    // A group called `detail` is the detail; what stands around it is context.
    const detail = match.groups?.['detail'] ?? match[0];
    if (!accept(detail.replace(/[\s.\-()/–]/g, ''), match)) return [];
    const start = match.index + match[0].indexOf(detail, match.groups?.['before']?.length ?? 0);
    return [{ kind, start, end: start + detail.length }];
  });
}
