import './grid.css';
import { parseArea } from '../../excel/model/address.ts';
import type { PageQuery } from '../query.ts';
import { ExcelApp } from './excel-app.ts';
import type { WorkbookPlayground } from './workbook-playground.ts';

/** Shows a workbook; what tests need of it is `window.workbook`. */
export function openExcelPage(element: HTMLElement, query: PageQuery): void {
  const app = new ExcelApp(element, query);
  const sheetNamed = (name: string) => {
    const sheet = app.opened?.document.sheetByName(name);
    if (!sheet) throw new Error(`There is no sheet “${name}”.`);
    return sheet;
  };
  const workbook: WorkbookPlayground = {
    ready: app.start(),
    get document() {
      return app.opened?.document ?? null;
    },
    get counters() {
      return app.log.counters;
    },
    get wireLog() {
      return app.log.entries;
    },
    get work() {
      return app.opened?.grid.work ?? { draws: 0, rows: 0, cells: 0 };
    },
    resetCounters: () => app.log.resetCounters(),
    save: () => app.save(),
    openBytes: (bytes, name) => app.openBytes(bytes, name),
    select(sheet, address) {
      const area = parseArea(address);
      if (!area) throw new Error(`${address} is no address.`);
      app.opened?.document.select(sheetNamed(sheet), [area]);
    },
    text(sheet, address) {
      const area = parseArea(address);
      return area && app.opened ? app.opened.document.textAt(sheetNamed(sheet), area.top, area.left) : '';
    },
    formula(sheet, address) {
      const area = parseArea(address);
      const formula = area && sheetNamed(sheet).grid.formula(area.top, area.left);
      return formula ? `=${formula.text}` : null;
    },
  };
  window.workbook = workbook;
}
