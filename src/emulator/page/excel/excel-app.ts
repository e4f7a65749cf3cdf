import { ExcelDocument } from '../../excel/excel-document.ts';
import { createExcelHost } from '../../excel/excel-host.ts';
import type { CustomFunctionInfo } from '../../excel/calculation/custom-calls.ts';
import { readFunctionMetadata } from '../../excel/function-metadata.ts';
import type { DocumentHost } from '../../wire/document-host.ts';
import { fileMenu } from '../choices.ts';
import { openFile } from '../document-loader.ts';
import { el } from '../dom.ts';
import { download } from '../files.ts';
import type { Manifest } from '../manifest.ts';
import { withRests } from '../../package/pieces.ts';
import { PageApp } from '../page-app.ts';
import type { PageQuery } from '../query.ts';
import { createRibbonFrame } from '../ribbon.ts';
import { sampleAddress } from '../samples.ts';
import { createShell, type Shell } from '../shell.ts';
import type { Strings } from '../strings.ts';
import { createPictures } from './draw-pictures.ts';
import { createFormulaBar } from './formula-bar.ts';
import type { GridCommand } from './grid-keys.ts';
import { GridView } from './grid-view.ts';
import { isLarge, longRequest } from './large-workbook.ts';
import { refusalWords } from './refusal-words.ts';
import { RemarkCard } from './remark-card.ts';
import { selectionStatus } from './selection-status.ts';
import { SheetTabs } from './sheet-tabs.ts';
import { createWorkbookCommands } from './workbook-commands.ts';
import { workbookTabs, type WorkbookCommands } from './workbook-tabs.ts';

/** The opened workbook with everything that works on it. */
export interface OpenedWorkbook {
  readonly document: ExcelDocument;
  readonly host: DocumentHost;
  readonly grid: GridView;
  readonly name: string;
  readonly refresh: () => void;
  /** Offers a card to comment on the active cell in. */
  readonly beginComment: () => void;
  readonly close: () => void;
}

/** What may happen without the file being another. */
const unedited: ReadonlySet<string> = new Set(['selected', 'activated', 'calculated', 'clicked', 'settings-changed']);

/** What leaves every cell as it is. */
const looking: ReadonlySet<string> = new Set(['selected', 'activated', 'clicked']);

/** How often a save begins anew because something was edited meanwhile, before it is done at once. */
const mostTries = 3;

/** The page of a workbook: what is opened, how it is shown, and what the person can do. */
export class ExcelApp extends PageApp<OpenedWorkbook> {
  readonly apiAddress = '/playground/api.html?host=excel';
  #isSaving = false;
  /** What keys in the grid do beside the grid's own. */
  #keys!: Pick<WorkbookCommands, GridCommand>;
  /** What the add-in brings for cells. */
  #functions: readonly CustomFunctionInfo[] = [];

  constructor(element: HTMLElement, query: PageQuery) {
    super(element, query, { manifestHost: 'Workbook', extension: 'xlsx' });
  }

  override get strings(): Strings {
    const strings = super.strings;
    return { ...strings, newDocument: strings.newWorkbook, saveCopy: strings.saveWorkbook };
  }

  newDocument(): void {
    this.closeFile();
    this.#show(new ExcelDocument(null, { author: this.strings.you }), `${this.strings.newWorkbook}.xlsx`);
    this.restartPane();
  }

  protected async openDefault(): Promise<void> {
    const address = sampleAddress(this.samples, this.locale, 'excel');
    if (address) await this.openAddress(address);
    else this.newDocument();
  }

  protected openFile(bytes: Uint8Array, name: string): void {
    const options = { readOnly: this.query.readOnly, author: this.strings.you };
    const open = (): ExcelDocument => ExcelDocument.open(bytes, options);
    this.#show(openFile(open, bytes, name, this.strings), name);
  }

  protected showAgain({ document, name }: OpenedWorkbook): void {
    this.#show(document, name);
  }

  protected hide(opened: OpenedWorkbook): void {
    opened.close();
  }

  protected focusTarget(): HTMLElement | null {
    return this.current?.grid.root.querySelector('textarea') ?? null;
  }

  protected override settingsChanged(): void {
    this.current?.grid.draw();
  }

  override work(run: () => void): void {
    const document = this.current?.document;
    if (!document || !isLarge(document)) {
      run();
      return;
    }
    void this.shell.working().then((isDone) => {
      try {
        run();
      } finally {
        isDone();
      }
    });
  }

