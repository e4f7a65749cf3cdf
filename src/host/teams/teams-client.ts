import { AssistantError } from '../../base/errors.ts';
import { readTabLink, tabLink } from '../../core/context/tab-link.ts';
import type { Outlet } from '../../core/edits/edit-plan.ts';
import type { Surroundings, TeamsTheme } from './surroundings.ts';

type TeamsJs = typeof import('@microsoft/teams-js');

/** Teams answers within a moment, or it is not there: another page, or a browser's own window. */
const detectionMs = 3000;

/** Looks for Teams around the page; `null` where it does not answer. */
export async function connectTeams(): Promise<Surroundings | null> {
  // A page at the top has nobody to ask.
  if (window.parent === window && !window.opener) return null;
  const teams = await import('@microsoft/teams-js');
  const { app } = teams;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<'late'>((resolve) => {
    timer = setTimeout(() => resolve('late'), detectionMs);
  });
  try {
    const connected = app.initialize().then(() => app.getContext());
    const context = await Promise.race([connected, late]);
    if (context === 'late') return null;
    app.notifyAppLoaded();
    void app.notifySuccess();
    return new TeamsSurroundings(teams, context);
  } catch {
    return null;
  } finally {
    clearTimeout(timer);
  }
}

class TeamsSurroundings implements Surroundings {
  readonly personId: string;
  readonly language: string;
  readonly theme: TeamsTheme;
  readonly brought: Surroundings['brought'];
  readonly outlets: readonly Outlet[];
  readonly #teams: TeamsJs;
  readonly #link: { readonly appId: string; readonly tabId: string };

  constructor(teams: TeamsJs, { app, page, user }: Awaited<ReturnType<TeamsJs['app']['getContext']>>) {
    this.#teams = teams;
    this.personId = user ? `${user.tenant?.id ?? ''}/${user.id}` : '';
    this.language = app.locale;
    this.theme = themeOf(app.theme);
    this.brought = readTabLink(page.subPageId);
    this.#link = { appId: String(app.appId ?? ''), tabId: page.id };
    const { chat, people, sharing } = teams;
    const isOffered: Readonly<Record<Outlet, boolean>> = {
      send: chat.isSupported() && people.isSupported(),
      download: true,
      share: sharing.isSupported() && this.#link.appId !== '',
    };
    this.outlets = (['send', 'download', 'share'] as const).filter((outlet) => isOffered[outlet]);
  }

  onThemeChanged(listener: (theme: TeamsTheme) => void): void {
    this.#teams.app.registerOnThemeChangeHandler((theme) => listener(themeOf(theme)));
  }

  async choosePeople(): Promise<{ address: string }[]> {
    const chosen = await this.#teams.people.selectPeople({ openOrgWideSearchInChatOrChannel: true }).catch(asFailure);
    return chosen.flatMap(({ email }) => (email ? [{ address: email }] : []));
  }

  async openChat(people: readonly { readonly address: string }[], text: string): Promise<void> {
    const users = people.map(({ address }) => address);
    // The library's type demands a topic that its documentation calls optional.
    const request = { users, message: text } as Parameters<TeamsJs['chat']['openGroupChat']>[0];
    await this.#teams.chat.openGroupChat(request).catch(asFailure);
  }

  async share(brought: { readonly title: string; readonly text: string }, text: string): Promise<void> {
    const url = tabLink(this.#link, brought);
    await this.#teams.sharing
      .shareWebContent({ content: [{ type: 'URL', url, message: text, preview: true }] })
      .catch(asFailure);
  }

  supportsNestedSignIn(): boolean {
    return this.#teams.nestedAppAuth.isNAAChannelRecommended();
  }

  async openDialog(path: string): Promise<string> {
    const url = `${location.origin}${path}?opener=teams`;
    return this.#teams.authentication.authenticate({ url, width: 480, height: 640 }).catch(asFailure);
  }
}

/** Teams' own codes: 8000 is a person who closed what was opened. */
const userAbort = 8000;

function asFailure(cause: unknown): never {
  const code = typeof cause === 'object' && cause !== null && 'errorCode' in cause ? cause.errorCode : undefined;
  if (code === userAbort || (cause instanceof Error && cause.message === 'CancelledByUser')) {
    throw new AssistantError('aborted', 'It was closed.', { cause });
  }
  const message =
    cause instanceof Error
      ? cause.message
      : `Teams could not do that (${typeof code === 'number' ? code : 'unknown'}).`;
  throw new AssistantError('host-failed', message, { cause });
}

function themeOf(name: string): TeamsTheme {
  return name === 'dark' || name === 'contrast' ? name : 'default';
}
