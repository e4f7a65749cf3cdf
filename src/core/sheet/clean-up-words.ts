import type { Profile } from '../figures/profile/profile.ts';
import { withoutCourtesy } from '../../base/without-courtesy.ts';
import { namedColumns } from './named-columns.ts';

/** What of a clean-up a person's words ask for. */
export interface WantedCleanUp {
  readonly repairs: boolean;
  readonly duplicates: boolean;
  /** Columns to split, all that can be where none is named. */
  readonly splits: 'none' | 'all' | readonly number[];
}

const splitting = /^(?:split|separate|divide|break (?:up|apart))\b|拆分|分列|拆成|拆开|分成.{0,4}列/iu;
/** "Split revenue by region" asks for groups; a column, cells or a separator is what is taken apart. */
const splittable =
  /\b(?:columns?|cells?|fields?)\b|\b(?:at|by|on) (?:the |every |each )?(?:commas?|semicolons?|slash(?:es)?|pipes?|tabs?|dash(?:es)?|line breaks?)\b|列|单元格|逗号|分号|斜杠|顿号/iu;
const removing =
  /^(?:(?:remove|delete|drop|eliminate|get rid of|clear)\b.*\b(?:duplicat|repeat)\w*|de-?dup\w*)|去重|(?:删除|删去|删掉|去掉|去除|清除|移除).*重复|重复.*(?:删除|删去|删掉|去掉|去除|清除|移除)/iu;
const tidying = /^(?:clean|tidy)\b|^(?:trim|strip)\b.*|^(?:整理|清洗|清理)/iu;

/** Whether free words ask for cells to be cleaned up; a question about them does not. */
export function asksForCleanUp(words: string): boolean {
  const text = withoutCourtesy(words);
  if (/[?？]\s*$/u.test(text) && text === words.trim()) return false;
  return (splitting.test(text) && splittable.test(text)) || removing.test(text) || tidying.test(text);
}

/** What words ask for; everything that is offered unasked where there are none. */
export function wantedBy(words: string, profile: Pick<Profile, 'columns'>): WantedCleanUp | null {
  const text = withoutCourtesy(words);
  if (text === '') return null;
  const splits = splitting.test(text) || /\bsplit\b/iu.test(text);
  const duplicates = removing.test(text) || /duplicat|重复|去重/iu.test(text);
  if (!splits && !duplicates) return null;
  const named = namedColumns(text, profile).map(({ index }) => index);
  return {
    repairs: /\btrim|\bspaces?\b|\bclean|\btidy|空格|整理|清洗|清理/iu.test(text),
    duplicates,
    splits: !splits ? 'none' : named.length > 0 ? named : 'all',
  };
}