  /** A large workbook is written piece by piece: the page goes on, and what is edited meanwhile is in the file. */
  override saveCopy(): void {
    const opened = this.current;
    if (!opened || !isLarge(opened.document)) super.saveCopy();
    else if (!this.#isSaving) void this.#saveLarge(opened);
  }

  async #saveLarge(opened: OpenedWorkbook): Promise<void> {
    const { document, name } = opened;
    let [isCancelled, isEdited] = [false, false];
    this.#isSaving = true;
    const isDone = await this.shell.working(() => (isCancelled = true));
    const stop = document.onEvents((happened) => {
      if (happened.some(({ type }) => !looking.has(type))) isEdited = true;
    });
    try {
      for (let tries = 0; this.current === opened && !isCancelled; tries += 1) {
        isEdited = false;
        // Cells that never stand still are saved as they are.
        const isStale = (): boolean => isCancelled || isEdited || this.current !== opened;
        const bytes = tries < mostTries ? await withRests(document.saving(), isStale) : document.save();
        if (!bytes) continue;
        download(bytes, name, 'xlsx');
        this.isEdited = false;
        break;
      }
    } finally {
      stop();
      isDone();
      this.#isSaving = false;
      this.refresh();
    }
  }

  protected refreshOwn(): void {
    this.current?.refresh();
    this.#showStatus();
  }

  protected build(): Shell {
    const commands = createWorkbookCommands(this);
    const shell = createShell(this.element, this.strings, this.controls, commands, (zoom) =>
      this.changeSettings({ zoom }),
    );
    const ribbon = createRibbonFrame(
      {
        strings: this.strings,
        controls: this.controls,
        commands,
        choices: { file: () => fileMenu(this, this.samples) },
        manifest: this.manifest,
        runAddIn: (command) => void this.runAddIn(command),
      },
      workbookTabs(this, this.controls, commands),
    );
    shell.setRibbon(ribbon.tabs, ribbon.panels);
    this.#keys = commands;
    return shell;
  }

  get zoom(): number {
    return this.settings.zoom ?? 100;
  }

  protected override async prepare({ functions }: Manifest): Promise<void> {
    if (!functions) return;
    try {
      const response = await fetch(functions.metadataUrl);
      this.#functions = readFunctionMetadata(await response.json(), functions.namespace);
    } catch (error) {
      console.warn('The metadata of the functions cannot be read.', error);
    }
  }

  #show(workbook: ExcelDocument, name: string): void {
    this.shell.setCard(null);
    const grid = new GridView(workbook, {
      strings: this.strings,
      work: (run) => this.work(run),
      onRefused: (error) => this.toast(refusalWords(error, this.locale)),
      onPoint: (cell) => card.point(cell),
      onCommand: (name) => this.#keys[name].run(),
      onSheetKey: (key) => (key === 'add' ? tabs.add() : tabs.step(key === 'next' ? 1 : -1)),
    });
    const card = new RemarkCard(workbook, grid, this.strings, this.locale);
    const bar = createFormulaBar(workbook, grid, this.strings, (reference) =>
      this.toast(this.strings.noSuchPlace(reference)),
    );
    const tabs = new SheetTabs(workbook, {
      strings: this.strings,
      locale: this.locale,
      onChosen: () => grid.focus(),
      onRefused: (error) => this.toast(refusalWords(error, this.locale)),
      say: (text) => this.toast(text),
      work: (run) => this.work(run),
    });
    const frame = el('div', { class: 'workbook' }, bar.element, grid.root, tabs.element);
    this.shell.scroller.append(frame);
    const stop = workbook.onEvents((happened) => {
      if (happened.some(({ type }) => !unedited.has(type))) this.isEdited = true;
      this.refresh();
    });
    this.current = {
      document: workbook,
      host: createExcelHost(workbook, {
        url: new URL(name, new URL('/documents/', location.href)).href,
        contentLanguage: this.locale,
        customFunctions: this.#functions,
        pictures: createPictures(workbook),
        beforeWriting: (length) => (length > longRequest || isLarge(workbook) ? this.shell.working() : null),
        // The workbook is not yet the opened one while its formulas are calculated first.
        onRuntimeNeeded: () => queueMicrotask(() => this.frames?.start()),
      }),
      grid,
      name,
      refresh: () => {
        bar.refresh();
        tabs.refresh();
      },
      beginComment: () => card.begin(),
      close: () => {
        stop();
        card.close();
        grid.close();
        frame.remove();
      },
    };
    this.shell.setName(name);
    grid.focus();
    this.refresh();
  }

  #showStatus(): void {
    this.shell.setZoom(this.zoom);
    if (this.current) this.current.grid.root.style.zoom = String(this.zoom / 100);
    this.shell.setStatus(this.current ? selectionStatus(this.current.document, this.strings, this.locale) : []);
  }
}
