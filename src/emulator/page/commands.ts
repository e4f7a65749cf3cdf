import type { App, OpenedDocument } from './app.ts';
import { showAbout } from './choices.ts';
import type { Command } from './controls.ts';
import type { IconName } from './dom.ts';
import type { Alignment, CharacterFormat } from './formatting.ts';
import type { PageCommands } from './ribbon.ts';

/** Ties everything that ribbon and title bar offer to the app. */
export function createCommands(app: App): PageCommands {
  const { strings } = app;
  const isOpen = (): boolean => app.opened !== null;
  const isWritable = (): boolean => app.opened !== null && !app.opened.document.readOnly;
  const onDocument =
    (act: (opened: OpenedDocument) => void): (() => void) =>
    () => {
      if (app.opened) act(app.opened);
    };
  const writing = (
    label: string,
    icon: IconName,
    act: (opened: OpenedDocument) => void,
    rest: Partial<Command> = {},
  ): Command => ({
    label,
    icon,
    isEnabled: isWritable,
    ...rest,
    run: () => {
      if (isWritable()) onDocument(act)();
    },
  });
  const character = (format: CharacterFormat, label: string, shortcut?: string): Command =>
    writing(label, format, ({ formatting }) => formatting.toggle(format), {
      isOn: () => app.opened?.formatting.isOn(format) ?? false,
      ...(shortcut && { shortcut }),
    });
  const aligned = (alignment: Alignment, label: string, icon: IconName): Command =>
    writing(label, icon, ({ formatting }) => formatting.setAlignment(alignment), {
      isOn: () => app.opened?.formatting.alignment() === alignment,
    });
  const listed = (kind: 'bullets' | 'numbering', label: string): Command =>
    writing(label, kind, ({ formatting }) => formatting.toggleList(kind), {
      isOn: () => app.opened?.formatting.listKind() === kind,
    });
  const zoomBy = (step: number): void => app.changeSettings({ zoom: Math.max(30, Math.min(250, app.zoom + step)) });
  return {
    undo: writing(strings.undo, 'undo', ({ document }) => document.undo(), {
      shortcut: 'Ctrl+Z',
      isEnabled: () => app.opened?.document.canUndo ?? false,
    }),
    redo: writing(strings.redo, 'redo', ({ document }) => document.redo(), {
      shortcut: 'Ctrl+Y',
      isEnabled: () => app.opened?.document.canRedo ?? false,
    }),
    bold: character('bold', strings.bold, 'Ctrl+B'),
    italic: character('italic', strings.italic, 'Ctrl+I'),
    underline: character('underline', strings.underline, 'Ctrl+U'),
    strike: character('strike', strings.strike),
    bullets: listed('bullets', strings.bullets),
    numbering: listed('numbering', strings.numbering),
    alignLeft: aligned('left', strings.alignLeft, 'alignLeft'),
    alignCenter: aligned('center', strings.alignCenter, 'alignCenter'),
    alignRight: aligned('right', strings.alignRight, 'alignRight'),
    alignJustify: aligned('both', strings.alignJustify, 'alignJustify'),
    trackChanges: writing(
      strings.trackChanges,
      'track',
      ({ document }) => (document.trackingMode = document.isTracking ? 'Off' : 'TrackAll'),
      {
        isOn: () => app.opened?.document.isTracking ?? false,
      },
    ),
    previousChange: {
      label: strings.previous,
      icon: 'previous',
      isEnabled: isOpen,
      run: onDocument(({ review }) => review.go('previous')),
    },
    nextChange: {
      label: strings.next,
      icon: 'next',
      isEnabled: isOpen,
      run: onDocument(({ review }) => review.go('next')),
    },
    acceptThis: writing(strings.acceptThis, 'accept', ({ review }) => review.settleCurrent('accept')),
    acceptAll: writing(strings.acceptAll, 'accept', ({ review }) => review.settleAll('accept')),
    rejectThis: writing(strings.rejectThis, 'reject', ({ review }) => review.settleCurrent('reject')),
    rejectAll: writing(strings.rejectAll, 'reject', ({ review }) => review.settleAll('reject')),
    showComments: {
      label: strings.showComments,
      icon: 'comments',
      isOn: () => app.settings.showComments,
      run: () => app.changeSettings({ showComments: !app.settings.showComments }),
    },
    newComment: writing(strings.newComment, 'comment', ({ review }) => review.beginComment()),
    zoomIn: { label: strings.zoomIn, icon: 'zoomIn', run: () => zoomBy(10) },
    zoomOut: { label: strings.zoomOut, icon: 'zoomOut', run: () => zoomBy(-10) },
    pageWidth: { label: strings.pageWidth, icon: 'width', isEnabled: isOpen, run: () => app.fitWidth() },
    about: { label: strings.about, icon: 'info', run: () => showAbout(app) },
    apiList: {
      label: strings.apiList,
      icon: 'list',
      run: () => void window.open('/playground/api.html', '_blank', 'noopener'),
    },
    paneToggle: {
      label: strings.pane,
      icon: 'pane',
      isEnabled: isOpen,
      isOn: () => app.frames?.isOpen ?? false,
      run: () => (app.frames?.isOpen ? app.frames.close() : app.frames?.open()),
    },
  };
}
