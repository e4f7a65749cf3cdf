import type { DocumentContext } from '../../document/context.ts';
import { asksForCleanUp } from '../../sheet/clean-up-words.ts';
import { withoutCourtesy } from '../../../base/without-courtesy.ts';
import { wholeWish } from '../whole-wish.ts';
import type { WritingCommand } from '../writing-command.ts';
import { askSheet } from './ask.ts';
import { makeChart } from './chart.ts';
import { cleanUp } from './clean-up.ts';
import { explainFormula, repairFormula, writeFormula } from './formulas.ts';
import { describeSheet, findAnomalies, keyFindings, summariseSheet } from './narratives.ts';
import { makePivot } from './pivot.ts';

/** What words ask for that a command does; of two that fit the first. A question about the cells is none of these. */
const wishes: readonly (readonly [WritingCommand, RegExp])[] = [
  [
    explainFormula,
    /^(?:explain|what does|how does|describe)\b.*\bformula\b|^(?:解释|说明|讲解).*公式|公式.*(?:什么意思|怎么算|是做什么的)/iu,
  ],
  [
    repairFormula,
    /^(?:fix|repair|correct|mend)\b.*\b(?:formula|error|cell)\b|^(?:修复|修正|改正).*(?:公式|错误|单元格)/iu,
  ],
  [
    writeFormula,
    /^(?:write|make|create|give me|build|enter|insert|add|i need|need)?\s*(?:me )?(?:an?|the)?\s*(?:excel )?formula\b|^(?:写|编写|生成|给我|创建|做)?.{0,3}公式|公式$/iu,
  ],
  [
    makeChart,
    /^(?:make|create|draw|show|insert|add|build|give me)\b.*\b(?:charts?|graphs?|plots?|diagrams?)\b|^(?:plot|chart|graph)\b|^(?:画|作|做|生成|绘制|插入|创建|用).*(?:图表|[形线状饼]图|图$)|^(?:柱[形状]|折线|条形|饼[形状]?|散点|面积)图/iu,
  ],
  [makePivot, /\bpivot\b|透视表/iu],
  [summariseSheet, wholeWish('summari[sz]e|sum up|(?:give me |write )?an? summary|summary', '总结|概括|概述|摘要')],
  [
    keyFindings,
    wholeWish(
      '(?:(?:show|list|give me|what are) )?(?:the )?(?:key |main )?(?:findings|insights|takeaways|highlights)',
      '(?:主要|关键|重要)(?:发现|结论|要点)',
    ),
  ],
  [
    findAnomalies,
    /^(?:find|show|list|detect|spot|check(?: for)?|look for|are there(?: any)?|any)\b.*\b(?:anomal(?:y|ies)|outliers?)\b|^(?:查找|找出?|检查|检测|有没有|有无).*(?:异常|离群)/iu,
  ],
  [describeSheet, wholeWish('describe', '描述|介绍')],
];

/** The command behind what is asked in free words: one that does it, or else the question itself. */
export function commandForWords(context: DocumentContext, words: string): WritingCommand {
  if (asksForCleanUp(words)) return cleanUp;
  const text = withoutCourtesy(words);
  const found = wishes.find(([command, wish]) => wish.test(text) && command.appliesTo(context));
  return found?.[0] ?? askSheet;
}
