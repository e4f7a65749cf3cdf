import { stateStrings } from '../../../../src/admin/state-strings.ts';
import { createRedisWatch } from '../../../../src/gateway/limits/redis-watch.ts';
import { quoted } from '../../../../src/gateway/language.ts';
import { createStoreWatch } from '../../../../src/gateway/stores/store-watch.ts';

describe('the watch over a store', () => {
  it('tells once that it is gone and once that it is back, and keeps since when', () => {
    const told: string[] = [];
    let minute = 0;
    const watch = createStoreWatch({
      tell: ({ zh }) => told.push(zh),
      gone: ({ zh }) => ({ en: '', zh: `没有响应：${zh}` }),
      back: { en: '', zh: '已恢复' },
      now: () => new Date(Date.UTC(2026, 2, 2, 10, minute)),
    });
    watch.works();
    expect([told, watch.state]).toEqual([[], { since: null, reason: null }]);
    watch.failed(quoted('ECONNREFUSED'));
    minute = 5;
    watch.failed(quoted('ETIMEDOUT'));
    expect(watch.state).toEqual({ since: '2026-03-02T10:00:00.000Z', reason: quoted('ETIMEDOUT') });
    watch.works();
    watch.works();
    expect([told, watch.state.since]).toEqual([['没有响应：ECONNREFUSED', '已恢复'], null]);
  });

  it.each(['refuse', 'allow'] as const)('says of Redis in both languages what is so where it is to %s', (whenGone) => {
    const told: { en: string; zh: string }[] = [];
    createRedisWatch(whenGone, (message) => told.push(message)).failed(quoted('away'));
    expect(told[0]?.en.includes('refused')).toBe(whenGone === 'refuse');
    expect(told[0]?.zh.includes('拒绝')).toBe(whenGone === 'refuse');
    for (const language of ['en', 'zh'] as const) {
      const words = stateStrings(language).partOf({ name: 'limits', kind: 'redis', whenGone });
      expect(words.title('10:00')).toMatch(whenGone === 'refuse' ? /refused|拒绝/ : /not counted|不计数/);
    }
  });
});
