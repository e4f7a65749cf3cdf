import type { BroughtText } from '../../core/context/tab-link.ts';
import type { Outlet } from '../../core/edits/edit-plan.ts';

export type TeamsTheme = 'default' | 'dark' | 'contrast';

/** Somebody to write to. */
export interface Recipient {
  readonly address: string;
}

/** What the page's surroundings are and can do: Teams, or a browser's own window. */
export interface Surroundings {
  /** Whose history it is; the same for the same person. */
  readonly personId: string;
  /** BCP 47. */
  readonly language: string;
  readonly theme: TeamsTheme | null;
  onThemeChanged(listener: (theme: TeamsTheme) => void): void;
  /** What a link brought along. */
  readonly brought: BroughtText | null;
  /** Where answers can go, the most useful first. */
  readonly outlets: readonly Outlet[];
  /** Lets the person choose people; an empty list when they think better of it. */
  choosePeople(): Promise<readonly Recipient[]>;
  /** Opens a chat with them, the text in its box; the person reads and sends it. */
  openChat(people: readonly Recipient[], text: string): Promise<void>;
  share(brought: BroughtText, text: string): Promise<void>;
  /** Whether the account of Teams signs in for us. */
  supportsNestedSignIn(): boolean;
  /** Opens a page of ours in a window of its own; resolves with what it says. */
  openDialog(path: string): Promise<string>;
}
