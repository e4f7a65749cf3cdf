/** Words around a number that say how it was computed. */

export type Cue =
  | 'growth'
  | 'share'
  | 'mean'
  | 'median'
  | 'max'
  | 'min'
  | 'total'
  | 'compound'
  | 'spread'
  | 'correlation'
  | 'missing'
  | 'outliers'
  | 'duplicates';

const patterns: Readonly<Record<Cue, RegExp>> = {
  growth:
    /\b(?:grew|grow(?:s|n|ing|th)?|rose|ris(?:e|es|en|ing)|increas\w*|gain(?:s|ed|ing)?|add(?:s|ed|ing)|g[ai]ven? up|climb\w*|jump\w*|surg\w*|soar\w*|expand\w*|expansion|improv\w*|advanc\w*|uplift|f[ae]ll(?:s|en|ing)?|declin\w*|decreas\w*|drop\w*|los(?:t|es|ing)|shr[aiu]nk\w*|slip\w*|reduc\w*|plung\w*|contract(?:ed|ion)|down|(?<!ma[dk]e |makes |making |gave |give )up|higher|lower|chang\w*|yoy|qoq|mom|ahead|behind|exceed\w*|surpass\w*|outp(?:erform|ac)\w*|outs(?:old|ell)\w*)\b|[增涨升跌降减]|[高低](?=[出于了约]|\d)|超[过出]|提高|提升|下滑|回落|萎缩|变化|变动|同比|环比/giu,
  share:
    /\bshares?\b|\baccount(?:s|ed|ing)? for\b|\bm(?:a[dk]e|akes|aking) up\b|\brepresent\w*|\bcontribut\w*|\bproportion\b|\bportion\b|\bof (?:the |its |all )?(?:total|overall|combined|entire|whole)\b|\bpercentage of\b|占|份额|比重|贡献/giu,
  mean: /\baverag\w*|\bmeans?\b|\bavg\b|\bper (?!cent|share\b)[a-z]+|平均|均值|人均|[月日季周]均|年均(?!复合|增)|每[个家月年]/giu,
  median: /\bmedian\b|中位/giu,
  max: /\bhighest\b|\blargest\b|\bmaximum\b|\bmax\b|\bpeak\w*|\bbest\b|\bmost\b|\bbiggest\b|\brecord\b|\bgreatest\b|\btop\b|最高|最大|最多|峰|最好|顶/giu,
  min: /\blowest\b|\bsmallest\b|\bminimum\b|\bmin\b|\btrough\b|\bleast\b|\bworst\b|\bweakest\b|\bfewest\b|最低|最小|最少|谷底|低谷|最差/giu,
  total:
    /\btotal\w*|\bsums?\b|\boverall\b|\baltogether\b|\bcombined\b|\btogether\b|\bin all\b|\ball (?:of )?(?:the )?|合计|总计|共计|总额|总和|累计|总共|一共|[共总]|全部|整体|全[年部]/giu,
  compound: /\bcagr\b|\bcompound\w*|\bannuali[sz]ed\b|\ba year on average\b|复合|年均增/giu,
  spread: /\bstandard deviation\b|\bquartile\b|标准差|四分位/giu,
  correlation: /\bcorrelat\w*|相关系数|相关性/giu,
  missing: /\bmissing\b|\bblank\b|\bempty\b|\bgaps?\b|\bwithout\b|缺失|缺少|空白|为空|未填/giu,
  outliers: /\boutl(?:ier|ying)\w*|\banomal\w*|\bunusual\w*|异常|离群/giu,
  duplicates: /\bduplicate\w*|\brepeated\b|重复/giu,
};

const down =
  /\bf[ae]ll(?:s|en|ing)?\b|\bdeclin\w*|\bdecreas\w*|\bdrop\w*|\bdown\b|\blos(?:t|es|ing)\b|\bg(?:ave|ive) up\b|\bloses\b|\bshr[aiu]nk\w*|\bslip\w*|\breduc\w*|\bplung\w*|\bcontract(?:ed|ion)\b|\blower\b|\bfewer\b|\bless\b|\bbelow\b|\bbehind\b|\bunder\b(?=\s*$)|[跌降减]|下滑|回落|萎缩|[低少](?=[了于出约]|\d|$)|低于|少于/giu;
const neutral =
  /\b(?:increase|growth|gain|rise)\s*\/\s*\(?\s*(?:decrease|decline|loss|fall)\)?|\bchang\w*|\bgrowth rate\b|\bdiff\w*|\bfluctuat\w*|\bvaria(?:tions?|nces?)\b|\bmovements?\b|\bgap\b|\bmargin of\b|变化|变动|增速|增长率|涨跌幅|差[额距异]?|相差/giu;
