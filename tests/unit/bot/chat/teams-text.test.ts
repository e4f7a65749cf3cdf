import { toTeamsText } from '../../../../src/bot/chat/teams-text.ts';

const answer =
  'Tasks:\n\n- [ ] Send the <b>photos</b> ![x](https://a.example/p.png)\n- [x] Book the hall\n* [ ] Ask\n[ ] no task';

describe('a text for a chat of Teams', () => {
  it('has boxes for tasks, and neither pictures nor HTML', () => {
    expect(toTeamsText(answer)).toBe(
      'Tasks:\n\n- ☐ Send the &lt;b>photos&lt;/b> [x](https://a.example/p.png)\n- ☑ Book the hall\n- ☐ Ask\n[ ] no task',
    );
  });

  it('that grows is always the beginning of the whole', () => {
    const whole = toTeamsText(answer);
    for (let length = 0; length <= answer.length; length += 1) {
      const grown = toTeamsText(answer.slice(0, length), false);
      expect(whole.startsWith(grown)).toBe(true);
    }
  });
});
