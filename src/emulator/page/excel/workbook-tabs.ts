import { languageChoices, themeChoices } from '../choices.ts';
import type { Command, Controls } from '../controls.ts';
import { el, icon } from '../dom.ts';
import { group, type PageCommands, type RibbonTab } from '../ribbon.ts';
import type { ExcelApp } from './excel-app.ts';

export type WorkbookCommands = Pick<
  PageCommands,
  'undo' | 'redo' | 'bold' | 'italic' | 'underline' | 'newComment' | 'about' | 'zoomIn' | 'zoomOut' | 'paneToggle'
>;

/** The tabs of a workbook's ribbon, before those that an add-in brings. */
export function workbookTabs(app: ExcelApp, controls: Controls, commands: WorkbookCommands): RibbonTab[] {
  const { strings } = app;
  const menu = (label: string, items: () => readonly Command[]): HTMLElement =>
    controls.menu(label, items, [el('span', { class: 'control-label' }, label), icon('chevron', 14)]);
  return [
    {
      id: 'TabHome',
      label: strings.home,
      groups: [
        group(
          strings.font,
          [commands.bold, commands.italic, commands.underline].map((command) => controls.button(command)),
        ),
        group(strings.comments, [controls.button(commands.newComment, 'both')]),
      ],
    },
    {
      id: 'TabView',
      label: strings.view,
      groups: [
        group(strings.theme, [
          menu(strings.theme, () => themeChoices(app)),
          menu(strings.language, () => languageChoices(app)),
        ]),
        group(strings.about, [controls.button(commands.about, 'both')]),
      ],
    },
  ];
}
