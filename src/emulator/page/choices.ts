import type { App } from './app.ts';
import type { Command } from './controls.ts';
import { el } from './dom.ts';
import { openModal } from './modal.ts';
import type { Sample } from './samples.ts';

/** What the menus need of a page, whichever kind of document it shows. */
export type MenuPage = Pick<
  App,
  | 'strings'
  | 'locale'
  | 'settings'
  | 'newDocument'
  | 'openFromDisk'
  | 'openAddress'
  | 'saveCopy'
  | 'changeSettings'
  | 'changeLocale'
> & {
  readonly opened: object | null;
  /** Where its programming interface is listed. */
  readonly apiAddress: string;
};

/** The File menu. */
export function fileMenu(app: MenuPage, samples: readonly Sample[]): readonly (Command | 'separator')[] {
  const { strings, locale } = app;
  const offered = samples.map(({ file, title }): Command => {
    const name = title[locale.slice(0, 2)] ?? title['en'] ?? file;
    return {
      label: `${strings.openSample}: ${name}`,
      icon: 'file',
      run: () => void app.openAddress(`/samples/${file}`),
    };
  });
  return [
    { label: strings.newDocument, icon: 'file', run: () => app.newDocument() },
    { label: strings.openDisk, icon: 'open', run: () => void app.openFromDisk() },
    { label: strings.openAddress, icon: 'link', run: () => askAddress(app) },
    ...(offered.length > 0 ? (['separator', ...offered] as const) : []),
    'separator',
    { label: strings.saveCopy, icon: 'save', isEnabled: () => app.opened !== null, run: () => app.saveCopy() },
    'separator',
    { label: strings.apiList, icon: 'list', run: () => void window.open(app.apiAddress, '_blank', 'noopener') },
    { label: strings.about, icon: 'info', run: () => showAbout(app) },
  ];
}

export function themeChoices(app: MenuPage): readonly Command[] {
  const { themeLight, themeDark, themeSystem } = app.strings;
  const labels = { light: themeLight, dark: themeDark, system: themeSystem };
  return (['light', 'dark', 'system'] as const).map((theme) => ({
    label: labels[theme],
    isOn: () => app.settings.theme === theme,
    run: () => app.changeSettings({ theme }),
  }));
}

export function languageChoices(app: MenuPage): readonly Command[] {
  const names = { 'en-US': 'English', 'zh-CN': '中文（简体）' } as const;
  return Object.entries(names).map(([locale, label]) => ({
    label,
    isOn: () => app.locale.slice(0, 2) === locale.slice(0, 2),
    run: () => app.changeLocale(locale),
  }));
}

export function showAbout({ strings }: Pick<MenuPage, 'strings'>): void {
  const text = [strings.aboutText, strings.aboutPrivacy].map((line) => el('p', {}, line));
  openModal({ title: strings.about, closeLabel: strings.close, content: text });
}

function askAddress(app: MenuPage): void {
  const { strings } = app;
  const field = el('input', {
    class: 'field',
    attributes: { type: 'text', 'aria-label': strings.address, placeholder: '/samples/report.docx' },
  });
  const open = el(
    'button',
    { class: 'control primary', attributes: { type: 'submit', form: 'open-address' } },
    strings.open,
  );
  const form = el('form', { attributes: { id: 'open-address' } }, el('p', {}, strings.address), field);
  const modal = openModal({
    title: strings.openAddress.replace('…', ''),
    closeLabel: strings.close,
    content: [form],
    actions: [open],
  });
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    modal.close();
    if (field.value.trim()) void app.openAddress(field.value.trim());
  });
  field.focus();
}
