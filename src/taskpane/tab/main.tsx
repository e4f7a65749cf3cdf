import '../shell.css';
import { loadOnDemand } from '../../base/load-on-demand.ts';
import type { CommandSet } from '../../core/prompt/writing-command.ts';
import { writingCommandSet } from '../../core/prompt/commands.ts';
import { sheetCommandSet } from '../../core/prompt/sheet/sheet-commands.ts';
import { browserSurroundings } from '../../host/teams/browser-surroundings.ts';
import type { Surroundings, TeamsTheme } from '../../host/teams/surroundings.ts';
import { connectTeams } from '../../host/teams/teams-client.ts';
import { createTeamsHost } from '../../host/teams/teams-host.ts';
import { loadStrings, stringsFor } from '../app/strings.ts';
import { detectTheme, type ThemeName } from '../app/theme.ts';
import { wordsForMaterial } from '../features/material/strings.ts';
import { mountPane } from '../mount-pane.tsx';
import { MaterialCard } from '../app/parts.ts';

/** The composition root of the tab: the same pane, in Teams or in a browser's own window. */
async function start(): Promise<void> {
  const root = document.getElementById('root');
  if (!root) throw new Error('The page has no place for the pane.');
  const surroundings = (await connectTeams()) ?? browserSurroundings();
  const host = createTeamsHost(surroundings);
  await mountPane(
    root,
    { host, commandSet, loadPlanner: () => loadOnDemand(() => import('../../assistant/plan-material-turn.ts')) },
    {
      place: 'tab',
      theme: surroundings.theme ? themeNames[surroundings.theme] : detectTheme(location.search, undefined),
      watchTheme: watchTheme(surroundings),
      account: {
        supportsNested: () => surroundings.supportsNestedSignIn(),
        openDialog: (path) => surroundings.openDialog(path),
      },
      loadWords,
      partsAhead: [MaterialCard.fetchAhead],
    },
  );
}

/** Commands for text, and those about cells whose answer is something to read. */
const commandSet: CommandSet = {
  commands: [
    ...writingCommandSet.commands.map(forMaterial('text')),
    ...sheetCommandSet.commands.filter(({ answer }) => answer === 'reading').map(forMaterial('cells')),
  ],
  // A file's cells are read and never written: no words ask for a clean-up here.
  forPrompt: (context, instruction) =>
    context.sheet ? sheetCommandSet.forPrompt(context, '') : writingCommandSet.forPrompt(context, instruction),
};

function forMaterial(
  kind: 'text' | 'cells',
): (command: CommandSet['commands'][number]) => CommandSet['commands'][number] {
  return (command) => ({
    ...command,
    appliesTo: (context) => (kind === 'cells') === (context.sheet !== undefined) && command.appliesTo(context),
  });
}

const themeNames: Readonly<Record<TeamsTheme, ThemeName>> = { default: 'light', dark: 'dark', contrast: 'contrast' };

function watchTheme(surroundings: Surroundings): (listener: (theme: ThemeName) => void) => () => void {
  return (listener) => {
    // Teams has one handler for the page, and no way to take it back.
    let isWatching = true;
    surroundings.onThemeChanged((theme) => {
      if (isWatching) listener(themeNames[theme]);
    });
    return () => {
      isWatching = false;
    };
  };
}

async function loadWords(): Promise<Readonly<Record<'en' | 'zh', ReturnType<typeof wordsForMaterial>>>> {
  await loadStrings('zh').catch(() => undefined);
  return { en: wordsForMaterial(stringsFor('en'), 'en'), zh: wordsForMaterial(stringsFor('zh'), 'zh') };
}

void start();
