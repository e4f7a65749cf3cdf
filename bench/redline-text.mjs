/** Texts for the redline benchmark: about 10,000 words, and the same with a share of the words edited. Seeded. */

export function createRandom(seed) {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

const english =
  'the of and to in a is that for it was on are as with at be this have from or had by not but what some we can out other were all there when up use your how said an each she which do their time if will way about many then them would write like so these her long make thing see him two has look more day could go come did number sound no most people over know water than call first who may down side been now find head stand own page should country found answer school grow study still learn plant cover food sun four between state keep eye never last let thought city tree cross farm hard start might story saw far sea draw left late run while press close night real life few north open seem together next white children begin got walk example ease paper group always music those both mark often letter until mile river car feet care second book carry took science eat room friend began idea fish mountain stop once base hear horse cut sure watch color face wood main budget committee infrastructure quarter revenue warehouse agreement customers regional forecast delivery contract supplier'.split(
    ' ',
  );
const chinese =
  '我们 公司 计划 明年 第一 季度 推出 新 产品 并且 进一步 扩大 海外 市场 销售 渠道 委员会 决定 推迟 表决 因为 成员 无法 预算 达成 一致 仓库 收入 增长 客户 要求 提前 交付 合同 供应商 价格 上涨 影响 利润 报告 显示 项目 进展 顺利 团队 需要 更多 时间 完成 测试 工作 人工 智能 正在 改变 生活 方式 会议 讨论 主要 问题 包括 质量 安全 成本 效率 管理 部门 员工 培训 服务 水平 提高 研究 发展 技术 创新 数据 分析 系统 平台 合作 伙伴 关系 战略 目标 实现'.split(
    ' ',
  );

/** @param {'english' | 'chinese'} language @param {number} words */
export function makeText(language, words, seed = 7) {
  const random = createRandom(seed);
  const vocabulary = language === 'english' ? english : chinese;
  const pick = () => vocabulary[Math.floor(random() ** 1.6 * vocabulary.length)];
  const paragraphs = [];
  for (let made = 0; made < words;) {
    const sentences = [];
    for (let sentence = 0; sentence < 4 + random() * 4; sentence += 1) {
      const length = 8 + Math.floor(random() * 14);
      const chosen = Array.from({ length }, pick);
      made += length;
      sentences.push(
        language === 'english'
          ? `${chosen[0][0].toUpperCase()}${chosen.join(' ').slice(1)}.`
          : `${chosen.slice(0, 6).join('')}，${chosen.slice(6).join('')}。`,
      );
    }
    paragraphs.push(sentences.join(language === 'english' ? ' ' : ''));
  }
  return paragraphs.join('\n');
}

/**
 * The text with about `share` of its words replaced, removed or doubled, in bursts of a few words as an editor's hand
 * makes them; the bursts are spread over all of it.
 */
export function editText(text, language, share, seed = 11) {
  const random = createRandom(seed);
  const vocabulary = language === 'english' ? english : chinese;
  const units = language === 'english' ? text.split(/(?<=\s)/u) : (text.match(/.{1,2}|\n/gu) ?? []);
  const burst = 6;
  const result = [];
  for (let at = 0; at < units.length; at += 1) {
    if (random() >= share / burst) {
      result.push(units[at]);
      continue;
    }
    for (let step = 0; step < burst && at < units.length; step += 1, at += 1) {
      const choice = random();
      const other = vocabulary[Math.floor(random() * vocabulary.length)] + (language === 'english' ? ' ' : '');
      if (choice < 0.6) result.push(other);
      else if (choice < 0.8) result.push(units[at], other);
    }
    at -= 1;
  }
  return result.join('');
}
