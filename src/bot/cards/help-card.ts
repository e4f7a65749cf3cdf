import type { IAdaptiveCard } from '@microsoft/teams.cards';
import type { Strings } from '../strings.ts';
import { card, note, text, title } from './elements.ts';

export interface HelpOptions {
  readonly isPersonal: boolean;
  /** Whether there is no AI model: what can be done without one is told instead of what cannot. */
  readonly isEmbedded: boolean;
}

export function helpCard(strings: Strings, { isPersonal, isEmbedded }: HelpOptions): IAdaptiveCard {
  return card([
    title(strings.helpTitle),
    ...(isEmbedded ? [text(strings.helpEmbedded)] : []),
    ...strings.help.map((line) => text(line)),
    text(isPersonal ? strings.helpFiles : strings.filesInGroups),
    text(strings.helpExtension),
    note(strings.helpPrivacy),
  ]);
}

export function welcomeCard(strings: Strings, { isPersonal }: Pick<HelpOptions, 'isPersonal'>): IAdaptiveCard {
  return card([
    text(isPersonal ? strings.welcome : strings.welcomeGroup),
    ...(isPersonal ? [text(strings.helpFiles)] : []),
    text(strings.helpExtension),
    note(strings.helpPrivacy),
  ]);
}