const up =
  /\bgrew\b|\bgrow(?:s|n|ing|th)?\b|\brose\b|\bris(?:e|es|en|ing)\b|\bincreas\w*|(?<!ma[dk]e |makes |making |gave |give )\bup\b|\bgain(?:s|ed|ing)?\b|\bclimb\w*|\bjump\w*|\bsurg\w*|\bsoar\w*|\bhigher\b|\bmore\b|\babove\b|\bahead\b|\bexpan\w*|\bimprov\w*|\badvanc\w*|\bexceed\w*|\bbeat\b|\badd(?:s|ed|ing)\b|\bouts(?:old|ell)\w*|\boutp\w+|\bsurpass\w*|[增涨升]|提高|提升|高[出于]|[多高](?=[了于出约]|\d|$)|超[过出]/giu;

export interface CueHit {
  readonly start: number;
  readonly end: number;
}

export function findCue(text: string, cue: Cue): readonly CueHit[] {
  return hits(text, patterns[cue]);
}

/** The numbers of a sentence ask the same of it, of its clauses and of what is left without names: each pattern keeps what it found in the last texts. */
const lastHits = new WeakMap<RegExp, Map<string, readonly CueHit[]>>();
const mostTexts = 8;

function hits(text: string, pattern: RegExp): readonly CueHit[] {
  const last = lastHits.get(pattern) ?? new Map<string, readonly CueHit[]>();
  lastHits.set(pattern, last);
  const known = last.get(text);
  if (known) return known;
  const found = [...text.matchAll(pattern)].map((match) => ({
    start: match.index,
    end: match.index + match[0].length,
  }));
  const [oldest] = last.keys();
  if (last.size >= mostTexts && oldest !== undefined) last.delete(oldest);
  last.set(text, found);
  return found;
}

export interface Direction extends CueHit {
  readonly sign: 1 | -1 | 0;
}

/** Words of more and less and of change, none inside another. "Growth rate" and "change" leave the sign to the number. */
export function findDirections(text: string): Direction[] {
  const none = hits(text, neutral).map((hit): Direction => ({ ...hit, sign: 0 }));
  const rest = (pattern: RegExp, sign: 1 | -1): Direction[] =>
    hits(text, pattern)
      .filter(({ start, end }) => !none.some((other) => start < other.end && other.start < end))
      .map((hit) => ({ ...hit, sign }));
  return [...none, ...rest(down, -1), ...rest(up, 1)].sort((one, other) => one.start - other.start);
}

/** "rose to 5", "增至5": what follows is where it ended, not by how much. */
export const toLevel =
  /(?:\b(?:to|at|reach(?:ed|es|ing)?|hit(?:s|ting)?|stood at|totall?ed|totall?ing|amount(?:ed|s|ing)? to|came to|was|were|is|are)(?:\s+(?:a|an|the|record|high|low|of|only|just|some|about|around|over|nearly|almost|roughly|approximately|more than|less than))*|[至到为达]|达到|约为|至约|达约|为约|[:：])\s*$/iu;

export const fromLevel = /(?:\bfrom(?:\s+(?:a|an|the|about|some|nearly|over))*|[从由自])\s*$/iu;

/** "rose by 5", "an increase of 5": by how much. */
export const byAmount =
  /(?:\bby(?:\s+(?:a|an|some|about|around|over|nearly|almost|roughly|approximately|more than|less than))*|(?:increase|decrease|rise|drop|fall|decline|gain|loss|growth|change|reduction|improvement|gap|difference|margin) of(?:\s+(?:about|some|nearly|over))?|了约?)\s*$/iu;

export const yearOnYear =
  /\byear[- ]on[- ]year\b|\byear[- ]over[- ]year\b|\byoy\b|\by\/y\b|\ba year (?:earlier|ago|before)\b|\bsame (?:month|quarter|period)\b|\b(?:the )?(?:previous|prior|last) year\b|同比|[较比](?:上年|去年|上一年)/iu;
export const stepOnStep =
  /\b(?:quarter|month)[- ](?:on|over)[- ](?:quarter|month)\b|\b(?:qoq|mom|q\/q|m\/m)\b|\b(?:the )?(?:previous|prior|last|preceding) (?:quarter|month|period|week|day)\b|\b(?:quarter|month) (?:earlier|before)\b|\bsequential\w*|环比|[较比]上[月季期]/iu;
export const together =
  /\btogether\b|\bcombined\b|\bjointly\b|\bin total\b|\bin all\b|\baltogether\b|合计|共|之和|一起|总计/iu;
export const respectively = /\brespectively\b|\bin that order\b|分别|依次/iu;
export const compared =
  /\bfrom\b|\bcompared\b|\bversus\b|\bvs\b|\bagainst\b|\bthan\b|\bover\b|\bbetween\b|\bsince\b|\bto\b|较|比|相比|从|至|到|自/iu;

/** The mean of several changes, and none of them. */
export const averageGrowth =
  /\b(?:average|mean) (?:annual |yearly |year[- ]on[- ]year |quarterly |monthly |percentage |rate of )*(?:net )?(?:growth|change|increase|decrease|movement|variation)\b/iu;
