/**
 * Writes the playground's sample workbooks into assets/samples. Run by hand when they change (`node scripts/make-workbooks.mjs`); the
 * files are committed. Numbers are made up; a fixed rule makes them, so that the files stay the same.
 */
import { Workbook } from '@cj-tech-master/excelts';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { root } from './lib/workspace.mjs';

const english = {
  file: 'sales.xlsx',
  sheet: 'Sales',
  orders: 'Orders',
  headers: ['Month', 'Region', 'Revenue (€)', 'Orders', 'Average order (€)'],
  regions: ['North', 'South', 'Overseas'],
  total: 'Total',
  orderHeaders: ['Order', 'Date', 'Customer', 'Amount', 'Status'],
  customers: ['Contoso', 'contoso ', 'Fabrikam', ' Fabrikam', 'Northwind'],
  states: ['paid', 'Paid', 'open', 'paid', 'open '],
};
const chinese = {
  file: 'sales-zh.xlsx',
  sheet: '销售',
  orders: '订单',
  headers: ['月份', '地区', '收入（万元）', '订单数', '单均（万元）'],
  regions: ['华北', '华南', '海外'],
  total: '合计',
  orderHeaders: ['订单', '日期', '客户', '金额', '状态'],
  customers: ['星河贸易', '星河贸易 ', '远山科技', ' 远山科技', '北辰集团'],
  states: ['已付', '已付 ', '未付', '已付', '未付'],
};

for (const words of [english, chinese]) {
  const workbook = new Workbook();
  const sheet = workbook.addWorksheet(words.sheet);
  sheet.addRow(words.headers);
  sheet.getRow(1).font = { bold: true };
  for (let month = 0; month < 12; month += 1) {
    words.regions.forEach((_region, index) => {
      const row = sheet.rowCount + 1;
      const revenue = Math.round(
        (42_000 - 9_000 * index) * (1 + 0.021 * month) + 2_600 * Math.sin(month * 1.7 + index),
      );
      const orders = Math.round(revenue / (310 + 40 * index));
      sheet.addRow([
        new Date(Date.UTC(2026, month, 1)),
        words.regions[index],
        month === 7 && index === 1 ? Math.round(revenue * 2.9) : revenue,
        orders,
        { formula: `C${row}/D${row}` },
      ]);
    });
  }
  const last = sheet.rowCount;
  sheet.addRow([
    words.total,
    null,
    { formula: `SUM(C2:C${last})` },
    { formula: `SUM(D2:D${last})` },
    { formula: `C${last + 1}/D${last + 1}` },
  ]);
  sheet.getRow(last + 1).font = { bold: true };
  sheet.getColumn(1).numFmt = 'yyyy-mm';
  sheet.getColumn(3).numFmt = '#,##0';
  sheet.getColumn(4).numFmt = '#,##0';
  sheet.getColumn(5).numFmt = '#,##0.00';
  sheet.columns.forEach((column, index) => (column.width = [12, 12, 16, 12, 18][index]));

  const orders = workbook.addWorksheet(words.orders);
  orders.addRow(words.orderHeaders);
  orders.getRow(1).font = { bold: true };
  for (let index = 0; index < 24; index += 1) {
    const amount = 180 + ((index * 137) % 900);
    orders.addRow([
      `A-${1001 + (index === 20 ? 19 : index)}`,
      index % 6 === 4 ? '2026-03-0' + (1 + (index % 9)) : new Date(Date.UTC(2026, 2, 1 + index)),
      words.customers[index % 5],
      index % 7 === 3 ? `${amount} ` : index === 12 ? 'n/a' : amount,
      words.states[index % 5],
    ]);
  }
  orders.getColumn(2).numFmt = 'yyyy-mm-dd';
  orders.getColumn(4).numFmt = '#,##0.00';
  orders.columns.forEach((column) => (column.width = 14));
  await writeFile(join(root, 'assets/samples', words.file), Buffer.from(await workbook.xlsx.writeBuffer()));
  process.stdout.write(`assets/samples/${words.file}\n`);
}
