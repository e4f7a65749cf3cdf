import { declareApi, HostError, type ApiMember } from '../../richapi/object-model.ts';
import { searchSpan, type SearchFlags } from '../model/search.ts';
import type { TextObject } from './text-object.ts';
import { requireText } from './text-object.ts';

/** `Word.SearchOptions`. */
export class SearchOptions implements SearchFlags {
  ignorePunct = false;
  ignoreSpace = false;
  matchCase = false;
  matchPrefix = false;
  matchSuffix = false;
  matchWholeWord = false;
  matchWildcards = false;
}

const names = [
  'ignorePunct',
  'ignoreSpace',
  'matchCase',
  'matchPrefix',
  'matchSuffix',
  'matchWholeWord',
  'matchWildcards',
] as const;

declareApi(SearchOptions, {
  name: 'Word.SearchOptions',
  members: Object.fromEntries(
    names.map((name): [string, ApiMember<SearchOptions>] => [
      name,
      {
        kind: 'property',
        since: 'WordApi 1.1',
        get: (self) => self[name],
        set: (self, value: boolean) => {
          self[name] = value;
        },
      },
    ]),
  ),
});

/** `search` of a range, paragraph, body or content control. */
export function search(self: TextObject, text: unknown, options: unknown): object {
  if (options !== undefined && options !== null && !(options instanceof SearchOptions)) {
    throw new HostError('InvalidArgument', 'The search options are not Word.SearchOptions.');
  }
  return self.model.ranges(searchSpan(self.span, requireText(text, 'The search text'), options ?? {}));
}
