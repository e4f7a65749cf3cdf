const things =
  '(?:text|document|paragraphs?|selection|section|passage|letter|tables?|sheets?|data|cells|numbers|range)';
const object = `(?:(?:of|about|in) )?(?:(?:the|this|these|my|all|it)\\b\\s*)*(?:(?:whole|entire|selected) )?${things}?`;
const hanThings = '(?:文字|文档|文章|段落|段|选中内容|这段话|表格?|数据|工作表|单元格|内容|区域|全文)';
const hanObject = `(?:一下|下)?(?:这个|这张|这些|这|该|本|所选的?|选中的?|整个|整篇)?${hanThings}?(?:一下|下)?`;

/** Words that ask for one thing and nothing more, of what is selected or of the whole: "summarise this text", "总结一下这张表". */
export function wholeWish(english: string, chinese: string): RegExp {
  return new RegExp(`^(?:(?:${english})\\s*${object}|把?(?:${hanObject})?(?:${chinese})${hanObject})[.!。！]?$`, 'iu');
}
