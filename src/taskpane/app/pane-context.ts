import { createContext, useContext } from 'react';
import { useStore } from 'zustand';
import type { Access, AccessState } from '../../assistant/access.ts';
import type { Assistant } from '../../assistant/assistant.ts';
import type { AssistantState } from '../../assistant/assistant-state.ts';
import type { PromptLibrary } from '../../core/model/gateway-records.ts';
import type { CellFunctions } from '../../functions/cell-functions.ts';
import type { CopilotConversion } from '../../functions/copilot-conversion.ts';
import { stringsFor, type Strings } from './strings.ts';

/** What the functions in a workbook's cells do, and what is done with them. */
export interface PaneCells {
  readonly functions: CellFunctions;
  readonly conversion: CopilotConversion;
}

/** What every part of the pane may use. */
export interface Pane {
  readonly assistant: Assistant;
  readonly access: Access;
  readonly strings: Strings;
  /** Words of the place in which the pane stands, instead of the general ones. */
  readonly words?: Readonly<Record<'en' | 'zh', Partial<Strings>>>;
  /** BCP 47 of the pane's own words. */
  readonly language: 'en' | 'zh';
  readonly library: PromptLibrary;
  /** The functions in cells, where there are cells. */
  readonly cells: PaneCells | undefined;
  readonly copy: (content: { readonly text: string; readonly html: string }) => Promise<void>;
}

export const PaneContext = createContext<Pane | null>(null);

export function usePane(): Pane {
  const pane = useContext(PaneContext);
  if (!pane) throw new Error('The component stands outside the pane.');
  return pane;
}

/** A part of the assistant's state; the component renders again only when that part changes. */
export function useAssistant<T>(select: (state: AssistantState) => T): T {
  return useStore(usePane().assistant.store, select);
}

/** A part of who the person is and what they may do. */
export function useAccess<T>(select: (state: AccessState) => T): T {
  return useStore(usePane().access.store, select);
}

/** The language of the pane: of the setting, or of the host. */
export function languageOf(setting: 'auto' | 'en' | 'zh', displayLanguage: string): 'en' | 'zh' {
  return (setting === 'auto' ? displayLanguage : setting).toLowerCase().startsWith('zh') ? 'zh' : 'en';
}

/** The words of the pane, as far as they are there; see `loadStrings`. */
export function paneLanguage(
  setting: 'auto' | 'en' | 'zh',
  displayLanguage: string,
  words?: Pane['words'],
): { readonly language: 'en' | 'zh'; readonly strings: Strings } {
  const language = languageOf(setting, displayLanguage);
  return { language, strings: { ...stringsFor(language), ...words?.[language] } };
}
