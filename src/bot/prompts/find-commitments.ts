import { segmentSentences } from '../../base/segments.ts';

/** Something said, and by whom; the name is empty where nobody tells. */
export interface Utterance {
  readonly speaker: string;
  readonly text: string;
}

/** A sentence that commits somebody to something. */
export interface Task {
  readonly text: string;
  /** Empty where the words do not tell. */
  readonly who: string;
  readonly when: string;
}

export interface Commitments {
  readonly tasks: readonly Task[];
  readonly decisions: readonly string[];
}

const decided =
  /\b(?:we|they|it (?:was|is)|the (?:board|team|committee|group))\b[^.?!]{0,40}\b(?:decided|agreed|approved|resolved|settled on|confirmed)\b|\b(?:decision|agreed|approved)\s*:|\bwe(?:['’]ll| will| are going to) go (?:with|for)\b|(?:决定|同意|通过了|批准|确定|定下来|一致认为|敲定|決定|通過了|確定)/i;
const obliged =
  /\b(?:todo|to do|action item|action point|follow[- ]up)\b|\bplease\b|\b(?:can|could|would) you\b|\b(?:I|we|you|he|she|they|[A-Z][a-z]+)(?:['’]ll| will| shall| must| should| need(?:s)? to| (?:has|have) to| (?:am|are|is) going to)\b(?! (?:be|have been|not be) \w+ed\b)|(?:请|麻烦|務必|务必|需要|负责|負責|跟进|跟進|我来|我來|我会|我會|截止|要在|提交给|发给|發給|安排)/;
/** A question about whether, rather than a request that somebody do. */
const onlyAsked =
  /^(?:who|what|when|where|why|how|should|will|would it|is|are|do|does)\b[^.]*\?$|^(?:谁|什么|为什么|怎么|是否)[^。]*[?？]$/i;

const deadline =
  /\b(?:by|before|until|till|no later than)\s+((?:the )?(?:end of (?:the )?(?:day|week|month|quarter|year)|(?:next |this )?(?:Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|week|month)|tomorrow|tonight|noon|today|\d{4}-\d{2}-\d{2}|\d{1,2}(?:st|nd|rd|th)?(?: (?:of )?[A-Z][a-z]+)?|[A-Z][a-z]+ \d{1,2}(?:st|nd|rd|th)?)(?: at \d{1,2}(?::\d{2})?(?: ?[ap]m)?)?)|((?:下?(?:周|星期|礼拜|週)[一二三四五六日天]|本周|这周|月底|年底|今天|明天|后天|\d{1,2}月\d{1,2}[日号])(?:(?:上午|下午|晚上|中午)?(?:\d{1,2}点)?)?)(?:之?前|截止|以前)?/i;

/** Tasks and decisions by the words that announce them: rules for where there is no model. What they miss, they miss. */
export function findCommitments(utterances: readonly Utterance[]): Commitments {
  const tasks: Task[] = [];
  const decisions: string[] = [];
  for (const { speaker, text } of utterances) {
    for (const piece of segmentSentences(text)) {
      const sentence = piece.replace(/^\s*(?:[-*•]|\d+[.)])\s+/, '').trim();
      if (sentence.length < 4) continue;
      if (decided.test(sentence)) decisions.push(sentence);
      else if (obliged.test(sentence) && !onlyAsked.test(sentence)) tasks.push(toTask(sentence, speaker));
    }
  }
  return { tasks, decisions };
}

function toTask(sentence: string, speaker: string): Task {
  const match = deadline.exec(sentence);
  return { text: sentence, who: whoIn(sentence, speaker), when: match?.[1] ?? match?.[2] ?? '' };
}

/** Words that begin a sentence with a capital letter and are nobody's name. */
const noName = /^(?:We|You|They|He|She|It|This|That|There|Who|What|Please|Then|And|But|So|The|Everyone|Somebody)$/;

function whoIn(sentence: string, speaker: string): string {
  if (/\b(?:I|I['’](?:ll|m))\b|我(?:来|來|会|會|负责|負責|去|今天|明天)/.test(sentence)) return speaker;
  const named = /\b([A-Z][a-z]+)(?:['’]ll| will| shall| must| should| needs? to| has to| is going to)\b/.exec(
    sentence,
  )?.[1];
  if (named !== undefined && !noName.test(named)) return named;
  const asked =
    /^([A-Z][a-z]+), (?:please|can you|could you)\b/.exec(sentence)?.[1] ??
    /请(\p{Script=Han}{2,3})(?:负责|跟进|在|把|于)/u.exec(sentence)?.[1];
  return asked ?? '';
}

export function renderTasks(tasks: readonly Task[]): string {
  return tasks
    .map(
      ({ text, who, when }) =>
        `- [ ] ${[text.replace(/[.。]$/, ''), who, when].filter((part) => part !== '').join(' — ')}`,
    )
    .join('\n');
}
