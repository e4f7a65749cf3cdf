/**
 * Writes the playground's sample documents into assets/samples, from the texts below, with the product's own writer.
 * Run by hand when a text changes (`node scripts/make-samples.mjs`); the files are committed.
 */
import '../bench/load-source.mjs';
import { strToU8, zipSync } from 'fflate';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './lib/workspace.mjs';

const { parseMarkdown } = await import('../src/core/document/markdown.ts');
const { writeFlatOpc } = await import('../src/core/wordprocessing/flat-opc.ts');

const report = `# Third-quarter report

## Summary

Revenue grew 12 percent to $4.8 million, mostly from the new service contracts in the northern region. Operating costs rose by 18 percent because of higher freight charges and the new warehouse in Rotterdam.[^1] The committee asked for two alternative carriers before 15 January.

## What went well

- The service desk answers **four of five** requests on the same day.
- Three customers moved to the yearly plan, see the [customer list](https://example.com/customers).
- The portal's first phase is ready for testing.

## What needs work

The invoices has been sent late for two month in a row, and nobody have told the customers why. We was also waiting for the the new scanner, its delivery date are still unknown. A hour of work every day is lost because of this.

It is important to note that, at this point in time, the team is in the process of making a decision with regard to the question of whether or not the warehouse should be extended in order to be able to handle the additional volume that is expected to arrive during the course of next year.

## Figures

| Region | Revenue | Orders | Change |
|:-------|--------:|-------:|-------:|
| North | 2,140,000 | 812 | +21 % |
| South | 1,390,000 | 640 | +6 % |
| Overseas | 1,270,000 | 388 | +4 % |

The margin is $m = \\frac{r - c}{r}$, where $r$ is the revenue and $c$ the cost.

## Next steps

1. Ask two carriers for an offer.
2. Test the portal with ten customers.
3. Decide about the warehouse on 4 February.

> Nothing here is final: the board meets in February.

[^1]: Opened in May; full occupancy is expected in spring.
`;

const proposal = `# 客户门户项目建议书

## 背景

公司目前通过电子邮件和电话处理客户请求，平均答复时间为三个工作日。过去一年里，请求数量增加了百分之三十五,客服人员却没有增加。客户满意度调查显示，答复速度是最主要的不满。

## 目标

- 普通请求在**一个工作日**内答复；
- 客户可以随时查询订单状态；
- 客服人员把时间用在复杂问题上。

## 方案

项目分两个阶段实施。第一阶段上线自助查询和在线提交，预算四十万美元，预计六月完成。第二阶段接入知识库，并与仓储系统对接，预算二十五万美元，预计十二月完成。

| 阶段 | 内容 | 预算（万美元） | 完成时间 |
|:-----|:-----|---------:|:-----|
| 一 | 自助查询、在线提交 | 40 | 六月 |
| 二 | 知识库、仓储对接 | 25 | 十二月 |

## 风险

数据迁移的工作量可能超出预期。项目组建议先在华东区试行两个月，再推广到全国。

1. 选定试点客户。
2. 完成数据清理。
3. 每两周向管理层汇报一次。
`;

const letter = `# Notes for a letter

To: Ms Chen, Harbour Logistics

- Order 4417 was due on 3 March.
- Two of five pallets have not arrived.
- Our production line stops on Friday without them.
- Please confirm the new delivery date by Wednesday noon.
`;

const samples = [
  { file: 'report.docx', title: { en: 'Quarterly report', zh: '季度报告（英文）' }, text: report, language: 'en-US' },
  {
    file: 'proposal-zh.docx',
    title: { en: 'Project proposal (Chinese)', zh: '项目建议书' },
    text: proposal,
    language: 'zh-CN',
  },
  { file: 'letter.docx', title: { en: 'Notes for a letter', zh: '书信提纲（英文）' }, text: letter, language: 'en-US' },
];

const w = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main';
const defaults = (language) =>
  `<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Calibri" w:hAnsi="Calibri" w:eastAsia="Microsoft YaHei" w:cs="Calibri"/><w:sz w:val="22"/><w:szCs w:val="22"/><w:lang w:val="${language === 'zh-CN' ? 'en-US' : language}" w:eastAsia="zh-CN" w:bidi="ar-SA"/></w:rPr></w:rPrDefault><w:pPrDefault><w:pPr><w:spacing w:after="140" w:line="276" w:lineRule="auto"/></w:pPr></w:pPrDefault></w:docDefaults>`;

/** The report carries what a colleague left in it: a tracked change and a comment. */
function withReview(xml) {
  const mark = 'w:author="Maria Keller" w:date="2026-01-12T09:30:00Z"';
  return xml
    .replace(
      'mostly from the new service contracts',
      `</w:t></w:r><w:del w:id="9001" ${mark}><w:r><w:delText>mostly</w:delText></w:r></w:del><w:ins w:id="9002" ${mark}><w:r><w:t>chiefly</w:t></w:r></w:ins><w:r><w:t xml:space="preserve"> from the new service contracts`,
    )
    .replace(
      'The committee asked for two alternative carriers',
      '</w:t></w:r><w:commentRangeStart w:id="0"/><w:r><w:t>The committee asked</w:t></w:r><w:commentRangeEnd w:id="0"/><w:r><w:commentReference w:id="0"/></w:r><w:r><w:t xml:space="preserve"> for two alternative carriers',
    );
}

const folder = join(root, 'assets/samples');
mkdirSync(folder, { recursive: true });
for (const { file, text, language } of samples) {
  const parts = {};
  const types = [];
  const flat = writeFlatOpc(parseMarkdown(text));
  for (const [, name, type, xml] of flat.matchAll(
    /<pkg:part pkg:name="\/([^"]+)" pkg:contentType="([^"]+)"[^>]*><pkg:xmlData>(.*?)<\/pkg:xmlData>/gs,
  )) {
    parts[name] = xml;
    if (!name.endsWith('.rels')) types.push([name, type]);
  }
  parts['word/styles.xml'] = parts['word/styles.xml'].replace(/(<w:styles [^>]*>)/, `$1${defaults(language)}`);
  if (file === 'report.docx') {
    parts['word/document.xml'] = withReview(parts['word/document.xml']);
    parts['word/comments.xml'] =
      `<w:comments xmlns:w="${w}"><w:comment w:id="0" w:author="Maria Keller" w:date="2026-01-12T09:32:00Z" w:initials="MK"><w:p><w:r><w:t>Which committee? Please name it.</w:t></w:r></w:p></w:comment></w:comments>`;
    types.push(['word/comments.xml', 'application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml']);
    parts['word/_rels/document.xml.rels'] = parts['word/_rels/document.xml.rels'].replace(
      '</Relationships>',
      '<Relationship Id="rIdComments" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments" Target="comments.xml"/></Relationships>',
    );
  }
  const contentTypes = `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>${types.map(([name, type]) => `<Override PartName="/${name}" ContentType="${type}"/>`).join('')}</Types>`;
  const prolog = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
  const files = { '[Content_Types].xml': contentTypes, ...parts };
  const packed = Object.fromEntries(
    Object.entries(files).map(([name, xml]) => [name, [strToU8(prolog + xml), { mtime: new Date(1980, 0, 1) }]]),
  );
  writeFileSync(join(folder, file), zipSync(packed));
}
writeFileSync(
  join(folder, 'index.json'),
  `${JSON.stringify(
    samples.map(({ file, title, language }) => ({ file, title, language })),
    null,
    2,
  )}\n`,
);
