import type { Feature } from '../../../protocol/session.ts';

/** The words for what an organisation has decided; not in the first bundle. */
export interface OrganisationStrings {
  readonly organisation: string;
  readonly signedInAs: (name: string) => string;
  readonly signOut: string;
  readonly policyForbidsInstructions: string;
  readonly policyForbidsHistory: string;
  readonly policyLocalOnly: string;
  readonly policyCommands: (count: number) => string;
  readonly policyFeatures: Readonly<Record<Feature, string>>;
  readonly policyInstructions: string;
  readonly policyKeepsContent: string;
}

export const organisationStrings: Readonly<Record<'en' | 'zh', OrganisationStrings>> = {
  en: {
    organisation: 'Your organisation',
    signedInAs: (name) => `Signed in as ${name}`,
    signOut: 'Sign out',
    policyForbidsInstructions: 'Turned off by your organisation; yours are not sent.',
    policyForbidsHistory: 'Your organisation has turned the history off. Answers are not kept.',
    policyLocalOnly: 'Only models in its own network may be used.',
    policyCommands: (count) => `${count} of the commands may be used.`,
    policyFeatures: {
      'free-prompts': 'Free prompts are turned off.',
      history: 'The history is turned off.',
      'standing-instructions': 'Your own standing instructions are turned off.',
    },
    policyInstructions: 'Instructions that it adds to each request',
    policyKeepsContent: 'Your organisation keeps what you ask and what is answered, in its audit.',
  },
  zh: {
    organisation: '你的组织',
    signedInAs: (name) => `已登录：${name}`,
    signOut: '退出登录',
    policyForbidsInstructions: '已被你的组织关闭，你的要求不会发送。',
    policyForbidsHistory: '你的组织关闭了历史，回答不会保留。',
    policyLocalOnly: '只能使用其内部网络中的模型。',
    policyCommands: (count) => `可以使用其中 ${count} 个命令。`,
    policyFeatures: {
      'free-prompts': '自由提问已关闭。',
      history: '历史已关闭。',
      'standing-instructions': '个人常用要求已关闭。',
    },
    policyInstructions: '它给每次请求附加的要求',
    policyKeepsContent: '你的组织会在审计记录中保留你的提问和得到的回答。',
  },
};
