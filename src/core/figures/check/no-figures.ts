/** Where digits say nothing of quantity. */
export const ignored: readonly RegExp[] = [
  /`[^`\n]*`/gu,
  /#DIV\/0!/gu,
  /\bhttps?:\/\/\S+/giu,
  /\[\^[^\]]+\]/gu,
  /^[ \t]*(?:>\s*)*(?:\d{1,3}|[一二三四五六七八九十]{1,3})[.)、．](?!\d)/gmu,
  /^[ \t]*[（(](?:\d{1,2}|[一二三四五六七八九十]{1,3})[)）]/gmu,
  /^[ \t]*#{1,6}[ \t]+\d+(?:\.\d+)*\.?(?=\s)/gmu,
  /\b(?:section|chapter|figure|fig\.?|table|appendix|page|p\.|note|step|item|row|column|line|version|v|sheet|exhibit|slide|no\.|#)\s*\d+(?:\.\d+)*\b/giu,
  /第\s*(?:\d+|[一二三四五六七八九十]+)\s*[章节条款页行列步点部页张]|[图表附]\s*\d+(?:[-.]\d+)*/gu,
  /\$?\b[A-Z]{1,3}\$?\d{1,7}(?::\$?[A-Z]{1,3}\$?\d{1,7})?\b(?!\s*%)/gu,
  /\b\d{1,2}:\d{2}(?::\d{2})?\b/gu,
  /\b[A-Za-z]+-?\d+(?:[A-Za-z-]+\d*)*\b/gu,
  /\b(?:\d+|two|three|four|five|six|seven|eight|nine|ten)[- ](?:day|month|year|week|quarter)s?[- ](?:period|term|average|history|plan|horizon|window)\b/giu,
  /\b\d+-(?:day|month|year|week|quarter|hour)s?\b/giu,
  /\b(?:over|across|past|last|previous|next|within|for|after|every|first)\s+(?:the\s+)?(?:past\s+|last\s+|next\s+)?(?:\d+|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)\s+(?:consecutive\s+)?(?:years?|months?|quarters?|weeks?|days?|hours?)\b/giu,
  /(?:过去|近|最近|连续|未来|前|后|历时|为期|每)\s*(?:\d+|[一二两三四五六七八九十]+)\s*(?:年|个月|个季度|季度|天|周|小时|日)/gu,
  // Terms to maturity: "due within 3 years", "payments due in 5 years or less".
  /(?<=\b(?:due|payable|matur\w*|obligations?|payments?)\b[^.;\n]{0,40}\b(?:in|within|after|than|over|beyond|to|up to|between|from|for)\s+)\d+(?:\s*(?:-|–|to|and)\s*\d+)?\s+years?\b/giu,
  /\b(?:24\/7|9-to-5|one another|one of|no one|anyone)\b/giu,
];
