import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readAppManifest } from '../../../../src/emulator/teams/app-manifest.ts';
import { Conversation } from '../../../../src/emulator/teams/conversation.ts';
import { readDeepLink } from '../../../../src/emulator/teams/deep-link.ts';
import { markdownToHtml } from '../../../../src/emulator/teams/markdown.ts';
import { productRoot } from '../../../support/gateway.ts';

const json = (name: string): Record<string, unknown> =>
  JSON.parse(readFileSync(join(productRoot, 'appPackage', name), 'utf8')) as Record<string, unknown>;

describe('the app manifest', () => {
  const read = (locale: string) =>
    readAppManifest(json('manifest.json'), {
      locale,
      languages: { 'zh-cn': json('zh-cn.json') },
      servedFrom: 'https://x.example/app/manifest.json',
    });

  it('gives commands, tab and icon in the language asked for', () => {
    const english = read('en-US');
    expect(english.commands.map(({ title }) => title)).toContain('Draft a reply');
    expect(english.tabs.map(({ name }) => name)).toEqual(['Write']);
    expect(english.color).toBe('https://x.example/app/color.png');
    const chinese = read('zh-CN');
    expect(chinese.commands.find(({ id }) => id === 'draftReply')).toMatchObject({
      title: '起草回复',
      contexts: ['message'],
      fetchTask: true,
    });
    expect(chinese.name).toBe('Inkstone（砚）');
  });
});

describe('deep links', () => {
  it('lead to chats and tabs, and nowhere else', () => {
    expect(
      readDeepLink('https://teams.microsoft.com/l/chat/0/0?users=a@x.example,b@x.example&message=Hi%20there'),
    ).toEqual({
      type: 'chat',
      users: ['a@x.example', 'b@x.example'],
      message: 'Hi there',
    });
    expect(
      readDeepLink('https://teams.microsoft.com/l/entity/app/home?context=%7B%22subEntityId%22%3A%22s%22%7D'),
    ).toEqual({
      type: 'tab',
      appId: 'app',
      entityId: 'home',
      subPageId: 's',
    });
    for (const address of [
      'https://elsewhere.example/l/chat/0/0',
      'nonsense',
      'https://teams.microsoft.com/l/team/x',
    ]) {
      expect(readDeepLink(address)).toBeNull();
    }
  });
});

describe('Markdown', () => {
  it.each([
    ['**bold** and *soft* and `<b>`', '<p><strong>bold</strong> and <em>soft</em> and <code>&lt;b&gt;</code></p>'],
    ['- one\n- two\n\n3. three', '<ul><li>one</li><li>two</li></ul><ol start="3"><li>three</li></ol>'],
    [
      '[a](https://x.example/?a=1&b=2)',
      '<p><a href="https://x.example/?a=1&amp;b=2" target="_blank" rel="noopener noreferrer">a</a></p>',
    ],
    ['[a](javascript:alert(1))', '<p>[a](javascript:alert(1))</p>'],
    ['<img src=x onerror=alert(1)>', '<p>&lt;img src=x onerror=alert(1)&gt;</p>'],
    ['```\n<a>\n**b**\n```', '<pre>&lt;a&gt;\n**b**</pre>'],
  ])('%s', (source, html) => expect(markdownToHtml(source)).toBe(html));
});

describe('a conversation', () => {
  const bot = { id: '28:b', name: 'Bot' };
  const info = (streamType: string, streamId?: string) => [
    { type: 'streaminfo', streamType, ...(streamId && { streamId }) },
  ];

  it('grows a streamed message in its place, and takes updates and deletions', () => {
    const chat = new Conversation('a', 'personal', bot);
    const take = (activityId: string, activity: object, type: 'activity' | 'update' | 'delete' = 'activity'): void =>
      chat.take({ type, conversationId: 'a', activityId, activity: activity as never });
    take('1', { type: 'typing', text: 'Reading', entities: info('informative') });
    expect(chat.messages).toMatchObject([{ id: '1', progress: 'Reading', text: '', isStreaming: true }]);
    take('2', { type: 'typing', text: 'You', entities: info('streaming', '1') });
    take('3', { type: 'message', text: 'You said it', entities: info('final', '1') });
    expect(chat.messages).toMatchObject([{ id: '1', text: 'You said it', progress: '', isStreaming: false }]);
    take('4', { type: 'message', text: 'More' });
    take('4', { type: 'message', text: 'Less' }, 'update');
    expect(chat.messages.map(({ text }) => text)).toEqual(['You said it', 'Less']);
    take('1', {}, 'delete');
    expect(chat.messages.map(({ text }) => text)).toEqual(['Less']);
  });
});
