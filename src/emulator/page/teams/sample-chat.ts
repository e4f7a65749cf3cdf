import type { Account } from '../../teams/activity.ts';
import { personMessage, type ChatMessage } from '../../teams/conversation.ts';

/** Who is in the emulated organisation, and what they have written. */
export interface SampleChat {
  readonly me: Account;
  readonly people: readonly (Account & { readonly email: string })[];
  readonly group: { readonly name: string; readonly messages: readonly ChatMessage[] };
}

export const tenantId = '5f0c9f5e-2d53-4c77-9a0e-6b1f4f3c2a10';
const id = (number: number): string => `29:person-${number}`;
const objectId = (number: number): string => `7d1f0000-0000-4000-8000-00000000000${number}`;
const account = (number: number, name: string): Account & { readonly email: string } => ({
  id: id(number),
  name,
  aadObjectId: objectId(number),
  email: `person${number}@example.com`,
});

const texts = {
  en: {
    names: ['Alex Moreau', 'Priya Nair', 'Tom Becker', 'Lena Sato'],
    group: 'Launch planning',
    messages: [
      [
        1,
        'Morning! The printer needs the final brochure by Thursday 10:00, otherwise we lose the slot. Tom, can you send me the new photos today? I will do the proofreading on Wednesday.',
      ],
      [
        2,
        'Photos are ready, I just have to pick the best ones. You get them by 17:00. The budget is tight though: the photographer billed 1,950 instead of 1,600, so we have about 800 left for the launch event.',
      ],
      [
        3,
        'I talk to catering tomorrow and ask for a cheaper offer. Do we still want the live music? And who writes the invitation to the customers? It must go out on Monday at the latest.',
      ],
      [
        1,
        'i think we should keep the music, it is what people remembers from last year. Can somebody draft the invitation until friday?',
      ],
    ],
  },
  zh: {
    names: ['陈安', '李静', '王磊', '赵敏'],
    group: '产品发布筹备',
    messages: [
      [1, '早上好！印刷厂要求周四上午十点前交宣传册终稿，否则就没有档期了。王磊，今天能把新照片发给我吗？我周三校对。'],
      [
        2,
        '照片已经好了，只需再挑选一下，下午五点前给你。不过预算有点紧：摄影师的账单是 1950 元而不是 1600 元，发布活动大约还剩 800 元。',
      ],
      [3, '我明天和餐饮公司谈，请他们给个更便宜的报价。还要现场音乐吗？另外谁来写给客户的邀请函？最晚周一必须发出。'],
      [1, '我觉得音乐要保留，大家去年印象最深的就是它。有人能在周五前起草邀请函吗？'],
    ],
  },
} as const;

export function sampleChat(locale: string): SampleChat {
  const { names, group, messages } = locale.startsWith('zh') ? texts.zh : texts.en;
  const [me, ...people] = names.map((name, at) => account(at, name));
  if (!me) throw new Error('There is nobody.');
  const day = new Date();
  const minute = 60_000;
  return {
    me,
    people,
    group: {
      name: group,
      messages: messages.map(([who, text], at) =>
        personMessage(people[who - 1] ?? me, text, {
          id: `${day.getTime() - (messages.length - at) * 7 * minute}`,
          at: new Date(day.getTime() - (messages.length - at) * 7 * minute),
        }),
      ),
    },
  };
}
